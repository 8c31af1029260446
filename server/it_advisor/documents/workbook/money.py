"""The money of a request in the order the sheets show it, and where each number stands."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from it_advisor.costs import Benefit, Cost, CostEstimate, CostsRequest
from it_advisor.costs.cashflow import CASES, Case, Ledger, ledgers
from it_advisor.costs.figures import OptionEstimate, Scenario
from it_advisor.costs.reported import start_of
from it_advisor.costs.returns import Flows, rounded
from it_advisor.documents.content import Material
from it_advisor.documents.workbook.booking import booked
from it_advisor.summary import CostLine, Summary


class Line(NamedTuple):
    """A cost or a benefit, spread over the months."""

    id: str
    line: Cost | Benefit
    flows: Flows
    """What one unit of its amount moves in each month."""

    def amount(self, at: int) -> Decimal:
        """0 low, 1 likely, 2 high."""
        return self.line.range[at]

    def units(self, years: int) -> Flows:
        """What one unit comes to in each year, as the tables of years book it."""
        if self.line.kind == "one-off":
            year, whole = booked(self.line.from_month), sum(self.flows, Decimal(0))
            return tuple(whole if n == year else Decimal(0) for n in range(1, years + 1))
        return tuple(sum(self.flows[12 * n + 1 : 12 * n + 13], Decimal(0)) for n in range(years))

    def by_year(self, years: int, at: int = 1) -> Flows:
        return tuple(rounded(unit * self.amount(at)) for unit in self.units(years))


class Side(NamedTuple):
    """Neighbouring lines: the costs of an option, or its benefits."""

    first: int
    last: int

    @property
    def filled(self) -> bool:
        return self.first <= self.last


class Money:
    """Costs first, then benefits, each by option: what belongs together stands together."""

    def __init__(self, request: CostsRequest, estimate: CostEstimate, reported: dict[str, CostLine]) -> None:
        self.request, self.estimate = request, estimate
        self.reported = reported
        """The report's own cost lines, where the request was made from them."""
        self.ledgers = ledgers(request)
        self.costs = [Line(s.id, s.line, s.flows) for ledger in self.ledgers for s in ledger.costs]
        self.benefits = [Line(s.id, s.line, s.flows) for ledger in self.ledgers for s in ledger.benefits]
        self.lines = [*self.costs, *self.benefits]
        self.years, self.months = request.horizon_years, request.months

    @cached_property
    def place(self) -> dict[str, int]:
        return {line.id: at for at, line in enumerate(self.lines)}

    def side(self, option: str, benefits: bool = False) -> Side:
        lines = self.benefits if benefits else self.costs
        places = [self.place[line.id] for line in lines if line.line.option == option]
        return Side(places[0], places[-1]) if places else Side(0, -1)

    @property
    def options(self) -> list[tuple[int, OptionEstimate, Ledger]]:
        """Each with its number, its figures and its lines."""
        return [(n, *pair) for n, pair in enumerate(zip(self.estimate.options, self.ledgers, strict=True), 1)]

    @property
    def rivals(self) -> list[tuple[int, OptionEstimate, Ledger]]:
        """Those that are measured against doing nothing."""
        return [one for one in self.options if not one[1].is_baseline]

    def net(self, ledger: Ledger, case: Case = "likely") -> Flows:
        pairs = zip(ledger.gaining(case), ledger.spending(case), strict=True)
        return tuple(gain - cost for gain, cost in pairs)

    def discounted(self, flows: Sequence[Decimal], ledger: Ledger) -> Flows:
        return tuple(flow * factor for flow, factor in zip(flows, ledger.factors, strict=True))


def so_far(flows: Sequence[Decimal]) -> Flows:
    return tuple(accumulate(flows))


def case_of(option: OptionEstimate, case: Case) -> Scenario:
    return option.scenarios[CASES.index(case)]


def money_of(material: Material) -> Money | None:
    if material.costs is None or material.estimate is None:
        return None
    return Money(material.costs, material.estimate, _reported(material.costs, material.summary))


def _reported(costs: CostsRequest, summary: Summary | None) -> dict[str, CostLine]:
    """Empty unless every line of the request is one of the report's, at the report's price."""
    own = {line.id: line for line in summary.cost_lines} if summary else {}
    fits = all(
        name in own
        and (line.kind, line.likely, line.from_month) == _as_asked(own[name])
        and not (line.per_user or line.taxed or line.currency or line.growth_pct)
        for name, line in costs.cost_lines.items()
    )
    return {name: own[name] for name in costs.cost_lines} if fits else {}


def _as_asked(line: CostLine) -> tuple[str, Decimal, int]:
    return line.kind, rounded(line.price), start_of(line)
