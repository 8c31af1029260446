"""The smallest change of a weight, or of a score, that changes who comes first."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from operator import mul
from typing import NamedTuple

from pydantic import Field

from it_advisor.comparison.criteria import Criterion, children, downwards, total_weights
from it_advisor.comparison.fields import DIGITS
from it_advisor.comparison.ranking import weighted_sums
from it_advisor.comparison.scores import Grid
from it_advisor.model import Model

SLACK = 1e-8
"""What rounding may add to a change that ends exactly at the end of its scale."""


class WeightFlip(Model):
    """How far one weight must move, its siblings keeping their proportions, until another option draws level."""

    criterion: str
    parent: str | None
    weight_pct: float = Field(description="Now, among its siblings")
    flips_at_pct: float | None = Field(description="Null: no weight between 0 and 100 % changes who comes first")
    change_pct_points: float | None
    winners: tuple[str, ...] = Field(description="Who draws level there and leads beyond")


class ScoreFlip(Model):
    """How far one score must move, all else as it is, until another option draws level."""

    option: str
    criterion: str
    score: float = Field(description="Now, on the criterion's own scale; the mean where several scored")
    flips_at: float
    change: float
    change_pct_of_scale: float
    winners: tuple[str, ...]


def node_values(criteria: Sequence[Criterion], in_group: Mapping[str, float], grid: Grid) -> dict[str, list[float]]:
    """The value, 0 to 1, of every option on every criterion; a group is the weighted mean of its parts."""
    columns = zip(*grid.values, strict=True)
    values = {criterion.name: list(column) for criterion, column in zip(grid.criteria, columns, strict=True)}
    parts = children(criteria)
    for group in reversed([criterion.name for criterion in downwards(criteria) if criterion.name in parts]):
        values[group] = _mean(parts[group], in_group, values)
    return values


def _mean(
    siblings: Sequence[Criterion], weights: Mapping[str, float], values: Mapping[str, list[float]]
) -> list[float]:
    """The weighted mean of some siblings, option by option; their weights need not sum to 1."""
    shares = [weights[sibling.name] for sibling in siblings]
    columns = zip(*(values[sibling.name] for sibling in siblings), strict=True)
    return [sum(map(mul, column, shares)) / sum(shares) for column in columns]


class Lead(NamedTuple):
    """Who comes first alone, and by how much (0 to 1) each of the others trails."""

    leader: int
    trails: list[tuple[int, float]]


def lead(grid: Grid) -> Lead | None:
    """None where nobody leads alone: a tie, one option or none."""
    points = weighted_sums(grid)
    if len(points) < 2 or points.count(max(points)) > 1:
        return None
    leader = points.index(max(points))
    totals = [fsum(map(mul, row, grid.weights)) for row in grid.values]
    return Lead(leader, [(at, totals[leader] - total) for at, total in enumerate(totals) if at != leader])


def weight_flips(criteria: Sequence[Criterion], in_group: Mapping[str, float], grid: Grid) -> tuple[WeightFlip, ...]:
    """One for every criterion that has siblings, the smallest change first; none where nobody leads alone.

    With weight t for the criterion and 1 - t shared by its siblings in their old proportions,
    each option's points are linear in t, so the crossing with the leader is exact. One at
    exactly 0 or 100 % is none: level there, the other leads nowhere.
    Source: E. Triantaphyllou, A. Sanchez, A sensitivity analysis approach for some
    deterministic multi-criteria decision-making methods, Decision Sciences 28 (1997) 151-194.
    """
    if (ahead := lead(grid)) is None:
        return ()
    values, in_total = node_values(criteria, in_group, grid), total_weights(criteria, in_group)
    flips = []
    for parent, siblings in children(criteria).items():
        for criterion in siblings if len(siblings) > 1 else ():
            rest = _mean([sibling for sibling in siblings if sibling is not criterion], in_group, values)
            top = in_total[parent] if parent else 1.0
            slopes = [top * (own - other) for own, other in zip(values[criterion.name], rest, strict=True)]
            flips.append(_weight_flip(criterion, in_group[criterion.name], _crossings(ahead, slopes), grid.options))
    return tuple(sorted(flips, key=lambda f: (f.change_pct_points is None, abs(f.change_pct_points or 0), f.criterion)))


def _crossings(ahead: Lead, slopes: Sequence[float]) -> Iterator[tuple[float, int]]:
    """The change of weight at which each of the others draws level, where one does."""
    for at, gap in ahead.trails:
        if closing := slopes[at] - slopes[ahead.leader]:
            yield round(gap / closing, DIGITS + 2), at


def _weight_flip(
    criterion: Criterion, weight: float, crossings: Iterator[tuple[float, int]], options: Sequence[str]
) -> WeightFlip:
    possible = [(change, at) for change, at in crossings if SLACK < weight + change < 1 - SLACK]
    change = min((change for change, _ in possible), key=lambda change: (abs(change), change), default=None)
    return WeightFlip(
        criterion=criterion.name,
        parent=criterion.parent,
        weight_pct=round(100 * weight, DIGITS),
        flips_at_pct=None if change is None else round(100 * (weight + change), DIGITS),
        change_pct_points=None if change is None else round(100 * change, DIGITS),
        winners=tuple(sorted(options[at] for other, at in possible if other == change)),
    )


def score_flips(grid: Grid) -> tuple[ScoreFlip, ...]:
    """Every score that alone can change who comes first, the smallest change (as a share of its scale) first.

    Source: as of `weight_flips`, where changes of the performance measures are looked at in the same way.
    """
    if (ahead := lead(grid)) is None:
        return ()
    gap = min(trail for _, trail in ahead.trails)
    next_best = [at for at, trail in ahead.trails if trail - gap < SLACK]
    moves = [(ahead.leader, -gap, next_best), *((at, trail, [at]) for at, trail in ahead.trails)]
    flips = (
        _score_flip(grid, (option, column), needed, winners)
        for option, needed, winners in moves
        for column in range(len(grid.criteria))
    )
    return tuple(sorted(filter(None, flips), key=lambda f: (f.change_pct_of_scale, f.option, f.criterion)))


def _reachable(share: float) -> bool:
    return -SLACK <= share <= 1 + SLACK


def _score_flip(grid: Grid, cell: tuple[int, int], needed: float, winners: Sequence[int]) -> ScoreFlip | None:
    """`needed` is the change of the option's total, 0 to 1; None where the scale ends before it."""
    option, column = cell
    criterion, score = grid.criteria[column], grid.scores[option][column]
    change = needed / grid.weights[column]
    if not _reachable(grid.values[option][column] + change):
        return None
    moved = change * criterion.width * (1 if criterion.better == "higher" else -1)
    return ScoreFlip(
        option=grid.options[option],
        criterion=criterion.name,
        score=round(score, DIGITS),
        flips_at=round(score + moved, DIGITS),
        change=round(moved, DIGITS),
        change_pct_of_scale=round(100 * abs(change), DIGITS),
        winners=tuple(sorted(grid.options[at] for at in winners)),
    )
