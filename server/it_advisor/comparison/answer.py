"""What a comparison comes to, as facts; the page for people is written from them."""

from datetime import date

from pydantic import Field

from it_advisor.comparison.criteria import Weight
from it_advisor.comparison.evidence import Gap
from it_advisor.comparison.gates import GateVerdict
from it_advisor.comparison.page import page
from it_advisor.comparison.pairwise import Consistency
from it_advisor.comparison.panel import Panel
from it_advisor.comparison.ranking import Difference
from it_advisor.comparison.robustness import Robustness
from it_advisor.comparison.standing import Standing
from it_advisor.errors import Language, Words
from it_advisor.model import Model

_NEXT_STEP = Words(
    "表格可直接粘贴到报告的适用性分析；先补“证据缺口”，再据排名下结论。",
    "The tables can stand in the report's suitability analysis; close the gaps in the evidence before you conclude.",
)


class Comparison(Model):
    """Who passes, who leads, how firmly, and on what it rests."""

    language: Language
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
    robustness: Robustness
    gaps: tuple[Gap, ...] = Field(description="Evidence to get, the costliest first; the first 100")
    gaps_found: int
    panel: Panel

    @property
    def next_step(self) -> str:
        return _NEXT_STEP.said(self.language)

    def text(self) -> str:
        return self.markdown(self.language)

    def markdown(self, language: Language) -> str:
        """The comparison as text and tables that can stand in a report as they are."""
        return page(self, language)
