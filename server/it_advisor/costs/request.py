"""What a cost estimate is asked with: the money of every option, line by line, and how to look at it."""

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from it_advisor.costs.fit import misfits
from it_advisor.errors import Problem, Refusal, Words, refusal_at
from it_advisor.model import AskedLanguage, Count, Flag, Model
from it_advisor.summary import BenefitId, Category, LineId

Kind = Literal["one-off", "yearly"]
BenefitKind = Literal["saving", "revenue", "productivity", "risk"]


def _code(value: object) -> object:
    """'eur' is meant as 'EUR'."""
    code = value.strip().upper() if isinstance(value, str) else ""
    if not re.fullmatch("[A-Z]{3}", code):
        raise Refusal(Words("应为三个字母的货币代码，例如 CNY", "must be a currency code of three letters, e.g. CNY"))
    return code


MONTHS = 120
OPTIONS = 10
TOLD = 5
"""Mistakes that are told at once."""

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Currency = Annotated[str, BeforeValidator(_code)]
Money = Annotated[Decimal, Field(ge=0, le=Decimal("1e13"), decimal_places=6, allow_inf_nan=False)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=4, allow_inf_nan=False)]
Growth = Annotated[Decimal, Field(ge=-50, le=100, decimal_places=4, allow_inf_nan=False)]
Rate = Annotated[Decimal, Field(ge=Decimal("1e-6"), le=Decimal("1e6"), decimal_places=10, allow_inf_nan=False)]
Month = Annotated[Count, Field(ge=0, le=MONTHS)]


class Ranged(Model):
    """An amount of money that is not known exactly."""

    option: Label = Field(description="Whose line, e.g. 'SaaS'")
    item: Label = Field(description="E.g. 'MES licence'")
    likely: Money = Field(description="Most likely, in digits: 32万 is 320000; a monthly price times 12")
    low: Money | None = Field(default=None, description="If unsure")
    high: Money | None = Field(default=None, description="If unsure")
    currency: Currency | None = Field(default=None, description="If another; needs rates")
    from_month: Month = Field(
        default=0,
        description="After approval; at 12 a one-off is in year 1",
    )
    to_month: Month | None = Field(default=None, description="If it ends early")
    growth_pct: Growth = Field(default=Decimal(0), description="Rise a year")

    @property
    def range(self) -> tuple[Decimal, Decimal, Decimal]:
        """Low, likely and high."""
        low = self.likely if self.low is None else self.low
        return low, self.likely, self.likely if self.high is None else self.high

    @model_validator(mode="after")
    def low_likely_high_ascend(self) -> Self:
        low, likely, high = self.range
        if not low <= likely <= high:
            raise Refusal(
                Words(
                    f"low、likely、high 应由小到大，收到 {low}、{likely}、{high}",
                    f"low, likely and high must ascend, got {low}, {likely}, {high}",
                )
            )
        return self

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Self:
        if self.to_month is not None and self.to_month <= self.from_month:
            raise Refusal(
                Words(
                    f"to_month 应大于 from_month（{self.from_month}），收到 {self.to_month}",
                    f"to_month must be after from_month ({self.from_month}), got {self.to_month}",
                )
            )
        return self


class Cost(Ranged):
    """One thing an option makes the organisation pay for."""

    id: LineId | None = Field(default=None, description="As in a report")
    category: Category = Field(description="'subscription': licences too; 'infrastructure': hardware, cloud")
    kind: Kind = Field(description="'yearly': the amount of 12 months")
    per_user: Flag = Field(default=False, description="Amount of one user; needs users")
    taxed: Flag = Field(default=False, description="tax_pct on top; needs tax_pct")

    @model_validator(mode="after")
    def only_a_yearly_cost_lasts(self) -> Self:
        if self.kind == "one-off" and (self.to_month is not None or self.growth_pct):
            raise Refusal(
                Words(
                    "一次性费用没有 to_month 和 growth_pct；请去掉，或改为 kind: yearly",
                    "a one-off cost has no to_month and no growth_pct; leave them out or say kind: yearly",
                )
            )
        return self


