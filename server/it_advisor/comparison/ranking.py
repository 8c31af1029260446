"""Two ways to rank: the weighted sum, which decides, and TOPSIS, which is set beside it."""

from collections.abc import Sequence
from itertools import combinations
from math import dist, fsum, hypot
from operator import mul

from pydantic import Field

from it_advisor.comparison.scores import Grid
from it_advisor.model import Model

DIGITS = 6
"""Points and closeness are rounded to this many decimals, and equal after that is a tie."""

Rows = Sequence[Sequence[float]]


class Difference(Model):
    """Two options that the two methods put in opposite order, and the criterion that speaks most for each."""

    ahead_by_sum: str
    mainly_on: str = Field(description="Where the first gains most weighted points on the second")
    ahead_by_topsis: str
    topsis_mainly_on: str = Field(description="Where the second gains most squared distance on the first")


def weighted_sums(grid: Grid) -> list[float]:
    """Points of 100: the weighted mean of the values, every scale taken from worst to best end."""
    return [round(100 * fsum(map(mul, row, grid.weights)), DIGITS) for row in grid.values]


def closeness(grid: Grid) -> list[float]:
    """TOPSIS: 0 (the worst of this field on every criterion) to 1 (its best on every criterion).

    Raw scores, each criterion divided by its Euclidean norm over the options.
    Source: C. L. Hwang, K. Yoon, Multiple Attribute Decision Making, Springer, 1981.
    """
    if not grid.options:
        return []
    rows = _weighted_norms(grid)
    best, worst = _ideals(grid, rows)
    return [round(_between(dist(row, worst), dist(row, best)), DIGITS) for row in rows]


def _between(from_worst: float, from_best: float) -> float:
    """One option alone, or all alike, is both best and worst: it counts as best."""
    return from_worst / (from_worst + from_best) if from_worst + from_best else 1.0


def _weighted_norms(grid: Grid) -> list[list[float]]:
    norms = [hypot(*column) or 1.0 for column in zip(*grid.scores, strict=True)]
    factors = [weight / norm for weight, norm in zip(grid.weights, norms, strict=True)]
    return [list(map(mul, row, factors)) for row in grid.scores]


def _ideals(grid: Grid, rows: Rows) -> tuple[list[float], list[float]]:
    """The best and the worst this field reaches on each criterion."""
    ends = [(max(column), min(column)) for column in zip(*rows, strict=True)]
    ends = [end if c.better == "higher" else end[::-1] for end, c in zip(ends, grid.criteria, strict=True)]
    return [best for best, _ in ends], [worst for _, worst in ends]


def places(marks: Sequence[float]) -> list[int]:
    """1 for the highest; equal marks share a place and the next is skipped: 1, 2, 2, 4."""
    first = {mark: place for place, mark in reversed(list(enumerate(sorted(marks, reverse=True), 1)))}
    return [first[mark] for mark in marks]


def order(grid: Grid, marks: Sequence[float]) -> list[int]:
    """The rows of the grid, highest mark first; ties by name, which says nothing about them."""
    return sorted(range(len(marks)), key=lambda row: (-marks[row], grid.options[row]))


def differences(grid: Grid) -> list[Difference]:
    """Every pair the two methods put in opposite order, the highest placed first."""
    sums, close = weighted_sums(grid), closeness(grid)
    pairs = [(a, b) for a, b in combinations(order(grid, sums), 2) if sums[a] > sums[b] and close[a] < close[b]]
    if not pairs:
        return []
    values, norms = grid.values, _weighted_norms(grid)
    spans = [best - worst for best, worst in zip(*_ideals(grid, norms), strict=True)]
    return [
        Difference(
            ahead_by_sum=grid.options[a],
            mainly_on=_strongest(grid, grid.weights, values[a], values[b]),
            ahead_by_topsis=grid.options[b],
            topsis_mainly_on=_strongest(grid, spans, norms[b], norms[a]),
        )
        for a, b in pairs
    ]


def _strongest(grid: Grid, factors: Sequence[float], first: Sequence[float], second: Sequence[float]) -> str:
    """The criterion on which the first gains most on the second, each counted by its factor."""
    gains = [factor * (one - two) for factor, one, two in zip(factors, first, second, strict=True)]
    return grid.criteria[gains.index(max(gains))].name
