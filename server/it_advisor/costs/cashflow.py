"""The lines of a request as streams of money by month."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import sub
from typing import Literal, NamedTuple

from it_advisor.costs.request import Benefit, Cost, CostsRequest
from it_advisor.costs.returns import Flows, discount_factors, rounded

Case = Literal["pessimistic", "likely", "optimistic"]
CASES: tuple[Case, ...] = ("pessimistic", "likely", "optimistic")


class Factors(NamedTuple):
    """What a line's amount is multiplied by before it is spread over the months; 1 where there is nothing to do."""

    users: Decimal = Decimal(1)
    tax: Decimal = Decimal(1)
    rate: Decimal = Decimal(1)
    confidence: Decimal = Decimal(1)

    @property
    def product(self) -> Decimal:
        return self.users * self.tax * self.rate * self.confidence


class Stream(NamedTuple):
    """A line spread over the months."""

    id: str
    line: Cost | Benefit
    factors: Factors
    years: Decimal
    """How many of the line's amounts fall due within the horizon, price rise and ramp-up counted in."""
    flows: Flows
    """What one unit of the line's amount moves in each month, without sign."""
    gain: bool
    """A benefit, or a cost of going on as today that an option spares."""

    def amount(self, case: Case) -> Decimal:
        """The line's amount in a case: it is bad to pay more and to gain less."""
        low, likely, high = self.line.range
        if case == "likely":
            return likely
        return low if (case == "pessimistic") == self.gain else high

    def by_year(self, amount: Decimal) -> Flows:
        """The money of each year, rounded; a one-off of month 12 is paid on the last day of the first year."""
        starts = range(0, len(self.flows) - 1, 12)
        if self.line.kind == "one-off":
            year, due = max(0, self.line.from_month - 1) // 12, rounded(self.factors.product * amount)
            return tuple(due if n == year else Decimal(0) for n in range(len(starts)))
        return tuple(rounded(sum(self.flows[start + 1 : start + 13]) * amount) for start in starts)

    def over_horizon(self, amount: Decimal) -> Decimal:
        return sum(self.by_year(amount), Decimal(0))


def ids(streams: Iterable[Stream]) -> tuple[str, ...]:
    """Their ids, costs first, in the order of their numbers: how they were given in does not matter."""
    return tuple(sorted((stream.id for stream in streams), key=lambda name: (name[0] != "L", int(name[1:]))))


class Ledger(NamedTuple):
    """All the money of one option; `spared` are the costs of going on as today."""

    option: str
    costs: tuple[Stream, ...]
    benefits: tuple[Stream, ...]
    spared: tuple[Stream, ...]
    factors: Flows
    """What 1 at each month is worth at month 0."""
    is_baseline: bool
    lasting: Mapping[str, str]
    """Of costs that go on unchanged under the option: the line's id, and that of the same line of doing nothing."""

    @property
    def months(self) -> int:
        return len(self.factors) - 1

    @property
    def own(self) -> tuple[Stream, ...]:
        """The costs that doing nothing does not have."""
        return tuple(stream for stream in self.costs if stream.id not in self.lasting)

    @property
    def ended(self) -> tuple[Stream, ...]:
        """The costs of doing nothing that the option does not have."""
        return tuple(stream for stream in self.spared if stream.id not in self.lasting.values())

    @property
    def gains(self) -> tuple[Stream, ...]:
        return self.benefits + self.spared

    def spending(self, case: Case) -> Flows:
        return _combined(self.costs, case, self.months)

    def gaining(self, case: Case) -> Flows:
        return _combined(self.gains, case, self.months)

    def net(self, case: Case) -> Flows:
        """F(0), F(1), …: gains less costs."""
        return tuple(map(sub, self.gaining(case), self.spending(case)))


def ledgers(request: CostsRequest) -> tuple[Ledger, ...]:
    """One for each option, in the request's order."""
    factors = discount_factors(request.discount_rate_pct, request.months)
    costs = [_cost_stream(name, line, request) for name, line in request.cost_lines.items()]
    benefits = [_benefit_stream(name, line, request) for name, line in request.benefit_lines.items()]
    return tuple(_ledger(option, request, costs, benefits, factors) for option in request.options)


