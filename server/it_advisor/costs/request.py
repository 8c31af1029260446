"""What a cost estimate is asked with: the money of every option, line by line, and how to look at it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from it_advisor.errors import Refusal, Words
from it_advisor.model import AskedLanguage, Count, Flag, Model
from it_advisor.summary import BenefitId, Category, LineId

Kind = Literal["one-off", "yearly"]
BenefitKind = Literal["saving", "revenue", "productivity", "risk"]

MONTHS = 120
OPTIONS = 10

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Money = Annotated[Decimal, Field(ge=0, le=Decimal("1e13"), decimal_places=6, allow_inf_nan=False)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=4, allow_inf_nan=False)]
Growth = Annotated[Decimal, Field(ge=-50, le=100, decimal_places=4, allow_inf_nan=False)]
Rate = Annotated[Decimal, Field(ge=Decimal("1e-6"), le=Decimal("1e6"), decimal_places=10, allow_inf_nan=False)]
Month = Annotated[Count, Field(ge=0, le=MONTHS)]


class Ranged(Model):
    """An amount of money that is not known exactly."""

    option: Label = Field(description="The option the line belongs to, written the same in all its lines, e.g. 'SaaS'")
    item: Label = Field(description="What it is, e.g. 'MES licence, 120 users'")
    likely: Money = Field(description="The most likely amount, plain digits without separators, e.g. 360000")
    low: Money | None = Field(default=None, description="The lowest amount to expect; the likely one if left out")
    high: Money | None = Field(default=None, description="The highest amount to expect; the likely one if left out")
    currency: Currency | None = Field(
        default=None, description="Only where it differs from the request's currency, e.g. 'USD'; needs a rate"
    )

    from_month: Month = Field(default=0, description="Months after approval, e.g. 0 = at once, 12 = a year later")

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


class Cost(Ranged):
    """One thing an option makes the organisation pay for."""

    id: LineId | None = Field(default=None, description="As in the report, e.g. 'L3'; numbered in order if left out")
    category: Category = Field(description="subscription: licences too; infrastructure: hardware and cloud")
    kind: Kind = Field(description="'one-off': paid once at from_month; 'yearly': the amount of 12 months")
    per_user: Flag = Field(default=False, description="true where the amounts are for one user; needs users")
    taxed: Flag = Field(default=False, description="true where tax_pct comes on top of the amounts")
    to_month: Month | None = Field(
        default=None, description="The last month of a yearly cost, e.g. 36; the end of the horizon if left out"
    )
    growth_pct: Growth = Field(
        default=Decimal(0), description="Price rise in per cent after every 12 months of a yearly cost, e.g. 5"
    )

    @model_validator(mode="after")
    def only_a_yearly_cost_lasts(self) -> Self:
        if self.kind == "one-off" and (self.to_month is not None or self.growth_pct):
            raise Refusal(
                Words(
                    "一次性费用没有 to_month 和 growth_pct；请去掉，或改为 kind: yearly",
                    "a one-off cost has no to_month and no growth_pct; leave them out or say kind: yearly",
                )
            )
        if self.to_month is not None and self.to_month <= self.from_month:
            raise Refusal(
                Words(
                    f"to_month 应大于 from_month（{self.from_month}），收到 {self.to_month}",
                    f"to_month must be after from_month ({self.from_month}), got {self.to_month}",
                )
            )
        return self


class Benefit(Ranged):
    """One thing an option brings, in money a full year."""

    id: BenefitId | None = Field(default=None, description="As in the report, e.g. 'B1'; numbered in order if left out")
    kind: BenefitKind = Field(description="'saving': cash no longer spent; 'productivity': hours freed; 'risk': losses")
    likely: Money = Field(description="The most likely amount in a full year, e.g. 420000")
    ramp_months: Annotated[Count, Field(ge=0, le=60)] = Field(
        default=0, description="Months of even growth from nothing to the full amount, e.g. 12; 0 = full at once"
    )
    confidence_pct: Percent = Field(default=Decimal(100), description="The chance in per cent that it comes, e.g. 80")


class CostsRequest(Model):
    """One or several options to be costed side by side.

    Amounts are before income tax and nominal: a price rise is said in `growth_pct`.
    """

    currency: Currency = Field(description="The currency of the answer, ISO 4217, e.g. 'CNY'")
    horizon_years: Annotated[Count, Field(ge=1, le=10)] = Field(default=5, description="Years looked at, e.g. 5")
    discount_rate_pct: Percent = Field(default=Decimal(8), description="Nominal, per cent a year, e.g. 8")
    users: Annotated[Count, Field(ge=1, le=10_000_000)] | None = Field(default=None, description="Users, e.g. 120")
    tax_pct: Percent | None = Field(
        default=None, description="Sales tax or VAT the organisation cannot recover, e.g. 6; 0 where it recovers it"
    )
    rates: dict[Currency, Rate] = Field(
        default_factory=dict, description="What one unit of another currency costs in `currency`, e.g. {'USD': 7.15}"
    )
    budget_one_off: Money | None = Field(default=None, description="Ceiling for all one-off costs, e.g. 800000")
    budget_yearly: Money | None = Field(
        default=None,
        description="Ceiling for each year, e.g. 300000: for yearly costs where budget_one_off is given, else for all",
    )
    budget_total: Money | None = Field(default=None, description="Ceiling for the whole horizon, e.g. 2000000")
    do_nothing: Label | None = Field(
        default=None,
        description="The option that is going on as today; the others are measured against its costs, "
        "so do not list costs it saves as benefits too. Left out: doing nothing costs nothing",
    )
    seed: Annotated[Count, Field(ge=0, le=2**31 - 1)] = Field(default=1, description="The same seed, the same draws")
    language: AskedLanguage = Field(default="auto", description="Of the answer; auto: as the options' names")
    costs: tuple[Cost, ...] = Field(min_length=1, max_length=200)
    benefits: tuple[Benefit, ...] = Field(default=(), max_length=100)

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

    @model_validator(mode="after")
    def the_lines_fit_the_request(self) -> Self:
        wrong = [*_whole(self), *_benefits(self), *_costs(self), *_lines(self)][:5]
        if wrong:
            raise Refusal(Words("；".join(words.zh for words in wrong), "; ".join(words.en for words in wrong)))
        return self


def _whole(request: CostsRequest) -> Iterator[Words]:
    count, lines = len(request.options), len(request.cost_lines) + len(request.benefit_lines)
    if count > OPTIONS:
        yield Words(f"costs：最多 {OPTIONS} 个方案，收到 {count}", f"costs: at most {OPTIONS} options, got {count}")
    if lines < len(request.costs) + len(request.benefits):
        yield Words("costs、benefits：id 不得重复，或全部省略", "costs, benefits: give every id once, or none at all")
    if request.do_nothing is not None and request.do_nothing not in request.options:
        yield Words(
            f"do_nothing：costs 中没有方案“{request.do_nothing}”；请写其中一个方案名，或省略",
            f"do_nothing: no line of costs has the option '{request.do_nothing}'; name one that has, or leave it out",
        )


def _benefits(request: CostsRequest) -> Iterator[Words]:
    for place, benefit in enumerate(request.benefits):
        if benefit.option == request.do_nothing:
            yield Words(
                f"benefits.{place}.option：收益是与“维持现状”相比的，维持现状本身没有收益",
                f"benefits.{place}.option: a benefit is measured against doing nothing, which has none itself",
            )
        elif benefit.option not in request.options:
            yield Words(
                f"benefits.{place}.option：costs 中没有方案“{benefit.option}”",
                f"benefits.{place}.option: no line of costs has the option '{benefit.option}'",
            )


def _costs(request: CostsRequest) -> Iterator[Words]:
    for place, cost in enumerate(request.costs):
        if cost.per_user and request.users is None:
            yield Words(f"costs.{place}.per_user：还需给出 users", f"costs.{place}.per_user: give users as well")
        if cost.taxed and request.tax_pct is None:
            yield Words(f"costs.{place}.taxed：还需给出 tax_pct", f"costs.{place}.taxed: give tax_pct as well")


def _lines(request: CostsRequest) -> Iterator[Words]:
    costs = ((f"costs.{place}", line, line.kind == "one-off") for place, line in enumerate(request.costs))
    benefits = ((f"benefits.{place}", line, False) for place, line in enumerate(request.benefits))
    for place, line, once in [*costs, *benefits]:
        if line.currency not in (None, request.currency, *request.rates):
            yield Words(
                f"{place}.currency：请在 rates 中给出 1 {line.currency} 合多少 {request.currency}",
                f"{place}.currency: say in rates how much {request.currency} one {line.currency} costs",
            )
        last = request.months if once else request.months - 1
        if line.from_month > last:
            yield Words(
                f"{place}.from_month：在测算期内最晚为 {last}，收到 {line.from_month}",
                f"{place}.from_month: at most {last} within the horizon, got {line.from_month}",
            )
