"""What a comparison comes to, as facts; the page for people is written from them."""

from datetime import date

from pydantic import Field

from it_advisor.comparison.criteria import Weight
from it_advisor.comparison.evidence import Gap
from it_advisor.comparison.flips import ScoreFlip, WeightFlip
from it_advisor.comparison.gates import GateVerdict
from it_advisor.comparison.pairwise import Consistency
from it_advisor.comparison.ranking import Difference
from it_advisor.comparison.robustness import Reversal, WeightSpace
from it_advisor.comparison.scorers import Agreement, Disagreement, Scorer
from it_advisor.comparison.standing import Standing
from it_advisor.errors import Language
from it_advisor.model import Model

LISTED = 100
"""No list of findings is longer; how many there were is said beside it."""


class Comparison(Model):
    """Who passes, who leads, how firmly, and on what it rests."""

    as_of: date
    winners: tuple[str, ...] = Field(description="First by weighted sum; several where they tie, none where all fail")
    lead_points: float | None = Field(description="To the next; 0 in a tie, null where there is no next")
    gates: tuple[GateVerdict, ...]
    ranking: tuple[Standing, ...]
    weights: tuple[Weight, ...]
    weights_changed_after_scoring: bool | None = Field(description="Null where the days were not both given")
    consistency: tuple[Consistency, ...] = Field(description="Of each group weighted by judgements")
    differences: tuple[Difference, ...] = Field(description="Pairs ranked in opposite order; the first 100")
    differences_found: int
    weight_flips: tuple[WeightFlip, ...] = Field(description="Empty where nobody leads alone")
    score_flips: tuple[ScoreFlip, ...] = Field(description="The 100 smallest; empty where nobody leads alone")
    score_flips_found: int
    weight_space: WeightSpace | None
    reversals: tuple[Reversal, ...]
    is_neutral: bool = Field(description="Both rankings were the same with the options renamed and reversed")
    gaps: tuple[Gap, ...] = Field(description="Evidence to get, the costliest first; the first 100")
    gaps_found: int
    scorers: tuple[Scorer, ...]
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...] = Field(description="The 100 heaviest")
    disagreements_found: int

    def markdown(self, language: Language) -> str:
        """The comparison as text and tables that can stand in a report as they are."""
        from it_advisor.comparison.page import page

        return page(self, language)
