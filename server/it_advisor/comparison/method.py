"""The part of the page that says how it was computed, so that it can be done again by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison.evidence import STRENGTH
from it_advisor.comparison.pairwise import Consistency, Suspect
from it_advisor.comparison.tables import number
from it_advisor.comparison.verdict import WEIGHTS_CHANGED
from it_advisor.markup import Say, plain

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison


def notes(answer: Comparison, say: Say) -> Iterator[str]:
    yield say("#### 计算方法与核对", "#### How it was computed")
    lines = [
        say(
            "加权得分 = 100 × Σ 权重 × (评分 − 量程最差端) ÷ 量程；四舍五入到百万分之一分，相等即为并列。",
            "Points = 100 × Σ weight × (score − worst end of scale) ÷ scale, to a millionth; equal points are a tie.",
        ),
        say(
            "TOPSIS：Hwang 与 Yoon（1981），向量归一化，仅作对照，不决定名次。",
            "TOPSIS: Hwang and Yoon (1981), vector normalisation; set beside the ranking, it does not decide.",
        ),
        say(
            f"可信度 = Σ 权重 × 证据强度（约定：{_strengths()}；无日期或超过一年减半；没有证据为 0）。",
            f"Confidence = Σ weight × strength of the evidence (by convention: {_strengths()}; "
            "half where undated or over a year old; 0 without evidence).",
        ),
        *(_consistency(group, say) for group in answer.consistency),
        _neutral(answer, say),
        _weights_after_scores(answer, say),
    ]
    yield "\n".join(f"- {line}" for line in lines)


def _strengths() -> str:
    return ", ".join(f"{kind} {strength:g}" for kind, strength in STRENGTH.items())


def _consistency(group: Consistency, say: Say) -> str:
    name = plain(group.group) if group.group else say("顶层", "top level")
    said = say(
        f"两两比较（{name}，AHP）：一致性比率 CR = {group.ratio:.3f}",
        f"Judgements ({name}, AHP): consistency ratio {group.ratio:.3f}",
    )
    if group.acceptable:
        return said + say("，可接受（≤ 0.10）。", ", acceptable (up to 0.10).")
    return (
        said
        + say("，**过高**（> 0.10），请重新判断：", ", **too high** (over 0.10); judge again: ")
        + "; ".join(_suspect(suspect, say) for suspect in group.suspects)
    )


def _suspect(suspect: Suspect, say: Say) -> str:
    return say(
        f"{plain(suspect.criterion)} 对 {plain(suspect.over)}：判断 {number(suspect.said_times)} 倍，"
        f"整体推得 {number(suspect.implied_times)} 倍",
        f"{plain(suspect.criterion)} over {plain(suspect.over)}, said {number(suspect.said_times)} times, "
        f"all judgements imply {number(suspect.implied_times)}",
    )


def _neutral(answer: Comparison, say: Say) -> str:
    if answer.robustness.is_neutral:
        return say(
            "中立性：方案改名并倒序后重算，两种排名均不变。",
            "Neutrality: computed again with the options renamed and reversed, both rankings are the same.",
        )
    return say(
        "中立性：**方案改名倒序后排名改变**。", "Neutrality: **renaming and reversing the options changes a ranking**."
    )


def _weights_after_scores(answer: Comparison, say: Say) -> str:
    if answer.weights_changed_after_scoring is None:
        return say(
            "未给出权重与评分的日期，无法核对权重是否先定。",
            "The days of weights and scores were not given, so whether weights came first was not checked.",
        )
    if answer.weights_changed_after_scoring:
        return say(*WEIGHTS_CHANGED)
    return say("开始评分之后没有改过权重。", "The weights were not changed after scoring began.")
