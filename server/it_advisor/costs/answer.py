"""The answer to a request: every option's figures, and the same as text for a report."""

from decimal import Decimal

from pydantic import Field

from it_advisor.costs.figures import LineSum, OptionEstimate
from it_advisor.costs.page import cautions, comparison, conventions, detail, lines
from it_advisor.errors import Language, Words
from it_advisor.model import Model

_NEXT_STEP = Words(
    "表格可直接粘贴到报告的成本效益部分；引用数字时连同其算式和费用行编号。",
    "The tables can stand in the report's cost section as they are; quote a figure with its formula and line ids.",
)


class CostEstimate(Model):
    """The estimate of each option in the order of the request, and the lines it was made from.

    Money and rates are decimal numbers as text, so that nothing is lost on the way.
    """

    language: Language
    currency: str
    horizon_years: int
    discount_rate_pct: Decimal
    users: int | None
    fractions: dict[str, Decimal] = Field(
        description="Percentages above 0 and below 1, by field: was 8 meant where 0.08 is given?"
    )
    options: tuple[OptionEstimate, ...]
    lines: tuple[LineSum, ...]

    @property
    def next_step(self) -> str:
        return _NEXT_STEP.said(self.language)

    def text(self) -> str:
        return self.markdown(self.language)

    def markdown(self, language: Language) -> str:
        """Tables a person reads, to be pasted below a report's cost heading as they are."""
        blocks = [
            *cautions(self.fractions, language),
            comparison(self.options, language),
            *(detail(option, language) for option in self.options),
            lines(self.lines, language),
            conventions(self.currency, self.horizon_years, self.discount_rate_pct, language),
        ]
        return "\n\n".join(blocks) + "\n"
