"""The page a person reads: who leads, why, how firmly, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison import method
from it_advisor.comparison.firmness import firmness
from it_advisor.comparison.gates import GateCheck
from it_advisor.comparison.tables import SHOWN, Say, listed, more, number, plain, table
from it_advisor.comparison.verdict import verdict
from it_advisor.errors import Language, Words

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison

COLUMNS = 6
"""Options side by side in the table of points; a wider table can't be printed."""

MOST_GATES = 30


def page(answer: Comparison, language: Language) -> str:
    def say(zh: str, en: str) -> str:
        return Words(zh, en).said(language)

    parts = [*verdict(answer, say), *_gates(answer, say), *_ranking(answer, say), *_points(answer, say)]
    parts += [*firmness(answer, say), *_evidence(answer, say), *_people(answer, say), *method.notes(answer, say)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _gates(answer: Comparison, say: Say) -> Iterator[str]:
    checks = [check for gates in answer.gates for check in gates.checks]
    if not checks:
        return
    word = {"fail": say("**不通过**", "**fail**"), "open": say("待证实", "open"), "pass": say("通过", "pass")}
    urgency = list(word)
    checks.sort(key=lambda check: urgency.index(check.result))
    yield say("#### 必备条件", "#### Must-haves")
    if out := [gates.option for gates in answer.gates if gates.result == "fail"]:
        yield say(f"淘汰：**{listed(out, say)}**，不参加排名。", f"Out, and not ranked: **{listed(out, say)}**.")
    yield table(
        (say("方案", "Option"), say("必备条件", "Must-have"), say("结论", "Result"), say("依据", "Evidence")),
        ((plain(check.option), plain(check.gate), word[check.result], _source(check)) for check in checks[:MOST_GATES]),
    )
    yield more(len(checks), say, MOST_GATES)


def _source(check: GateCheck) -> str:
    source = ", ".join(str(part) for part in (check.evidence_kind, check.evidence_date) if part)
    return plain(check.evidence or "–") + (f" ({source})" if source else "")


def _ranking(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.ranking:
        return
    wins = answer.weight_space.wins_pct if answer.weight_space else {}
    placed = [standing.place for standing in answer.ranking]
    yield say("#### 排名", "#### Ranking")
    yield table(
        (
            say("名次", "Place"),
            say("方案", "Option"),
            say("加权得分（100）", "Points of 100"),
            say("TOPSIS 名次（贴近度）", "TOPSIS place (closeness)"),
            say("可信度", "Confidence"),
            say("居首的权重占比", "First in share of weights"),
        ),
        (
            (
                f"{standing.place}{say('（并列）', ' (tie)') if placed.count(standing.place) > 1 else ''}",
                plain(standing.option),
                f"{standing.points:.2f}",
                f"{standing.topsis_place} ({standing.topsis_closeness:.3f})",
                f"{standing.confidence_pct:.0f} %",
                f"{wins[standing.option]:.1f} %" if wins else "–",
            )
            for standing in answer.ranking
        ),
    )


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
    yield table((say("准则", "Criterion"), say("权重", "Weight"), *(plain(s.option) for s in shown)), (*rows, total))
    if left := len(answer.ranking) - len(shown):
        yield say(f"另有 {left} 个名次靠后的方案未列出。", f"Placed lower and not shown: {left}.")


def _evidence(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.gaps:
        return
    why = {
        "no-score": say("没有评分，按最差计", "no score, counted as the worst"),
        "no-evidence": say("没有证据", "no evidence"),
        "undated": say("证据没有日期", "evidence without a date"),
        "stale": say("证据超过一年", "evidence over a year old"),
        "weak-kind": say("证据种类较弱", "a weak kind of evidence"),
    }
    yield say("#### 先补的证据", "#### Evidence to get first")
    yield table(
        (
            say("方案", "Option"),
            say("准则", "Criterion"),
            say("缺什么", "What is missing"),
            say("损失的可信度（百分点）", "Confidence lost, % points"),
        ),
        (
            (plain(gap.option), plain(gap.criterion), why[gap.why], f"{gap.costs_pct:.1f}")
            for gap in answer.gaps[:SHOWN]
        ),
    )
    yield more(answer.gaps_found, say)


def _people(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.scorers:
        return
    yield say("#### 各评分人", "#### The scorers")
    yield "\n".join(
        f"- {plain(one.scorer) or say('未署名', 'unnamed')}: "
        + (
            " → ".join(f"{place} {plain(option)}" for place, option in zip(one.places, one.order, strict=True))
            or say(
                f"只评了 {one.scored}/{one.needed} 项，不单独排名", f"{one.scored} of {one.needed} scores; not ranked"
            )
        )
        for one in answer.scorers
    )
    if answer.agreements:
        least = answer.agreements[:3]
        yield say("一致程度最低的准则：", "Least agreed on: ") + say("、", ", ").join(
            f"{plain(one.criterion)} ({one.agreement_pct:.0f} %)" for one in least
        )
    if answer.disagreements:
        yield say("需要谈一谈的分歧：", "To talk about:")
        yield table(
            (say("方案", "Option"), say("准则", "Criterion"), say("最低", "Lowest"), say("最高", "Highest")),
            (
                (
                    plain(one.option),
                    plain(one.criterion),
                    f"{number(one.lowest)} ({plain(one.lowest_by)})",
                    f"{number(one.highest)} ({plain(one.highest_by)})",
                )
                for one in answer.disagreements[:SHOWN]
            ),
        )
        yield more(answer.disagreements_found, say)
