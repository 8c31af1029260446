"""Two ways to rank: the weighted sum, which decides, and TOPSIS, which is set beside it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from math import dist, fsum, hypot
from operator import mul
from typing import NamedTuple

from pydantic import Field

from it_advisor.comparison.fields import DIGITS, LISTED
from it_advisor.comparison.scores import Grid
from it_advisor.model import Model


class Difference(Model):
    """Two options that the two methods put in opposite order, and the criterion that speaks most for each."""

    ahead_by_sum: str
    mainly_on: str = Field(description="Where the first gains most weighted points on the second")
    ahead_by_topsis: str
    topsis_mainly_on: str = Field(description="Where the second gains most squared distance on the first")


def weighted_sums(grid: Grid) -> list[float]:
    """Points of 100: the weighted mean of the values, every scale taken from worst to best end."""
    return [round(100 * fsum(map(mul, row, grid.weights)), DIGITS) for row in grid.values]


class Frame(NamedTuple):
    """What TOPSIS measures a field of options by, criterion by criterion."""

    factors: list[float]  # weight over the Euclidean norm of the scores
    best: list[float]  # the best and the worst score of this field, on the criterion's own scale
    worst: list[float]

    def scaled(self, row: Sequence[float]) -> tuple[float, ...]:
        return tuple(map(mul, row, self.factors))

    def closeness(self, rows: Iterable[Sequence[float]]) -> Iterator[float]:
        """Of one row after the other, 0 to 1."""
        best, worst = self.scaled(self.best), self.scaled(self.worst)
        for point in map(self.scaled, rows):
            yield round(_between(dist(point, worst), dist(point, best)), DIGITS)


def closeness(grid: Grid) -> list[float]:
    """TOPSIS: 0 (the worst of this field on every criterion) to 1 (its best on every criterion).

    Raw scores, each criterion divided by its Euclidean norm over the options.
    Source: C. L. Hwang, K. Yoon, Multiple Attribute Decision Making, Springer, 1981.
    """
    return list(frame(grid).closeness(grid.scores)) if grid.options else []


def _between(from_worst: float, from_best: float) -> float:
    """One option alone, or all alike, is both best and worst: it counts as best."""
    return from_worst / (from_worst + from_best) if from_worst + from_best else 1.0


def frame(grid: Grid) -> Frame:
    columns = list(zip(*grid.scores, strict=True))
    return _frame(grid, map(_norm, columns), map(max, columns), map(min, columns))


def frames_without(grid: Grid) -> Iterator[Frame]:
    """For each option in turn, the frame of all the others; there are others.

    Norms and ends of the others are put together from those before and those after, so
    that the work does not grow with the square of the options.
    """
    columns = list(zip(*grid.scores, strict=True))
    norms, most, least = (
        zip(*(_of_the_rest(column, by) for column in columns), strict=True) for by in (hypot, max, min)
    )
    for norm, high, low in zip(norms, most, least, strict=True):
        yield _frame(grid, norm, high, low)


def _of_the_rest(column: Sequence[float], by: Callable[[float, float], float]) -> list[float]:
    """For each entry, all the other entries taken together; there are two or more."""
    before, after = list(accumulate(column, by)), list(accumulate(reversed(column), by))[::-1]
    return [after[1], *map(by, before, after[2:]), before[-2]]


def _norm(column: Sequence[float]) -> float:
    return hypot(*column)


def _frame(grid: Grid, norms: Iterable[float], most: Iterable[float], least: Iterable[float]) -> Frame:
    ends = zip(grid.criteria, most, least, strict=True)
    sides = [(high, low) if criterion.better == "higher" else (low, high) for criterion, high, low in ends]
    factors = [weight / (norm or 1.0) for weight, norm in zip(grid.weights, norms, strict=True)]
    return Frame(factors, [best for best, _ in sides], [worst for _, worst in sides])


def places(marks: Sequence[float]) -> list[int]:
    """1 for the highest; equal marks share a place and the next is skipped: 1, 2, 2, 4."""
    first = {mark: place for place, mark in reversed(list(enumerate(sorted(marks, reverse=True), 1)))}
    return [first[mark] for mark in marks]


def order(grid: Grid, marks: Sequence[float]) -> list[int]:
    """The rows of the grid, highest mark first; ties by name, which says nothing about them."""
    return sorted(range(len(marks)), key=lambda row: (-marks[row], grid.options[row]))


def opposites(grid: Grid) -> list[tuple[int, int]]:
    """Every pair of rows the two methods put in opposite order, the highest placed first; ahead by sum, by TOPSIS."""
    sums, close = weighted_sums(grid), closeness(grid)
    return [(a, b) for a, b in combinations(order(grid, sums), 2) if sums[a] > sums[b] and close[a] < close[b]]


def differences(grid: Grid, pairs: Sequence[tuple[int, int]]) -> tuple[Difference, ...]:
    """The first of the pairs, each with what speaks most for either."""
    if not pairs:
        return ()
    field = frame(grid)
    spans = [best - worst for best, worst in zip(*map(field.scaled, (field.best, field.worst)), strict=True)]
    return tuple(
        Difference(
            ahead_by_sum=grid.options[a],
            mainly_on=_strongest(grid, grid.weights, grid.values[a], grid.values[b]),
            ahead_by_topsis=grid.options[b],
            topsis_mainly_on=_strongest(grid, spans, field.scaled(grid.scores[b]), field.scaled(grid.scores[a])),
        )
        for a, b in pairs[:LISTED]
    )


def _strongest(grid: Grid, factors: Sequence[float], first: Sequence[float], second: Sequence[float]) -> str:
    """The criterion on which the first gains most on the second, each counted by its factor."""
    gains = [factor * (one - two) for factor, one, two in zip(factors, first, second, strict=True)]
    return grid.criteria[gains.index(max(gains))].name
