"""A request turned into its estimate."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import accumulate
from typing import get_args

from it_advisor.costs.answer import CostEstimate
from it_advisor.costs.budget import verdicts
from it_advisor.costs.cashflow import CASES, Ledger, Stream, ids, ledgers
from it_advisor.costs.figures import (
    CategorySum,
    Factor,
    Figure,
    LineSum,
    OptionEstimate,
    Simulation,
    YearSum,
    exactly,
    shown,
)
from it_advisor.costs.request import Cost, CostsRequest
from it_advisor.costs.returns import CONTEXT, FINE, Flows, rounded
from it_advisor.costs.scenarios import scenario, tornado
from it_advisor.costs.simulation import simulate
from it_advisor.costs.worth import returns
from it_advisor.summary import Category
from it_advisor.text import answer_language


def estimate(request: CostsRequest) -> CostEstimate:
    """Every figure of every option; the same request gives the same estimate."""
    with localcontext(CONTEXT):
        books = ledgers(request)
        simulations = simulate(books, request.seed)
        return CostEstimate(
            language=answer_language(request.language, *request.options, *(cost.item for cost in request.costs)),
            currency=request.currency,
            horizon_years=request.horizon_years,
            discount_rate_pct=request.discount_rate_pct,
            users=request.users,
            fractions=request.fractions,
            options=tuple(_option(*pair, request) for pair in zip(books, simulations, strict=True)),
            lines=tuple(_line(stream) for ledger in books for stream in ledger.costs + ledger.benefits),
        )


def _option(ledger: Ledger, simulation: Simulation, request: CostsRequest) -> OptionEstimate:
    years, scenarios = _years(ledger), tuple(scenario(ledger, case) for case in CASES)
    tco = Figure(
        value=sum((year.cost for year in years), Decimal(0)),
        formula="Σ C = " + " + ".join(shown(year.cost) for year in years),
        lines=ids(ledger.costs),
    )
    return OptionEstimate(
        option=ledger.option,
        is_baseline=ledger.is_baseline,
        tco=tco,
        tco_per_user=_shared(tco, request.users),
        tco_per_user_month=_shared(tco, request.users and request.users * request.months),
        total_gain=sum((year.gain for year in years), Decimal(0)),
        years=years,
        categories=_categories(ledger),
        returns=None if ledger.is_baseline else returns(ledger, scenarios[CASES.index("likely")]),
        monthly_net=() if ledger.is_baseline else tuple(rounded(flow, FINE) for flow in ledger.net("likely")),
        scenarios=scenarios,
        simulation=simulation,
        tornado=tornado(ledger),
        budget=tuple(verdicts(ledger, request)),
    )


def _shared(tco: Figure, among: int | None) -> Figure | None:
    if tco.value is None or among is None:
        return None
    return Figure(value=rounded(tco.value / among), formula=f"{shown(tco.value)} ÷ {among:,}", lines=tco.lines)


def _years(ledger: Ledger) -> tuple[YearSum, ...]:
    one_off = _sums(ledger, [stream for stream in ledger.costs if stream.line.kind == "one-off"])
    yearly = _sums(ledger, [stream for stream in ledger.costs if stream.line.kind == "yearly"])
    gains = _sums(ledger, ledger.gains)
    nets = [gain - once - each for gain, once, each in zip(gains, one_off, yearly, strict=True)]
    rows = enumerate(zip(one_off, yearly, gains, nets, accumulate(nets), strict=True), 1)
    return tuple(
        YearSum(
            year=year,
            one_off=once,
            yearly=each,
            cost=once + each,
            gain=gain,
            net=net,
            cumulative=so_far,
            formula=f"F = B + S − C = {shown(gain)} − {shown(once + each)}; Σ F = {shown(so_far - net)} + {shown(net)}",
            lines=_due_in(ledger, year),
        )
        for year, (once, each, gain, net, so_far) in rows
    )


def _due_in(ledger: Ledger, year: int) -> tuple[str, ...]:
    """The lines with money in a year."""
    return ids(s for s in ledger.costs + ledger.gains if s.by_year(s.line.likely)[year - 1])


def _sums(ledger: Ledger, streams: tuple[Stream, ...] | list[Stream]) -> Flows:
    rows = [(Decimal(0),) * (ledger.months // 12), *(stream.by_year(stream.line.likely) for stream in streams)]
    return tuple(sum(year, Decimal(0)) for year in zip(*rows, strict=True))


def _categories(ledger: Ledger) -> tuple[CategorySum, ...]:
    """The categories that have lines, in the order in which they are declared."""
    groups = {name: [stream for stream in ledger.costs if _category(stream) == name] for name in get_args(Category)}
    by_year = {name: _sums(ledger, streams) for name, streams in groups.items() if streams}
    shares = _shares([sum(amounts, Decimal(0)) for amounts in by_year.values()])
    return tuple(
        CategorySum(
            category=name,
            by_year=amounts,
            total=sum(amounts, Decimal(0)),
            share_pct=share,
            lines=ids(groups[name]),
        )
        for (name, amounts), share in zip(by_year.items(), shares, strict=True)
    )


def _shares(amounts: list[Decimal]) -> list[Decimal]:
    """In tenths of a per cent that sum to exactly 100.0, by largest remainders; all zero where all amounts are."""
    total = sum(amounts, Decimal(0))
    if not total:
        return [Decimal("0.0")] * len(amounts)
    exact = [1000 * amount / total for amount in amounts]
    tenths = [int(share) for share in exact]
    by_remainder = sorted(range(len(amounts)), key=lambda place: tenths[place] - exact[place])
    for place in by_remainder[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return [Decimal(tenth).scaleb(-1) for tenth in tenths]


def _category(stream: Stream) -> str:
    return stream.line.category if isinstance(stream.line, Cost) else ""


def _line(stream: Stream) -> LineSum:
    line, factors = stream.line, tuple(_factors(stream))
    low, likely, high = map(stream.over_horizon, line.range)
    return LineSum(
        id=stream.id,
        option=line.option,
        item=line.item,
        group=line.category if isinstance(line, Cost) else line.kind,
        kind=line.kind if isinstance(line, Cost) else "yearly",
        factors=factors,
        formula=" × ".join(exactly(factor.value) for factor in factors),
        low=low,
        likely=likely,
        high=high,
    )


def _factors(stream: Stream) -> Iterator[Factor]:
    """The amount, then what is not 1; years, where they do not end, to a hundredth of what would move the last cent."""
    users, tax, rate, confidence = stream.factors
    digits = max(4, 5 + (stream.line.likely * stream.factors.product).adjusted())
    years = rounded(stream.years, Decimal(1).scaleb(-digits))
    factors = {"users": users, "tax": tax, "rate": rate, "confidence": confidence, "years": years}
    given = {"amount": stream.line.likely, **{what: value for what, value in factors.items() if value != 1}}
    for what, value in given.items():
        yield Factor.model_validate({"what": what, "value": f"{value.normalize():f}"})
