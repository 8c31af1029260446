"""Where each option stands: both rankings, and how far its points can be relied on."""

from collections.abc import Iterable
from math import fsum

from pydantic import Field

from it_advisor.comparison.evidence import Gap
from it_advisor.comparison.ranking import DIGITS, closeness, order, places, weighted_sums
from it_advisor.comparison.scores import Grid
from it_advisor.model import Model


class Standing(Model):
    """An option that passed, or has not yet failed, its must-haves."""

    option: str
    place: int = Field(description="By weighted sum; equal places are ties")
    points: float = Field(description="Weighted sum, of 100; a missing score counts as the worst")
    points_at_best: float = Field(description="The same with every missing score at its best")
    topsis_place: int
    topsis_closeness: float = Field(description="0 worst of this field, 1 best")
    confidence_pct: float = Field(description="Share of the weight that rests on strong, recent evidence")
    points_by_criterion: dict[str, float] = Field(description="What each scored criterion adds to the points")


def standings(grid: Grid, gaps: Iterable[Gap]) -> tuple[Standing, ...]:
    """The options, most points first."""
    points, close = weighted_sums(grid), closeness(grid)
    lost: dict[str, list[Gap]] = {option: [] for option in grid.options}
    for gap in gaps:
        lost[gap.option].append(gap)
    found = {
        option: Standing(
            option=option,
            place=place,
            points=sums,
            points_at_best=round(sums + fsum(gap.costs_pct for gap in lost[option] if gap.why == "no-score"), DIGITS),
            topsis_place=topsis_place,
            topsis_closeness=near,
            confidence_pct=round(100 - fsum(gap.costs_pct for gap in lost[option]), 3),
            points_by_criterion={
                criterion.name: round(100 * weight * value, DIGITS)
                for criterion, weight, value in zip(grid.criteria, grid.weights, values, strict=True)
            },
        )
        for option, place, sums, topsis_place, near, values in zip(
            grid.options, places(points), points, places(close), close, grid.values, strict=True
        )
    }
    return tuple(found[option] for option in order(grid, points))
