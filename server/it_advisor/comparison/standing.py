"""Where each option stands: both rankings, and how far its points can be relied on."""

from collections.abc import Iterable, Sequence
from math import fsum

from pydantic import Field

from it_advisor.comparison.fields import DIGITS
from it_advisor.comparison.ranking import closeness, order, places, weighted_sums
from it_advisor.comparison.scores import Grid, Shortfall
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


def standings(grid: Grid, weak: Iterable[Shortfall]) -> tuple[Standing, ...]:
    """The options, most points first."""
    points, close, values = weighted_sums(grid), closeness(grid), grid.values
    lost: dict[str, list[Shortfall]] = {option: [] for option in grid.options}
    for gap in weak:
        lost[gap.option].append(gap)
    first, nearest = places(points), places(close)
    return tuple(
        Standing(
            option=grid.options[row],
            place=first[row],
            points=points[row],
            points_at_best=round(points[row] + _unscored(lost[grid.options[row]]), DIGITS),
            topsis_place=nearest[row],
            topsis_closeness=close[row],
            confidence_pct=_confidence(lost[grid.options[row]]),
            points_by_criterion=_points(grid, values[row]),
        )
        for row in order(grid, points)
    )


def _confidence(weak: Iterable[Shortfall]) -> float:
    """Where nothing can be relied on, what rounding leaves of 100 is nothing too."""
    return max(0.0, round(100 - fsum(gap.costs_pct for gap in weak), 3))


def _unscored(weak: Iterable[Shortfall]) -> float:
    """The points that missing scores could still bring."""
    return fsum(gap.costs_pct for gap in weak if gap.why == "no-score")


def _points(grid: Grid, values: Sequence[float]) -> dict[str, float]:
    return {
        criterion.name: round(100 * weight * value, DIGITS)
        for criterion, weight, value in zip(grid.criteria, grid.weights, values, strict=True)
    }


def lead_points(ranking: Sequence[Standing]) -> float | None:
    """From the first to the second; None where there is no second."""
    return round(ranking[0].points - ranking[1].points, DIGITS) if len(ranking) > 1 else None
