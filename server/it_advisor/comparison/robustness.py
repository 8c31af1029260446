"""How much it takes to change who comes first."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.fields import LISTED
from it_advisor.comparison.flips import ScoreFlip, WeightFlip, score_flips, weight_flips
from it_advisor.comparison.reversals import Reversal, is_neutral, reversals
from it_advisor.comparison.scores import Grid
from it_advisor.comparison.weight_space import WeightSpace, weight_space
from it_advisor.model import Model


class Robustness(Model):
    """What would change the result, and what would not."""

    weight_flips: tuple[WeightFlip, ...] = Field(description="Empty where nobody leads alone")
    score_flips: tuple[ScoreFlip, ...] = Field(description="The 100 smallest; empty where nobody leads alone")
    score_flips_found: int
    weight_space: WeightSpace | None = Field(description="Null where fewer than two options are left")
    reversals: tuple[Reversal, ...]
    is_neutral: bool = Field(description="Both rankings were the same with the options renamed and reversed")


def robustness(criteria: Sequence[Criterion], in_group: Mapping[str, float], grid: Grid, seed: int) -> Robustness:
    flips = score_flips(grid)
    return Robustness(
        weight_flips=weight_flips(criteria, in_group, grid),
        score_flips=flips[:LISTED],
        score_flips_found=len(flips),
        weight_space=weight_space(criteria, grid, seed) if len(grid.options) > 1 else None,
        reversals=reversals(grid),
        is_neutral=is_neutral(grid),
    )
