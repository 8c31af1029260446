"""The lines of a request as streams of money by month."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from it_advisor.costs.request import Benefit, Cost, CostsRequest
from it_advisor.costs.returns import Flows, discount_factors, rounded

Case = Literal["pessimistic", "likely", "optimistic"]
CASES: tuple[Case, ...] = ("pessimistic", "likely", "optimistic")


class Stream(NamedTuple):
    """A line spread over the months."""

    id: str
    line: Cost | Benefit
    scale: Decimal
    """What one unit of the line's amount comes to: exchange rate x users x tax, or exchange rate x confidence."""
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

    def by_year(self, case: Case = "likely") -> Flows:
        """The money of each year, rounded; a one-off at the very end of the horizon is in the last year."""
        starts, amount = range(0, len(self.flows) - 1, 12), self.amount(case)
        if self.line.kind == "one-off":
            year = min(self.line.from_month // 12, len(starts) - 1)
            return tuple(rounded(self.scale * amount) if n == year else Decimal(0) for n in range(len(starts)))
        return tuple(rounded(sum(self.flows[start + 1 : start + 13]) * amount) for start in starts)

    def over_horizon(self, case: Case = "likely") -> Decimal:
        return sum(self.by_year(case), Decimal(0))


class Ledger(NamedTuple):
    """All the money of one option; `spared` are the costs of going on as today."""

    option: str
    costs: tuple[Stream, ...]
    benefits: tuple[Stream, ...]
    spared: tuple[Stream, ...]
    factors: Flows
    """What 1 at each month is worth at month 0."""
    is_baseline: bool

    @property
    def months(self) -> int:
        return len(self.factors) - 1

    @property
    def gains(self) -> tuple[Stream, ...]:
        return self.benefits + self.spared

    def spending(self, case: Case) -> Flows:
        return _combined(self.costs, case, self.months)

    def gaining(self, case: Case) -> Flows:
        return _combined(self.gains, case, self.months)


def ledgers(request: CostsRequest) -> tuple[Ledger, ...]:
    """One for each option, in the request's order."""
    factors = discount_factors(request.discount_rate_pct, request.months)
    costs = [_cost_stream(name, line, request) for name, line in request.cost_lines.items()]
    benefits = [_benefit_stream(name, line, request) for name, line in request.benefit_lines.items()]
    spared = [stream._replace(gain=True) for stream in costs if stream.line.option == request.do_nothing]
    return tuple(
        Ledger(
            option,
            costs=tuple(stream for stream in costs if stream.line.option == option),
            benefits=tuple(stream for stream in benefits if stream.line.option == option),
            spared=() if option == request.do_nothing else tuple(spared),
            factors=factors,
            is_baseline=option == request.do_nothing,
        )
        for option in request.options
    )


def _cost_stream(name: str, cost: Cost, request: CostsRequest) -> Stream:
    users = Decimal(request.users or 1) if cost.per_user else Decimal(1)
    tax = 1 + (request.tax_pct or 0) / Decimal(100) if cost.taxed else Decimal(1)
    scale = _rate(cost, request) * users * tax
    times = range(request.months + 1)
    if cost.kind == "one-off":
        shape = [Decimal(month == cost.from_month) for month in times]
    else:
        growth, last = 1 + cost.growth_pct / 100, cost.to_month or request.months
        shape = [
            growth ** ((month - cost.from_month - 1) // 12) / 12 if cost.from_month < month <= last else Decimal(0)
            for month in times
        ]
    return Stream(name, cost, scale, tuple(scale * part for part in shape), gain=False)


def _benefit_stream(name: str, benefit: Benefit, request: CostsRequest) -> Stream:
    scale = _rate(benefit, request) * benefit.confidence_pct / 100
    running = (max(0, month - benefit.from_month) for month in range(request.months + 1))
    full = max(1, benefit.ramp_months)
    return Stream(name, benefit, scale, tuple(scale * min(months, full) / full / 12 for months in running), gain=True)


def _rate(line: Cost | Benefit, request: CostsRequest) -> Decimal:
    return Decimal(1) if line.currency in (None, request.currency) else request.rates[line.currency or ""]


def _combined(streams: Iterable[Stream], case: Case, months: int) -> Flows:
    """The streams' money of each month added up; zeros where there is no stream."""
    rows = [[stream.amount(case) * unit for unit in stream.flows] for stream in streams]
    return tuple(sum(month, Decimal(0)) for month in zip(*rows, strict=True)) or (Decimal(0),) * (months + 1)
