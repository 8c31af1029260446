"""What an estimate says about each option: figures, each with its formula and its lines."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from it_advisor.costs.cashflow import Case
from it_advisor.costs.request import BenefitKind, Kind
from it_advisor.model import Model
from it_advisor.summary import Category

Amount = Annotated[Decimal, Field(description="Money in the answer's currency, a decimal number as text: '1250.00'")]
Part = Annotated[Decimal, Field(description="Per cent, a decimal number as text: '12.5'")]
Lines = Annotated[tuple[str, ...], Field(description="The ids of the lines it was made from")]


def shown(amount: Decimal) -> str:
    """With thousands separators, and without cents where there are none."""
    return f"{amount:,.2f}".removesuffix(".00")


def exactly(number: Decimal) -> str:
    """With thousands separators and every digit it has."""
    return f"{number.normalize():,f}"


class Figure(Model):
    """A number, how it was made and from which lines; null where there is no such number."""

    value: Decimal | None
    formula: str = Field(description="In the symbols explained at the end of the Markdown text, with the numbers")
    lines: Lines


class Factor(Model):
    """One of the numbers whose product is a line's likely amount over the horizon."""

    what: Literal["amount", "users", "tax", "rate", "confidence", "years"]
    value: Decimal = Field(description="Exact; years to as many digits as the last cent needs")


class LineSum(Model):
    """One line of the request over the horizon."""

    id: str
    option: str
    item: str
    group: Category | BenefitKind
    kind: Kind
    factors: tuple[Factor, ...] = Field(description="The likely amount, and what it is times; no factor that is 1")
    formula: str = Field(description="The factors multiplied; `likely` is that, with each year's money rounded")
    low: Amount
    likely: Amount
    high: Amount


class YearSum(Model):
    """One year of an option: what it costs, what it gains, and where that leaves the organisation."""

    year: int
    one_off: Amount
    yearly: Amount
    cost: Amount
    gain: Amount = Field(description="Benefits, and the costs of doing nothing that are spared")
    net: Amount
    cumulative: Amount
    formula: str = Field(description="Net and net so far, with the numbers")
    lines: Lines


class CategorySum(Model):
    """What a category costs in each year."""

    category: Category
    by_year: tuple[Amount, ...]
    total: Amount
    share_pct: Part = Field(description="Of the total cost of ownership; the shares sum to exactly 100.0")
    lines: Lines


class Scenario(Model):
    """The option with every cost high and every gain low (pessimistic), as likely, or the other way round."""

    case: Case
    tco: Amount
    formula: str = Field(description="How the case is made, in the symbols explained at the end of the Markdown text")
    lines: Lines
    npv: Amount | None = Field(default=None, description="Null for the do-nothing option, like what follows")
    irr_pct: tuple[Part, ...] = Field(
        default=(), description="Every internal rate of return a year between -90 and 1000000"
    )
    is_borrowing: bool = Field(
        default=False, description="The first money comes in, as with a loan: a higher rate is worse; go by NPV"
    )
    payback_months: int | None = None
    discounted_payback_months: int | None = None
    benefit_cost_ratio: Decimal | None = None


class Returns(Model):
    """Whether the option is worth its money, in the likely case, against doing nothing."""

    npv: Figure
    irr_pct: Figure = Field(description="Null where there is none or several; see irr")
    irr: Literal["one", "none", "several"]
    is_borrowing: bool = Field(
        description="The first money comes in, as with a loan: a higher rate is worse; go by NPV"
    )
    payback_months: Figure
    discounted_payback_months: Figure
    benefit_cost_ratio: Figure
    break_even_benefit: Figure = Field(
        description="The full yearly benefit at which NPV is zero, as promised: before its confidence"
    )
    break_even_pct: Figure = Field(description="The same in per cent of the likely benefit; null without a benefit")


class Percentiles(Model):
    """A tenth, a half and nine tenths of the draws lie at or below."""

    p10: Amount
    p50: Amount
    p90: Amount

    @property
    def differ(self) -> bool:
        return self.p10 < self.p90


class Simulation(Model):
    """Every line drawn at random within its range, many times over."""

    draws: int
    seed: int
    formula: str = Field(description="How a draw is made, in the symbols explained at the end of the Markdown text")
    lines: Lines
    tco: Percentiles
    npv: Percentiles | None = Field(default=None, description="Null for the do-nothing option, like what follows")
    payback_probability_pct: Part | None = Field(default=None, description="The chance of payback inside the horizon")
    positive_npv_probability_pct: Part | None = None


class Swing(Model):
    """What one line alone does to NPV between its low and its high."""

    line: str
    item: str
    npv_at_low: Amount
    npv_at_high: Amount
    swing: Amount
    formula: str = Field(description="How the ends are made, with the numbers")


class Verdict(Model):
    """One ceiling of the budget held against the likely costs."""

    budget: Literal["one-off", "yearly", "total"]
    year: int | None = None
    ceiling: Amount
    cost: Amount
    overrun: Amount = Field(description="0 where the cost is within the ceiling")
    lines: Lines


class OptionEstimate(Model):
    """All figures of one option; a do-nothing option has no returns.

    TCO is everything the option makes the organisation pay for over the horizon, undiscounted.
    Source: L. M. Ellram, Total cost of ownership: an analysis approach for purchasing, International
    Journal of Physical Distribution & Logistics Management 25:8 (1995) 4-23.
    """

    option: str
    is_baseline: bool
    tco: Figure
    tco_per_user: Figure | None = Field(description="Null where the request names no users")
    tco_per_user_month: Figure | None
    total_gain: Amount = Field(description="Benefits and spared costs of all years")
    years: tuple[YearSum, ...]
    categories: tuple[CategorySum, ...]
    returns: Returns | None
    monthly_net: tuple[Amount, ...] = Field(
        description="F(0), F(1), … F(T) of the likely case, to a millionth: paybacks and IRR can be checked by them"
    )
    scenarios: tuple[Scenario, ...]
    simulation: Simulation
    tornado: tuple[Swing, ...] = Field(description="The five lines that move NPV most, the strongest first")
    budget: tuple[Verdict, ...]
