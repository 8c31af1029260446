"""In what share of all possible weights each option comes first."""

from collections.abc import Sequence
from math import dist, fsum, log, sqrt
from operator import mul
from random import Random
from typing import Literal, NamedTuple

from pydantic import Field

from it_advisor.comparison.criteria import Criterion, children
from it_advisor.comparison.scores import Grid
from it_advisor.model import Model

MOST_DRAWS = 10_000
WORK = 4_000_000
"""Draws times options times criteria: keeps the sample well under a second."""

LEVEL = 1e-12


class WeightSpace(Model):
    """In what share of all possible weights an option comes first.

    Every set of weights among siblings is as likely as any other, group by group, so that
    it does not count for more to be split into parts. This is the rank acceptability
    index of the first rank: R. Lahdelma, J. Hokkanen, P. Salminen, SMAA - Stochastic
    multiobjective acceptability analysis, European Journal of Operational Research 106
    (1998) 137-143.
    """

    method: Literal["exact", "sample"]
    draws: int = Field(description="Size of the sample; 0 where exact")
    error_pct_points: float = Field(description="95 of 100 samples come closer than this; 0 where exact")
    wins_pct: dict[str, float] = Field(description="By option; a tie is shared")


def weight_space(criteria: Sequence[Criterion], grid: Grid, seed: int) -> WeightSpace:
    """Exact for two options whose weights lie in one group, else from a seeded sample."""
    tree = _tree(criteria)
    if len(grid.options) == 2 and sum(count > 1 for _, count in tree.groups) <= 1:
        share = chance_of_more(*grid.values)
        shares, draws = [share, 1 - share], 0
    else:
        draws = max(1, min(MOST_DRAWS, WORK // max(1, len(grid.options) * len(grid.criteria))))
        shares = _sampled(grid, tree, draws, Random(seed))
    return WeightSpace(
        method="sample" if draws else "exact",
        draws=draws,
        error_pct_points=error_pct_points(draws) if draws else 0,
        wins_pct={option: round(100 * share, 6) for option, share in zip(grid.options, shares, strict=True)},
    )


def error_pct_points(draws: int) -> float:
    """1.96 standard errors of a share of one half, which has the largest."""
    return round(98 / sqrt(draws), 1)


def chance_of_more(first: Sequence[float], second: Sequence[float]) -> float:
    """The share of the weights under which the first row's weighted sum is the greater; 0.5 where all is equal.

    Uniform weights are exponential variables over their sum. Of two running exponentials
    with means p and q the first outlasts the other with chance p / (p + q) and then has its
    whole mean to go, so the surpluses are matched with the deficits one by one.
    Source of the recursion: M. M. Ali, Content of the frustum of a simplex, Pacific Journal
    of Mathematics 48 (1973) 313-322.
    """
    surplus = [a - b for a, b in zip(first, second, strict=True) if a - b > LEVEL]
    deficit = [b - a for a, b in zip(first, second, strict=True) if b - a > LEVEL]
    if not surplus and not deficit:
        return 0.5
    chances = [0.0] * len(deficit)
    for p in surplus:
        left = 1.0
        for at, q in enumerate(deficit):
            left = chances[at] = (p * left + q * chances[at]) / (p + q)
    return chances[-1] if chances else 1.0


class _Tree(NamedTuple):
    """The criteria as numbers: 0 is the whole, the parts of each follow one another, parents before their parts."""

    groups: list[tuple[int, int]]
    """The number of a parent, and how many parts it has."""
    places: dict[str, int]
    """The number of each criterion."""


def _tree(criteria: Sequence[Criterion]) -> _Tree:
    """By name, whatever order the criteria came in."""
    parts = {parent: sorted(c.name for c in siblings) for parent, siblings in children(criteria).items()}
    names: list[str | None] = [None]
    groups = []
    for place, name in enumerate(names):  # grows while it is walked: breadth first
        if name in parts:
            groups.append((place, len(parts[name])))
            names += parts[name]
    return _Tree(groups, {name: place for place, name in enumerate(names) if name is not None})


def _sampled(grid: Grid, tree: _Tree, draws: int, random: Random) -> list[float]:
    """Of 2 w·x = |w|² + |x|² − |w − x|² the first is the same for all options, and the distance
    is what the standard library works out fastest.
    """
    places, rows = [tree.places[criterion.name] for criterion in grid.criteria], list(map(tuple, grid.values))
    squares = [fsum(map(mul, row, row)) for row in rows]
    wins = [0.0] * len(rows)
    for _ in range(draws):
        weights = tuple(map(_drawn(tree.groups, random).__getitem__, places))
        totals = [square - dist(weights, row) ** 2 for square, row in zip(squares, rows, strict=True)]
        level = max(totals) - 2 * LEVEL
        winners = [at for at, total in enumerate(totals) if total >= level]
        for at in winners:
            wins[at] += 1 / len(winners)
    return [won / draws for won in wins]


def _drawn(groups: list[tuple[int, int]], random: Random) -> list[float]:
    """Shares of the whole by number, uniform within each group: exponential variables over their sum."""
    shares, uniform = [1.0], random.random
    for parent, count in groups:
        parts = [-log(1 - uniform()) for _ in range(count)]
        unit = shares[parent] / sum(parts)
        shares += [part * unit for part in parts]
    return shares
