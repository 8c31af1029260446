"""The part of the page that says how firmly the first stands: what would change it, and where methods differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from it_advisor.comparison.tables import SHOWN, Say, listed, more, number, plain, signed, table

if TYPE_CHECKING:
    from it_advisor.comparison.answer import Comparison


def firmness(answer: Comparison, say: Say) -> Iterator[str]:
    if len(answer.ranking) < 2:
        return
    yield say("#### 什么会改变第一名", "#### What would change who comes first")
    if len(answer.winners) > 1:
        yield say(
            "并列第一：任何微小改变都会分出先后。", "First place is tied: the smallest change of anything decides."
        )
    else:
        yield from _weights(answer, say)
        yield from _scores(answer, say)
    yield from _space(answer, say)
    yield from _methods(answer, say)
    yield from _removal(answer, say)


def _weights(answer: Comparison, say: Say) -> Iterator[str]:
    flips = [flip for flip in answer.weight_flips if flip.flips_at_pct is not None]
    if not flips:
        yield say("单独改变任何一个权重都不会改变第一名。", "No change of a single weight changes who comes first.")
        return
    yield table(
        (
            say("权重（同级内）", "Weight (among its siblings)"),
            say("现为", "Now"),
            say("变到", "Changes it at"),
            say("变化（百分点）", "Change, % points"),
            say("追平者", "Who draws level"),
        ),
        (
            (
                plain(flip.criterion),
                f"{flip.weight_pct:.1f} %",
                f"{flip.flips_at_pct:.1f} %",
                signed(flip.change_pct_points or 0),
                listed(flip.winners, say),
            )
            for flip in flips[:SHOWN]
        ),
    )
    if firm := len(answer.weight_flips) - len(flips):
        yield say(
            f"其余 {firm} 个权重从 0 到 100 % 都不会改变第一名。",
            f"Other weights, which change nothing from 0 to 100 %: {firm}.",
        )


def _scores(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.score_flips:
        yield say("单独改变任何一个评分都不会改变第一名。", "No change of a single score changes who comes first.")
        return
    yield table(
        (
            say("评分", "Score"),
            say("现为", "Now"),
            say("变到", "Changes it at"),
            say("占量程", "Share of the scale"),
            say("追平者", "Who draws level"),
        ),
        (
            (
                f"{plain(flip.option)}: {plain(flip.criterion)}",
                number(flip.score),
                number(flip.flips_at),
                f"{flip.change_pct_of_scale:.1f} %",
                listed(flip.winners, say),
            )
            for flip in answer.score_flips[:SHOWN]
        ),
    )
    yield more(answer.score_flips_found, say)


def _space(answer: Comparison, say: Say) -> Iterator[str]:
    space = answer.weight_space
    if space is None:
        return
    shares = sorted(space.wins_pct.items(), key=lambda item: (-item[1], item[0]))
    said = say("、", ", ").join(f"{plain(option)} {share:.1f} %" for option, share in shares[:SHOWN])
    how = (
        say("精确计算", "exact")
        if space.method == "exact"
        else say(
            f"抽样 {space.draws:,} 组权重，误差不超过 ±{space.error_pct_points} 个百分点（95 %）",
            f"a sample of {space.draws:,} sets of weights, within ±{space.error_pct_points} points (95 %)",
        )
    )
    yield say(
        f"若各组权重等可能，居首的比例：{said}（{how}）。",
        f"Were all weights equally likely, first would be: {said} ({how}).",
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


def _removal(answer: Comparison, say: Say) -> Iterator[str]:
    if not answer.reversals:
        yield say("去掉任何一个方案，其余的先后不变。", "Removing any one option turns no two of the others round.")
        return
    yield "\n".join(
        say(
            f"- 去掉 {plain(one.removed)}，TOPSIS 中 {plain(one.rises)} 会越过 {plain(one.falls)}（加权和不变）。",
            f"- Without {plain(one.removed)}, TOPSIS puts {plain(one.rises)} above {plain(one.falls)} "
            "(the weighted sum does not change).",
        )
        for one in answer.reversals[:SHOWN]
    )
    yield more(len(answer.reversals), say)
