"""The summary block at the end of a report: the recommendation as data other programs read back."""

from collections import Counter
from decimal import Decimal
from typing import Annotated, Literal, Protocol, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from it_advisor.errors import Language, Refusal, Words
from it_advisor.model import Count, Model

Category = Literal[
    "subscription",
    "implementation",
    "integration",
    "migration",
    "infrastructure",
    "staff",
    "training",
    "support",
    "contingency",
    "exit",
]

Text = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value),
    Field(min_length=1, max_length=2_000),
]
"""A number where text belongs (`by: 2027`) is taken as it is written."""
Share = Annotated[Decimal, Field(ge=0, le=100)]
Grade = Annotated[Count, Field(ge=1, le=5)]
Money = Annotated[Decimal, Field(ge=0, le=Decimal("1e15"), allow_inf_nan=False)]


def _id(letter: str) -> StringConstraints:
    return StringConstraints(pattern=rf"^{letter}[1-9][0-9]{{0,2}}$")


RequirementId = Annotated[str, _id("R")]
ComponentId = Annotated[str, _id("C")]
OptionId = Annotated[str, _id("O")]
LineId = Annotated[str, _id("L")]
BenefitId = Annotated[str, _id("B")]
PhaseId = Annotated[str, _id("P")]
RiskId = Annotated[str, _id("K")]
EvidenceId = Annotated[str, _id("E")]


class Decision(Model):
    """What the board is asked to decide."""

    choice: Text
    amount: Money | None = Field(description="Asked for now, in the report's currency; null if none can be named")
    ceiling: Money | None = Field(default=None, description="The brief's hard ceiling over the horizon, if it has one")
    by: Text = Field(description="When it is to be running, e.g. 2027-09 or 'month 9'")
    approval: Text = Field(description="The approval asked for, and from whom")
    changes_if: Text = Field(description="What would change this advice")


class Requirement(Model):
    """A need, and the thread from it to what meets, proves, schedules and pays for it."""

    id: RequirementId
    need: Text
    kind: Literal["given", "implied", "assumed"]
    priority: Literal["must", "should", "could"]
    components: tuple[ComponentId, ...] = ()
    acceptance: Text = Field(description="The measure that proves it")
    phase: PhaseId | None = None
    lines: tuple[LineId, ...] = Field(default=(), description="The cost lines that pay for it")
    deviation: str = Field(default="", description="How it is relaxed or deferred, why, and who must agree; else empty")


class Component(Model):
    """A part of the solution with what was weighed against it."""

    id: ComponentId
    layer: Literal["application", "data", "integration", "network", "security", "infrastructure", "service"]
    choice: Text
    alternatives: tuple[Text, ...] = ()


class Option(Model):
    """A whole way to go, including doing nothing."""

    id: OptionId
    name: Text
    verdict: Literal["recommended", "alternative", "rejected", "do-nothing"]
    gates: Literal["pass", "fail", "open"] = Field(description="open: a gate still to be shown")
    score: Share | None = Field(default=None, description="Weighted score of 100")


class CostLine(Model):
    """One priced line: quantity x unit price, once or in each year from_year..to_year."""

    id: LineId
    option: OptionId = "O1"
    item: Text
    category: Category
    kind: Literal["one-off", "yearly"]
    quantity: Money
    unit: Text
    unit_price: Money
    from_year: Annotated[Count, Field(ge=1, le=10)] = 1
    to_year: Annotated[Count, Field(ge=1, le=10)] | None = Field(
        default=None, description="Last year of a yearly line; the horizon if left out"
    )
    basis: Text = Field(description="Source with date, or 'assumption: …'")
    error_pct: Share = Field(description="Plus or minus, per cent")

    @property
    def price(self) -> Decimal:
        """Quantity times unit price: once, or for one year."""
        return self.quantity * self.unit_price

    def over(self, years: int) -> Decimal:
        """What the line costs within the first `years` years."""
        if self.kind == "one-off":
            return self.price if self.from_year <= years else Decimal(0)
        return self.price * max(0, min(self.to_year or years, years) - self.from_year + 1)


class BenefitLine(Model):
    """A yearly benefit in money; it starts after `from_month` months and grows evenly over `ramp_months`."""

    id: BenefitId
    item: Text
    yearly: Money
    from_month: Annotated[Count, Field(ge=0, le=120)] = 0
    ramp_months: Annotated[Count, Field(ge=0, le=60)] = 0
    basis: Text


class Phase(Model):
    """A stretch of the plan with an owner and a way to tell that it is over."""

    id: PhaseId
    name: Text
    start_month: Annotated[Decimal, Field(ge=0, le=120)] = Field(description="0 is the day of approval")
    months: Annotated[Decimal, Field(gt=0, le=120)]
    owner: Text
    exit: Text = Field(description="The criterion that ends it")
    payment_pct: Share | None = Field(default=None, description="Of the contract, paid when it has ended")


