"""The likely costs held against the ceilings of the budget."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream, ids
from it_advisor.costs.figures import Verdict
from it_advisor.costs.request import CostsRequest
from it_advisor.costs.returns import rounded


def verdicts(ledger: Ledger, request: CostsRequest) -> Iterator[Verdict]:
    """One for each ceiling given, the yearly one for each year.

    Where one-off costs have a ceiling of their own, the yearly ceiling is for yearly
    costs only; otherwise it is for all that falls due in the year.
    """
    for pocket in _pockets(ledger, request):
        if pocket.ceiling is not None:
            yield _verdict(pocket)


class _Pocket(NamedTuple):
    budget: Literal["one-off", "yearly", "total"]
    ceiling: Decimal | None
    costs: Iterable[Stream]
    year: int | None = None


def _pockets(ledger: Ledger, request: CostsRequest) -> Iterator[_Pocket]:
    once = [stream for stream in ledger.costs if stream.line.kind == "one-off"]
    yearly = ledger.costs if request.budget_one_off is None else [s for s in ledger.costs if s not in once]
    yield _Pocket("one-off", request.budget_one_off, once)
    for year in range(1, request.horizon_years + 1):
        yield _Pocket("yearly", request.budget_yearly, yearly, year)
    yield _Pocket("total", request.budget_total, ledger.costs)


def _verdict(pocket: _Pocket) -> Verdict:
    due = [(stream, _due(stream, pocket.year)) for stream in pocket.costs]
    cost, ceiling = sum((amount for _, amount in due), Decimal(0)), rounded(pocket.ceiling or Decimal(0))
    return Verdict(
        budget=pocket.budget,
        year=pocket.year,
        ceiling=ceiling,
        cost=cost,
        overrun=max(cost - ceiling, Decimal(0)),
        lines=ids(stream for stream, amount in due if amount),
    )


def _due(stream: Stream, year: int | None) -> Decimal:
    likely = stream.line.likely
    return stream.over_horizon(likely) if year is None else stream.by_year(likely)[year - 1]
