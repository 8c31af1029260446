"""A budget as it was understood: one or more sums, each with its limits, its period and its firmness."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, computed_field

from it_advisor.brief.notes import Note
from it_advisor.brief.numerals import LARGEST
from it_advisor.errors import Language, Words
from it_advisor.model import Count, Model

Money = Annotated[Decimal, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Period = Literal["once", "per-year", "per-quarter", "per-month", "over-years"]
Limit = Literal["ceiling", "target"]
BudgetBand = Literal["low", "medium", "high"]

_PERIODS: dict[Period, Words] = {
    "once": Words("一次性", "once"),
    "per-year": Words("每年", "a year"),
    "per-quarter": Words("每季度", "a quarter"),
    "per-month": Words("每月", "a month"),
    "over-years": Words("合计", "in total"),
}
_A_YEAR: dict[Period | None, int] = {"per-year": 1, "per-quarter": 4, "per-month": 12}
YEARS = 3
"""A sum without a period, or spent once, is spread over so many years, as the cases' totals are."""
_LIMITS: dict[Limit, Words] = {"ceiling": Words("硬上限", "hard ceiling"), "target": Words("目标", "target")}
BANDS: dict[BudgetBand, Words] = {
    "low": Words("低", "low"),
    "medium": Words("中等", "medium"),
    "high": Words("高", "high"),
}


class Part(Model):
    """One sum of a budget. Whether several add up, or one limits the other, is the asker's to say."""

    minimum: Money | None = Field(default=None, description="Decimal as a JSON string; null: no lower end was said")
    maximum: Money | None = Field(default=None, description="Decimal as a JSON string; null: no upper end was said")
    currency: Currency | None = Field(default=None, description="ISO 4217; null where it was not said for certain")
    period: Period | None = Field(default=None, description="over-years: one sum for `years` years; null: not said")
    years: Annotated[Count, Field(ge=1, le=50)] | None = None
    year: Annotated[Count, Field(ge=1, le=2_099)] | None = Field(
        default=None, description="The one year it is for: 1 for the first, or a calendar year"
    )
    limit: Limit | None = Field(default=None, description="ceiling: not to be exceeded; target: about; null: not said")

    def said(self, language: Language) -> str:
        """For example `CNY 12,000,000–15,000,000 · in total · 3 years`."""
        facts = (*self._term(), self.limit and _LIMITS[self.limit])
        return " · ".join((self._amount(language), *(fact.said(language) for fact in facts if fact)))

    def _term(self) -> Iterator[Words]:
        if self.year:
            yield Words(
                f"{self.year} 年" if self.year > 1_900 else f"第 {self.year} 年",
                f"in {'year ' * (self.year < 1_900)}{self.year}",
            )
            return
        if self.period:
            yield _PERIODS[self.period]
        if self.years:
            yield Words(f"{self.years} 年", f"{self.years} year{'s'[: self.years > 1]}")

    @property
    def a_year(self) -> Decimal:
        amount = self.maximum or self.minimum or Decimal(0)
        return amount * _A_YEAR[self.period] if self.period in _A_YEAR else amount / (self.years or YEARS)

    def _amount(self, language: Language) -> str:
        low, high = (None if end is None else f"{end:,f}" for end in (self.minimum, self.maximum))
        if low is None or high is None:
            bound = Words("至少", "at least") if high is None else Words("至多", "at most")
            figure = f"{bound.said(language)} {low or high}"
        else:
            figure = low if low == high else f"{low}–{high}"
        return f"{self.currency} {figure}" if self.currency else figure


class Budget(Model):
    """What a text says about money, and what in it could not be read for certain."""

    parts: tuple[Part, ...] = ()
    band: BudgetBand | None = Field(default=None, description="Said in a word, without an amount")
    not_understood: tuple[str, ...] = Field(default=(), description="Verbatim pieces of the text")
    problems: tuple[Note, ...] = ()

    @computed_field  # type: ignore[prop-decorator] # mypy knows no decorated properties
    @cached_property
    def currency(self) -> str | None:
        """The one currency of all parts, else None."""
        codes = {part.currency for part in self.parts}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def a_year(self) -> Decimal:
        """The largest of its sums for a year, by its upper end where it has one; 0 where it has no amount."""
        return max((part.a_year for part in self.parts), default=Decimal(0))

    def said(self, language: Language) -> str:
        parts = Words("；", "; ").said(language).join(part.said(language) for part in self.parts)
        return parts or (BANDS[self.band].said(language) if self.band else "")
