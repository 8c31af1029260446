"""In what share of all possible weights each option comes first."""

from collections.abc import Sequence
from math import dist, fsum
from operator import mul
from random import Random
from typing import Literal

from pydantic import Field

from it_advisor.comparison.scores import Grid
from it_advisor.model import Model

MOST_DRAWS = 10_000
WORK = 4_000_000
"""Draws times options times criteria: keeps the sample well under a second."""

LEVEL = 1e-12


class WeightSpace(Model):
    """In what share of all possible weights, each as likely as any other, an option comes first."""

    method: Literal["exact", "sample"]
    draws: int = Field(description="Size of the sample; 0 where exact")
    error_pct_points: float = Field(description="95 of 100 samples come closer than this; 0 where exact")
    wins_pct: dict[str, float] = Field(description="By option; a tie is shared")


def weight_space(grid: Grid, seed: int) -> WeightSpace:
    """Exact for two options, else from a seeded sample, uniform over all weights that sum to 100 %."""
    if len(grid.options) == 2:
        share = chance_of_more(*grid.values)
        shares, draws = [share, 1 - share], 0
    else:
        draws = max(1, min(MOST_DRAWS, WORK // max(1, len(grid.options) * len(grid.criteria))))
        shares = _sampled(grid, draws, Random(seed))
    return WeightSpace(
        method="sample" if draws else "exact",
        draws=draws,
        error_pct_points=round(98 / draws**0.5, 1) if draws else 0,  # 1.96 standard errors of a share of one half
        wins_pct={option: round(100 * share, 6) for option, share in zip(grid.options, shares, strict=True)},
    )


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


def _sampled(grid: Grid, draws: int, random: Random) -> list[float]:
    """Columns are taken by name, so that the order the criteria came in does not change the sample.

    Of 2 w·x = |w|² + |x|² − |w − x|² the first is the same for all options, and the distance
    is what the standard library works out fastest.
    """
    names = sorted(range(len(grid.criteria)), key=lambda column: grid.criteria[column].name)
    rows = [tuple(row[column] for column in names) for row in grid.values]
    squares = [fsum(map(mul, row, row)) for row in rows]
    wins = [0.0] * len(rows)
    for _ in range(draws):
        weights = tuple(random.expovariate(1) for _ in names)  # any sum: only who is greatest matters
        totals = [square - dist(weights, row) ** 2 for square, row in zip(squares, rows, strict=True)]
        level = max(totals) - 2 * LEVEL
        winners = [at for at, total in enumerate(totals) if total >= level]
        for at in winners:
            wins[at] += 1 / len(winners)
    return [won / draws for won in wins]
