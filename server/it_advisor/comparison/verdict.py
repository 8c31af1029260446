"""The first lines of the page: who leads, and what keeps that from being the whole truth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison.tables import number
from it_advisor.markup import Say, listed, plain

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison

LOW_CONFIDENCE_PCT = 50
WEIGHTS_CHANGED = (
    "**权重在开始评分之后改过**：请说明理由，或请他人复核。",
    "**The weights were changed after scoring began**: give the reason, or have them reviewed.",
)


def verdict(answer: Comparison, say: Say) -> Iterator[str]:
    yield say("#### 比较结论", "#### Result of the comparison")
    if not answer.ranking:
        yield say("没有方案通过必备条件，不做排名。", "No option passes its must-haves, so nothing is ranked.")
        return
    yield _first(answer, say)
    yield "\n".join(f"- {line}" for line in _reservations(answer, say))


def _first(answer: Comparison, say: Say) -> str:
    winners, points = listed(answer.winners, say), f"{answer.ranking[0].points:.2f}"
    if len(answer.ranking) == 1:
        return say(
            f"通过必备条件的只剩 **{winners}**，无可比较。", f"Only **{winners}** is left; nothing to compare it with."
        )
    if len(answer.winners) > 1:
        return say(
            f"**{winners}** 以 {points} 分**并列第一**（满分 100）：按现有评分分不出先后。",
            f"**{winners}** **tie for first** at {points} of 100 points: these scores do not separate them.",
        )
    second, ahead = plain(answer.ranking[1].option), number(answer.lead_points or 0)
    return say(
        f"**{winners}** 以 {points} 分居首（满分 100），领先 {second} {ahead} 分。",
        f"**{winners}** leads with {points} of 100 points, {ahead} ahead of {second}.",
    )


def _reservations(answer: Comparison, say: Say) -> Iterator[str]:
    yield from _about_the_leaders(answer, say)
    leading = answer.ranking[0].points
    if rivals := [s.option for s in answer.ranking if s.place > 1 and s.points_at_best >= leading]:
        yield say(
            f"{listed(rivals, say)} 有评分缺失，补上后可能追平或反超。",
            f"{listed(rivals, say)} could draw level or pass once the missing scores are in.",
        )
    closest = [standing.option for standing in answer.ranking if standing.topsis_place == 1]
    if set(closest) != set(answer.winners):
        yield say(f"TOPSIS 排第一的是 {listed(closest, say)}。", f"TOPSIS puts {listed(closest, say)} first.")
    yield from _about_other_weights(answer, say)
    if answer.panel.coverage_differs:
        yield say(
            "**各方案的评分人不同**（见“各评分人”）：得分的差别可能只是评分人不同。",
            "**The options were not rated by the same people** (see “The scorers”): they may differ in points only "
            "because of that.",
        )
    if answer.weights_changed_after_scoring:
        yield say(*WEIGHTS_CHANGED)
    if any(not group.acceptable for group in answer.consistency):
        yield say("两两比较自相矛盾，见文末。", "The pairwise judgements contradict each other; see the end.")


def _about_the_leaders(answer: Comparison, say: Say) -> Iterator[str]:
    for standing in answer.ranking[: len(answer.winners)]:
        if standing.confidence_pct < LOW_CONFIDENCE_PCT:
            sure = f"{standing.confidence_pct:.0f} %"
            yield say(
                f"{plain(standing.option)} 的评分可信度仅 {sure}：补齐证据之前，此排序只能作参考。",
                f"Confidence in {plain(standing.option)}'s scores is only {sure}: "
                "until the evidence is there, take the order as provisional.",
            )
    for gates in answer.gates:
        if gates.open and gates.option in answer.winners:
            waiting = listed(gates.open, say)
            yield say(
                f"{plain(gates.option)} 尚有必备条件待证实：{waiting}。",
                f"{plain(gates.option)} still has to show: {waiting}.",
            )


def _about_other_weights(answer: Comparison, say: Say) -> Iterator[str]:
    """Where a rival comes first under more weightings than the leader does."""
    space = answer.robustness.weight_space
    if space is None:
        return
    often = max(space.wins_pct, key=lambda option: (space.wins_pct[option], option))
    share, own = space.wins_pct[often], max(space.wins_pct[winner] for winner in answer.winners)
    if share > own + space.error_pct_points:
        yield say(
            f"若权重未定，{plain(often)} 居首的可能更大（{share:.1f} %，居首者为 {own:.1f} %）："
            "此排序靠的是所定的权重。",
            f"Were the weights open, {plain(often)} would come first more often ({share:.1f} % against {own:.1f} %): "
            "the order rests on the weights as set.",
        )