def _ledger(
    option: str, request: CostsRequest, costs: Sequence[Stream], benefits: Sequence[Stream], factors: Flows
) -> Ledger:
    is_baseline = option == request.do_nothing
    ours = tuple(stream for stream in costs if stream.line.option == option)
    today = () if is_baseline else tuple(s for s in costs if s.line.option == request.do_nothing)
    lasting = _lasting(ours, today)
    return Ledger(
        option,
        costs=ours,
        benefits=tuple(stream for stream in benefits if stream.line.option == option),
        spared=tuple(stream._replace(gain=stream.id not in lasting.values()) for stream in today),
        factors=factors,
        is_baseline=is_baseline,
        lasting=lasting,
    )


def _lasting(ours: Iterable[Stream], today: Iterable[Stream]) -> dict[str, str]:
    """Lines that differ in nothing but their option are one and the same cost; each is matched once."""
    left: dict[str, list[str]] = {}
    for stream in today:
        left.setdefault(_identity(stream), []).append(stream.id)
    return {stream.id: same.pop(0) for stream in ours if (same := left.get(_identity(stream)))}


def _identity(stream: Stream) -> str:
    item = " ".join(stream.line.item.split()).casefold()
    return f"{item} {stream.line.model_dump_json(exclude={'id', 'option', 'item'})}"


def _cost_stream(name: str, cost: Cost, request: CostsRequest) -> Stream:
    factors = Factors(
        users=Decimal(request.users or 1) if cost.per_user else Decimal(1),
        tax=1 + (request.tax_pct or 0) / Decimal(100) if cost.taxed else Decimal(1),
        rate=_rate(cost, request),
    )
    times = range(request.months + 1)
    if cost.kind == "one-off":
        return _spread(name, cost, factors, [Decimal(month == cost.from_month) for month in times])
    return _spread(name, cost, factors, _twelfths(cost, request.months))


def _benefit_stream(name: str, benefit: Benefit, request: CostsRequest) -> Stream:
    factors = Factors(rate=_rate(benefit, request), confidence=benefit.confidence_pct / 100)
    full, twelfths = max(1, benefit.ramp_months), _twelfths(benefit, request.months)
    risen = (min(full, max(0, month - benefit.from_month)) for month in range(request.months + 1))
    return _spread(name, benefit, factors, [part * up / full for part, up in zip(twelfths, risen, strict=True)])


def _twelfths(line: Cost | Benefit, months: int) -> list[Decimal]:
    """A twelfth of the yearly amount in each month the line runs, with its price rise."""
    growth, last = 1 + line.growth_pct / 100, line.to_month or months
    running = (month - line.from_month if line.from_month < month <= last else 0 for month in range(months + 1))
    return [growth ** ((nth - 1) // 12) / 12 if nth else Decimal(0) for nth in running]


def _spread(name: str, line: Cost | Benefit, factors: Factors, shape: Sequence[Decimal]) -> Stream:
    """The shape is what falls due of one unit in each month."""
    flows = tuple(factors.product * part for part in shape)
    return Stream(name, line, factors, sum(shape, Decimal(0)), flows, gain=isinstance(line, Benefit))


def _rate(line: Cost | Benefit, request: CostsRequest) -> Decimal:
    return Decimal(1) if line.currency in (None, request.currency) else request.rates[line.currency or ""]


def _combined(streams: Iterable[Stream], case: Case, months: int) -> Flows:
    """The streams' money of each month added up; zeros where there is no stream."""
    amounts = [(stream.amount(case), stream.flows) for stream in streams]
    rows = [[amount * unit for unit in flows] for amount, flows in amounts]
    return tuple(sum(month, Decimal(0)) for month in zip(*rows, strict=True)) or (Decimal(0),) * (months + 1)