class Benefit(Ranged):
    """One thing an option brings, in money a full year."""

    id: BenefitId | None = Field(default=None, description="As in a report")
    kind: BenefitKind = Field(description="'saving': cash; 'revenue': margin; 'productivity': hours; 'risk': losses")
    likely: Money = Field(description="Most likely, full year")
    ramp_months: Annotated[Count, Field(ge=0, le=60)] = Field(default=0, description="To the full amount")
    confidence_pct: Percent = Field(default=Decimal(100), description="Chance that it comes: 80, not 0.8")


class CostsRequest(Model):
    """One or several options to be costed side by side.

    Amounts are before income tax and nominal: a price rise is said in `growth_pct`.
    """

    currency: Currency = Field(description="Of all amounts, e.g. 'CNY'")
    horizon_years: Annotated[Count, Field(ge=1, le=10)] = Field(default=5, description="Years looked at")
    discount_rate_pct: Percent = Field(default=Decimal(8), description="A year: 8, not 0.08")
    users: Annotated[Count, Field(ge=1, le=10_000_000)] | None = Field(default=None, description="For per_user lines")
    tax_pct: Percent | None = Field(default=None, description="VAT on taxed lines, e.g. 6; 0 if recovered")
    rates: dict[Currency, Rate] = Field(
        default_factory=dict, description="`currency` for one of another, e.g. {'USD': 7.15}"
    )
    budget_one_off: Money | None = Field(default=None, description="Ceiling for one-off costs")
    budget_yearly: Money | None = Field(
        default=None,
        description="Ceiling a year: of yearly costs if budget_one_off is given, else of all",
    )
    budget_total: Money | None = Field(default=None, description="Ceiling for all years")
    do_nothing: Label | None = Field(
        default=None,
        description="The option that goes on as today. Its costs are spared by the others: repeat under them, "
        "unchanged, what goes on; list none as benefits",
    )
    seed: Annotated[Count, Field(ge=0, le=2**31 - 1)] = Field(default=1, description="Of the draws")
    language: AskedLanguage = Field(default="auto", description="Of the answer; auto: as the names")
    costs: tuple[Cost, ...] = Field(min_length=1, max_length=200, description="One row a cost")
    benefits: tuple[Benefit, ...] = Field(default=(), max_length=100, description="One row a gain")

    @field_validator("rates", mode="before")
    @classmethod
    def each_currency_has_one_rate(cls, rates: object) -> object:
        """'usd' and 'USD' are the same currency: neither of two rates may win unseen."""
        codes = Counter(str(code).strip().upper() for code in rates) if isinstance(rates, Mapping) else Counter()
        for code in (code for code, times in codes.items() if times > 1):
            words = Words(f"{code} 有多个汇率；请只留一个", f"{code} has more than one rate; leave one")
            raise refusal_at(Problem(f"rates.{code}", words))
        return rates

    @property
    def months(self) -> int:
        return self.horizon_years * 12

    @property
    def options(self) -> tuple[str, ...]:
        """The options in the order in which they are first named."""
        return tuple(dict.fromkeys(cost.option for cost in self.costs))

    @property
    def cost_lines(self) -> dict[str, Cost]:
        return {cost.id or f"L{number}": cost for number, cost in enumerate(self.costs, 1)}

    @property
    def benefit_lines(self) -> dict[str, Benefit]:
        return {benefit.id or f"B{number}": benefit for number, benefit in enumerate(self.benefits, 1)}

    @property
    def fractions(self) -> dict[str, Decimal]:
        """Percentages above 0 and below 1 by field: allowed, and more often a slip (0.08 for 8)."""
        given = {"discount_rate_pct": self.discount_rate_pct, "tax_pct": self.tax_pct or Decimal(0)}
        for name, lines in (("costs", self.costs), ("benefits", self.benefits)):
            for place, line in enumerate(lines):
                given[f"{name}.{place}.growth_pct"] = line.growth_pct
                if isinstance(line, Benefit):
                    given[f"{name}.{place}.confidence_pct"] = line.confidence_pct
        return {field: value for field, value in given.items() if 0 < value < 1}

    @model_validator(mode="after")
    def the_lines_fit_the_request(self) -> Self:
        if wrong := list(islice(misfits(self, OPTIONS), TOLD)):
            raise refusal_at(*wrong)
        return self
