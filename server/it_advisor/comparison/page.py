"""The page a person reads: who leads, why, how firmly, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison import method
from it_advisor.comparison.firmness import firmness
from it_advisor.comparison.tables import SHOWN, Say, listed, more, number, plain, table
from it_advisor.errors import Language, Words

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison

COLUMNS = 6
"""Options side by side in the table of points; a wider table can't be printed."""

LOW_CONFIDENCE_PCT = 50


def page(answer: Comparison, language: Language) -> str:
    def say(zh: str, en: str) -> str:
        return Words(zh, en).said(language)

    parts = [*_verdict(answer, say), *_gates(answer, say), *_ranking(answer, say), *_points(answer, say)]
    parts += [*firmness(answer, say), *_evidence(answer, say), *_people(answer, say), *method.notes(answer, say)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _verdict(answer: Comparison, say: Say) -> Iterator[str]:
    yield say("#### 比较结论", "#### Result of the comparison")
    if not answer.ranking:
        yield say("没有方案通过必备条件，不做排名。", "No option passes its must-haves, so nothing is ranked.")
        return
    first, winners = answer.ranking[0], listed(answer.winners, say)
    if len(answer.ranking) == 1:
        yield say(
            f"通过必备条件的只剩 **{winners}**，无可比较。", f"Only **{winners}** is left; nothing to compare it with."
        )
    elif len(answer.winners) > 1:
        yield say(
            f"**{winners}** 以 {first.points:.2f} 分**并列第一**（满分 100）：按现有评分分不出先后。",
            f"**{winners}** **tie for first** at {first.points:.2f} of 100 points: these scores do not separate them.",
        )
    else:
        second, ahead = plain(answer.ranking[1].option), number(answer.lead_points or 0)
        yield say(
            f"**{winners}** 以 {first.points:.2f} 分居首（满分 100），领先 {second} {ahead} 分。",
            f"**{winners}** leads with {first.points:.2f} of 100 points, {ahead} ahead of {second}.",
        )
    yield from _reservations(answer, say)


def _reservations(answer: Comparison, say: Say) -> Iterator[str]:
    """What keeps the first line from being the whole truth."""
    lines = []
    leaders = [standing for standing in answer.ranking if standing.place == 1]
    for standing in leaders:
        name = plain(standing.option)
        if standing.confidence_pct < LOW_CONFIDENCE_PCT:
            lines.append(
                say(
                    f"{name} 的评分可信度仅 {standing.confidence_pct:.0f} %：补齐证据之前，此排序只能作参考。",
                    f"Confidence in {name}'s scores is only {standing.confidence_pct:.0f} %: "
                    "until the evidence is there, take the order as provisional.",
                )
            )
    for verdict in answer.gates:
        if verdict.open and verdict.option in answer.winners:
            waiting = listed(verdict.open, say)
            lines.append(
                say(
                    f"{plain(verdict.option)} 尚有必备条件未证实：{waiting}。",
                    f"{plain(verdict.option)} still has to show: {waiting}.",
                )
            )
    if rivals := [s.option for s in answer.ranking if s.place > 1 and s.points_at_best >= leaders[0].points]:
        lines.append(
            say(
                f"{listed(rivals, say)} 有评分缺失，若补上高分可追平或反超。",
                f"{listed(rivals, say)} could draw level or pass once the missing scores are in.",
            )
        )
    yield "\n".join(f"- {line}" for line in lines)


def _gates(answer: Comparison, say: Say) -> Iterator[str]:
    if not any(verdict.failed or verdict.open for verdict in answer.gates):
        return
    word = {"pass": say("通过", "pass"), "fail": say("**淘汰**", "**out**"), "open": say("待证实", "open")}
    yield say("#### 必备条件", "#### Must-haves")
    yield table(
        (
            say("方案", "Option"),
            say("结论", "Result"),
            say("未通过及依据", "Failed, and what shows it"),
            say("待证实", "Open"),
        ),
        (
            (
                plain(verdict.option),
                word[verdict.result],
                "; ".join(f"{plain(check.gate)}: {plain(check.evidence or '')}" for check in verdict.failed) or "–",
                listed(verdict.open, say) or "–",
            )
            for verdict in answer.gates
        ),
    )


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
            say("占权重空间", "First in share of weights"),
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
        yield say(f"另有 {left} 个名次靠后的方案未列出。", f"{left} options placed lower are not shown here.")


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
