"""The page a person reads: who leads, why, how firmly, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison import method
from it_advisor.comparison.evidence import Weakness
from it_advisor.comparison.firmness import firmness
from it_advisor.comparison.gates import GateCheck, Result
from it_advisor.comparison.panel import Disagreement, Panel, Scorer
from it_advisor.comparison.tables import SHOWN, more, number, table
from it_advisor.comparison.verdict import verdict
from it_advisor.errors import Language, Words
from it_advisor.markup import Say, listed, plain

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison

COLUMNS = 6
"""Options side by side in the table of points; a wider table can't be printed."""

MOST_GATES = 30

GATES = (("方案", "Option"), ("必备条件", "Must-have"), ("结论", "Result"), ("依据", "Evidence"))
RESULTS: dict[Result, tuple[str, str]] = {
    "fail": ("**不通过**", "**fail**"),
    "open": ("待证实", "open"),
    "pass": ("通过", "pass"),
}
RANKING = (
    ("名次", "Place"),
    ("方案", "Option"),
    ("加权得分（100）", "Points of 100"),
    ("TOPSIS 名次（贴近度）", "TOPSIS place (closeness)"),
    ("可信度", "Confidence"),
    ("居首的权重占比", "First in share of weights"),
)
POINTS = (("准则", "Criterion"), ("权重", "Weight"))
EVIDENCE = (
    ("方案", "Option"),
    ("准则", "Criterion"),
    ("缺什么", "What is missing"),
    ("损失的可信度（百分点）", "Confidence lost, % points"),
)
WHY: dict[Weakness, tuple[str, str]] = {
    "no-score": ("没有评分，按最差计", "no score, counted as the worst"),
    "no-evidence": ("没有证据", "no evidence"),
    "undated": ("证据没有日期", "evidence without a date"),
    "stale": ("证据超过一年", "evidence over a year old"),
    "weak-kind": ("证据种类较弱", "a weak kind of evidence"),
}
DISAGREEMENTS = (("方案", "Option"), ("准则", "Criterion"), ("最低", "Lowest"), ("最高", "Highest"))


def page(answer: Comparison, language: Language) -> str:
    def say(zh: str, en: str) -> str:
        return Words(zh, en).said(language)

    parts = [*verdict(answer, say), *_gates(answer, say), *_ranking(answer, say), *_points(answer, say)]
    parts += [*firmness(answer, say), *_evidence(answer, say), *_panel(answer.panel, say), *method.notes(answer, say)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _gates(answer: Comparison, say: Say) -> Iterator[str]:
    checks = [check for gates in answer.gates for check in gates.checks]
    if not checks:
        return
    urgency = list(RESULTS)
    checks.sort(key=lambda check: urgency.index(check.result))
    yield say("#### 必备条件", "#### Must-haves")
    if out := [gates.option for gates in answer.gates if gates.result == "fail"]:
        yield say(f"淘汰：**{listed(out, say)}**，不参加排名。", f"Out, and not ranked: **{listed(out, say)}**.")
    rows = (
        (plain(check.option), plain(check.gate), say(*RESULTS[check.result]), _source(check))
        for check in checks[:MOST_GATES]
    )
    yield table(GATES, rows, say)
    yield more(len(checks), say, MOST_GATES)


def _source(check: GateCheck) -> str:
    source = ", ".join(str(part) for part in (check.evidence_kind, check.evidence_date) if part)
    return plain(check.evidence or "–") + (f" ({source})" if source else "")


def _ranking(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.ranking:
        return
    yield say("#### 排名", "#### Ranking")
    space = answer.robustness.weight_space
    placed = Counter(standing.place for standing in answer.ranking)
    rows = (
        (
            f"{standing.place}{say('（并列）', ' (tie)') if placed[standing.place] > 1 else ''}",
            plain(standing.option),
            f"{standing.points:.2f}",
            f"{standing.topsis_place} ({standing.topsis_closeness:.3f})",
            f"{standing.confidence_pct:.0f} %",
            f"{space.wins_pct[standing.option]:.1f} %" if space else "–",
        )
        for standing in answer.ranking
    )
    yield table(RANKING, rows, say)


def _points(answer: Comparison, say: Say) -> Iterator[str]:
    shown = answer.ranking[:COLUMNS]
    if not shown:
        return
    yield say("#### 权重与得分", "#### Weights and points")
    rows = [
        (
            f"{plain(weight.parent)} / {plain(weight.criterion)}" if weight.parent else plain(weight.criterion),
            f"{weight.in_total_pct:.1f} %",
            *(f"{standing.points_by_criterion[weight.criterion]:.2f}" for standing in shown),
        )
        for weight in answer.weights
        if not weight.is_group
    ]
    total = (say("**合计**", "**Total**"), "100.0 %", *(f"**{standing.points:.2f}**" for standing in shown))
    names = [plain(standing.option) for standing in shown]
    yield table((*POINTS, *zip(names, names, strict=True)), (*rows, total), say)
    if left := len(answer.ranking) - len(shown):
        yield say(f"另有 {left} 个名次靠后的方案未列出。", f"Placed lower and not shown: {left}.")


def _evidence(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.gaps:
        return
    yield say("#### 先补的证据", "#### Evidence to get first")
    rows = (
        (plain(gap.option), plain(gap.criterion), say(*WHY[gap.why]), f"{gap.costs_pct:.1f}")
        for gap in answer.gaps[:SHOWN]
    )
    yield table(EVIDENCE, rows, say)
    yield more(answer.gaps_found, say)


def _panel(panel: Panel, say: Say) -> Iterator[str]:
    if not panel.scorers:
        return
    yield say("#### 各评分人", "#### The scorers")
    yield "\n".join(f"- {_who(one.scorer, say)}: {_order(one, say)}" for one in panel.scorers)
    if panel.agreements:
        least = (f"{plain(one.criterion)} ({one.agreement_pct:.0f} %)" for one in panel.agreements[:3])
        yield say("一致程度最低的准则：", "Least agreed on: ") + say("、", ", ").join(least)
    if panel.disagreements:
        yield say("需要谈一谈的分歧：", "To talk about:")
        yield table(DISAGREEMENTS, (_disagreement(one, say) for one in panel.disagreements[:SHOWN]), say)
        yield more(panel.disagreements_found, say)


def _order(one: Scorer, say: Say) -> str:
    if not one.order:
        return say(
            f"只评了 {one.scored}/{one.needed} 项，不单独排名", f"{one.scored} of {one.needed} scores; not ranked"
        )
    first = zip(one.places[:COLUMNS], one.order, strict=False)
    shown = (f"{place} {plain(option)} ({number(one.points[option])})" for place, option in first)
    return " → ".join(shown) + (" → …" if one.order[COLUMNS:] else "")


def _disagreement(one: Disagreement, say: Say) -> tuple[str, ...]:
    lowest = f"{number(one.lowest)} ({_who(one.lowest_by, say)})"
    return plain(one.option), plain(one.criterion), lowest, f"{number(one.highest)} ({_who(one.highest_by, say)})"


def _who(scorer: str, say: Say) -> str:
    return plain(scorer) or say("未署名", "unnamed")
