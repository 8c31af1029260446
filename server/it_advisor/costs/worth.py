"""Whether an option is worth its money: the returns of the likely case, with how they were made."""

from decimal import Decimal
from typing import NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream
from it_advisor.costs.figures import Figure, Returns, Scenario, shown
from it_advisor.costs.returns import Flows, present_value, rounded


class _Present(NamedTuple):
    """Present values of the likely costs, of those spared by not going on as today, and of the benefits."""

    cost: Decimal
    spared: Decimal
    benefit: Decimal


def returns(ledger: Ledger, likely: Scenario) -> Returns:
    """The likely scenario's figures, and the benefit at which nothing is won or lost."""
    worth = _Present(*(_present(side, ledger.factors) for side in (ledger.costs, ledger.spared, ledger.benefits)))
    lines = tuple(stream.id for stream in ledger.costs + ledger.gains)
    gain, cost = shown(rounded(worth.benefit + worth.spared)), shown(rounded(worth.cost))
    only = likely.irr_pct[0] if len(likely.irr_pct) == 1 else None
    return Returns(
        npv=_figure(likely.npv, f"PV(B + S) − PV(C) = {gain} − {cost}", lines),
        irr_pct=_figure(only, "i: Σ F(t) ÷ (1 + i)^(t ÷ 12) = 0", lines),
        irr="several" if len(likely.irr_pct) > 1 else "one" if likely.irr_pct else "none",
        payback_months=_figure(likely.payback_months, "min m: F(0) + … + F(k) ≥ 0, k = m … T", lines),
        discounted_payback_months=_figure(
            likely.discounted_payback_months, "min m: v(0) × F(0) + … + v(k) × F(k) ≥ 0, k = m … T", lines
        ),
        benefit_cost_ratio=_figure(likely.benefit_cost_ratio, f"PV(B + S) ÷ PV(C) = {gain} ÷ {cost}", lines),
        break_even_benefit=_break_even(ledger, worth, lines),
        break_even_pct=_break_even_share(worth, lines),
    )


def _present(streams: tuple[Stream, ...], factors: Flows) -> Decimal:
    return sum((stream.line.likely * present_value(stream.flows, factors) for stream in streams), Decimal(0))


def _break_even(ledger: Ledger, worth: _Present, lines: tuple[str, ...]) -> Figure:
    """With the benefits' own start and ramp-up, or evenly from approval on where there is no benefit yet."""
    needed = max(worth.cost - worth.spared, Decimal(0))
    if not worth.benefit:
        evenly = sum(ledger.factors[1:], Decimal(0)) / 12
        formula = f"(PV(C) − PV(S)) ÷ (Σ v(t) ÷ 12) = {shown(rounded(needed))} ÷ {rounded(evenly, Decimal('0.0001'))}"
        return _figure(rounded(needed / evenly), formula, lines)
    full = sum((stream.scale * stream.line.likely for stream in ledger.benefits), Decimal(0))
    value = full * needed / worth.benefit
    formula = f"B × (PV(C) − PV(S)) ÷ PV(B) = {' × '.join(shown(rounded(part)) for part in (full, needed))}"
    return _figure(rounded(value), f"{formula} ÷ {shown(rounded(worth.benefit))}", lines)


def _break_even_share(worth: _Present, lines: tuple[str, ...]) -> Figure:
    needed = max(worth.cost - worth.spared, Decimal(0))
    share = rounded(100 * needed / worth.benefit) if worth.benefit else None
    return _figure(
        share, f"(PV(C) − PV(S)) ÷ PV(B) = {shown(rounded(needed))} ÷ {shown(rounded(worth.benefit))}", lines
    )


def _figure(value: Decimal | int | None, formula: str, lines: tuple[str, ...]) -> Figure:
    return Figure(value=None if value is None else Decimal(value), formula=formula, lines=lines)