class Risk(Model):
    """What may go wrong, how one would notice, and who does what about it."""

    id: RiskId
    risk: Text
    trigger: Text
    mitigation: Text
    owner: Text
    likelihood: Grade | None = Field(default=None, description="1 hardly – 5 almost certain; only if judged")
    impact: Grade | None = Field(default=None, description="1 slight – 5 threatens the organisation; only if judged")


class Evidence(Model):
    """Where a statement comes from."""

    id: EvidenceId
    claim: Text
    kind: Literal["brief", "source", "assumption"]
    source: str = Field(default="", description="For a source: what and where")
    date: str = Field(default="", description="For a source: year or ISO date")
    confirm_by: str = Field(default="", description="For an assumption: who confirms it")


class Totals(Model):
    """The sums the report prints, in its currency; they follow from the lines."""

    one_off: Money
    yearly: Money = Field(description="A full year's recurring cost: the yearly lines of the horizon's last year")
    tco: Money = Field(description="All lines of the recommended option over the horizon")
    benefit: Money = Field(description="All benefits over the horizon, ramp-up counted")
    payback_months: Annotated[Count, Field(ge=0, le=120)] | None = Field(
        default=None, description="Null where the horizon does not pay back or the drivers are assumed"
    )


class _Row(Protocol):
    @property
    def id(self) -> str: ...


class Summary(Model):
    """The report as data: the fenced YAML block at its end, key `it_advisor_summary: 1`."""

    it_advisor_summary: Literal[1]
    title: Text
    language: Language
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    horizon_years: Annotated[Count, Field(ge=1, le=10)] = 3
    decision: Decision
    requirements: tuple[Requirement, ...] = Field(min_length=1)
    components: tuple[Component, ...] = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=1)
    cost_lines: tuple[CostLine, ...] = ()
    benefit_lines: tuple[BenefitLine, ...] = ()
    totals: Totals | None = None
    phases: tuple[Phase, ...] = ()
    risks: tuple[Risk, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def ids_are_known_and_used_once(self) -> Self:
        needed: tuple[_Row, ...] = (*self.requirements, *self.components, *self.options, *self.cost_lines)
        known = [row.id for row in (*needed, *self.benefit_lines, *self.phases, *self.risks, *self.evidence)]
        twice = sorted(name for name, times in Counter(known).items() if times > 1)
        if twice:
            raise Refusal(Words(f"编号重复：{'、'.join(twice)}", f"used more than once: {', '.join(twice)}"))
        named = {name for row in self.requirements for name in (*row.components, *row.lines, row.phase) if name}
        named |= {line.option for line in self.cost_lines}
        lost = sorted(named - set(known))
        if lost:
            raise Refusal(Words(f"引用了不存在的编号：{'、'.join(lost)}", f"named but not listed: {', '.join(lost)}"))
        return self


def totals_of(summary: Summary) -> Totals:
    """The sums that follow from the summary's own lines, for its recommended option.

    One-off lines fall due on the first day of their `from_year`, yearly lines and
    benefits evenly by month. A benefit is zero up to `from_month`, then grows in equal
    steps over `ramp_months`. Payback is the first month at whose end the benefits so far
    cover the costs so far (simple payback, undiscounted), None where that does not happen
    within the horizon.
    """
    years = summary.horizon_years
    chosen = next((o.id for o in summary.options if o.verdict == "recommended"), "O1")
    lines = [line for line in summary.cost_lines if line.option == chosen]
    balance, payback, benefit = Decimal(0), None, Decimal(0)
    for month in range(1, years * 12 + 1):
        gained = sum((benefit_in(line, month) for line in summary.benefit_lines), Decimal(0))
        benefit += gained
        balance += gained - sum((_due(line, month, years) for line in lines), Decimal(0))
        if payback is None and round(balance, 2) >= 0:
            payback = month
    return Totals(
        one_off=sum((line.price for line in lines if line.kind == "one-off"), Decimal(0)),
        yearly=sum((line.over(years) - line.over(years - 1) for line in lines if line.kind == "yearly"), Decimal(0)),
        tco=sum((line.over(years) for line in lines), Decimal(0)),
        benefit=benefit.quantize(Decimal(1)),
        payback_months=payback,
    )


def benefit_in(line: BenefitLine, month: int) -> Decimal:
    """What a benefit line brings in one month, counted from 1."""
    running = month - line.from_month
    if running <= 0:
        return Decimal(0)
    share = Decimal(1) if running >= line.ramp_months else Decimal(running) / line.ramp_months
    return line.yearly / 12 * share


def _due(line: CostLine, month: int, years: int) -> Decimal:
    """What a cost line asks for in one month, counted from 1."""
    year, first = (month - 1) // 12 + 1, (month - 1) % 12 == 0
    if line.kind == "one-off":
        return line.price if first and year == line.from_year else Decimal(0)
    return line.price / 12 if line.from_year <= year <= (line.to_year or years) else Decimal(0)
