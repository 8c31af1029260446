"""The part of the page that says how firmly the first stands: what would change it, and where methods differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison.robustness import Robustness
from it_advisor.comparison.tables import SHOWN, more, number, signed, table
from it_advisor.comparison.weight_space import WeightSpace
from it_advisor.markup import Say, listed, plain

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison

WEIGHTS = (
    ("权重（同级内）", "Weight (among its siblings)"),
    ("现为", "Now"),
    ("变到", "Changes it at"),
    ("变化（百分点）", "Change, % points"),
    ("追平者", "Who draws level"),
)
SCORES = (
    ("评分", "Score"),
    ("现为", "Now"),
    ("变到", "Changes it at"),
    ("占量程", "Share of the scale"),
    ("追平者", "Who draws level"),
)


def firmness(answer: Comparison, say: Say) -> Iterator[str]:
    if answer.robustness.weight_space is None:
        return
    yield say("#### 什么会改变第一名", "#### What would change who comes first")
    if len(answer.winners) > 1:
        yield say(
            "并列第一：任何微小改变都会分出先后。", "First place is tied: the smallest change of anything decides."
        )
    else:
        yield from _weights(answer.robustness, say)
        yield from _scores(answer.robustness, say)
    yield _space(answer.robustness.weight_space, say)
    yield from _methods(answer, say)
    yield from _removal(answer.robustness, say)


def _weights(robustness: Robustness, say: Say) -> Iterator[str]:
    flips = [flip for flip in robustness.weight_flips if flip.flips_at_pct is not None]
    if not flips:
        yield say("单独改变任何一个权重都不会改变第一名。", "No change of a single weight changes who comes first.")
        return
    rows = (
        (
            plain(flip.criterion),
            f"{flip.weight_pct:.1f} %",
            f"{flip.flips_at_pct:.1f} %",
            signed(flip.change_pct_points or 0),
            listed(flip.winners, say),
        )
        for flip in flips[:SHOWN]
    )
    yield table(WEIGHTS, rows, say)
    yield more(len(flips), say)
    if firm := len(robustness.weight_flips) - len(flips):
        yield say(
            f"其余 {firm} 个权重在 0 与 100 % 之间怎么变都不会改变第一名。",
            f"Other weights, which change nothing between 0 and 100 %: {firm}.",
        )


def _scores(robustness: Robustness, say: Say) -> Iterator[str]:
    if not robustness.score_flips:
        yield say("单独改变任何一个评分都不会改变第一名。", "No change of a single score changes who comes first.")
        return
    rows = (
        (
            f"{plain(flip.option)}: {plain(flip.criterion)}",
            number(flip.score),
            number(flip.flips_at),
            f"{flip.change_pct_of_scale:.1f} %",
            listed(flip.winners, say),
        )
        for flip in robustness.score_flips[:SHOWN]
    )
    yield table(SCORES, rows, say)
    yield more(robustness.score_flips_found, say)


def _space(space: WeightSpace, say: Say) -> str:
    shares = sorted(space.wins_pct.items(), key=lambda item: (-item[1], item[0]))
    said = say("、", ", ").join(f"{plain(option)} {share:.1f} %" for option, share in shares[:SHOWN])
    how = say("精确计算", "exact")
    if space.method == "sample":
        how = say(
            f"抽样 {space.draws:,} 组权重，误差不超过 ±{space.error_pct_points} 个百分点（95 %）",
            f"a sample of {space.draws:,} sets of weights, within ±{space.error_pct_points} points (95 %)",
        )
    return say(
        f"若同级各准则的权重等可能，居首的比例：{said}（{how}）。",
        f"Were all weights among siblings equally likely, first would be: {said} ({how}).",
    )


def _methods(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.differences:
        yield say("加权和与 TOPSIS 没有相反的先后。", "Weighted sum and TOPSIS put no two options in opposite order.")
        return
    yield say(
        f"加权和与 TOPSIS 有 {answer.differences_found} 对先后相反。TOPSIS 以本组方案的最好与最差为参照，"
        "距离取平方，因此各方案相差越大的准则，分量越超过其权重：",
        f"Pairs that weighted sum and TOPSIS put in opposite order: {answer.differences_found}. TOPSIS squares the "
        "distances to the best and worst of this field, so a criterion counts the more the further the options lie "
        "apart on it:",
    )
    yield "\n".join(
        say(
            f"- 加权和：{plain(one.ahead_by_sum)} 在前，主要靠“{plain(one.mainly_on)}”；"
            f"TOPSIS：{plain(one.ahead_by_topsis)} 在前，主要靠“{plain(one.topsis_mainly_on)}”。",
            f"- Weighted sum: {plain(one.ahead_by_sum)} ahead, mainly on {plain(one.mainly_on)}; "
            f"TOPSIS: {plain(one.ahead_by_topsis)} ahead, mainly on {plain(one.topsis_mainly_on)}.",
        )
        for one in answer.differences[:SHOWN]
    )
    yield more(answer.differences_found, say)


def _removal(robustness: Robustness, say: Say) -> Iterator[str]:
    if not robustness.reversals:
        yield say("去掉任何一个方案，其余的先后不变。", "Removing any one option turns no two of the others round.")
        return
    yield "\n".join(
        say(
            f"- 去掉 {plain(one.removed)}，TOPSIS 中 {plain(one.rises)} 会越过 {plain(one.falls)}（加权和不变）。",
            f"- Without {plain(one.removed)}, TOPSIS puts {plain(one.rises)} above {plain(one.falls)} "
            "(the weighted sum does not change).",
        )
        for one in robustness.reversals[:SHOWN]
    )
    yield more(len(robustness.reversals), say)
