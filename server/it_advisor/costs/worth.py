"""Whether an option is worth its money: the returns of the likely case, with how they were made."""

from decimal import Decimal
from typing import NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream, ids
from it_advisor.costs.figures import Figure, Returns, Scenario, shown
from it_advisor.costs.returns import Flows, present_value, rounded

NEEDED = "max(0, PV(C) − PV(S))"


class _Present(NamedTuple):
    """Present values of the likely costs, of those spared by not going on as today, and of the benefits."""

    cost: Decimal
    spared: Decimal
    benefit: Decimal

    @property
    def needed(self) -> Decimal:
        """What the benefits have to bring; nothing where the spared costs pay for all."""
        return max(self.cost - self.spared, Decimal(0))

    @property
    def needed_as_text(self) -> str:
        return f"max(0, {_money(self.cost)} − {_money(self.spared)})"


def returns(ledger: Ledger, likely: Scenario) -> Returns:
    """The likely scenario's figures, and the benefit at which nothing is won or lost."""
    worth = _Present(*(_present(side, ledger.factors) for side in (ledger.costs, ledger.spared, ledger.benefits)))
    lines = ids(ledger.costs + ledger.gains)
    gain, cost = _money(worth.benefit + worth.spared), _money(worth.cost)
    only = likely.irr_pct[0] if len(likely.irr_pct) == 1 else None
    ratio = f"PV(B + S) ÷ PV(C) = {gain} ÷ {cost}" if worth.cost else "PV(C) = 0"
    return Returns(
        npv=_figure(likely.npv, f"PV(B + S) − PV(C) = {gain} − {cost}", lines),
        irr_pct=_figure(only, "i: Σ F(t) ÷ (1 + i)^(t ÷ 12) = 0", lines),
        irr="several" if len(likely.irr_pct) > 1 else "one" if likely.irr_pct else "none",
        is_borrowing=likely.is_borrowing,
        payback_months=_figure(likely.payback_months, "min m: F(0) + … + F(k) ≥ 0, k = m … T", lines),
        discounted_payback_months=_figure(
            likely.discounted_payback_months, "min m: v(0) × F(0) + … + v(k) × F(k) ≥ 0, k = m … T", lines
        ),
        benefit_cost_ratio=_figure(likely.benefit_cost_ratio, ratio, lines),
        break_even_benefit=_break_even(ledger, worth, lines),
        break_even_pct=_break_even_share(worth, lines),
    )


def _present(streams: tuple[Stream, ...], factors: Flows) -> Decimal:
    return sum((stream.line.likely * present_value(stream.flows, factors) for stream in streams), Decimal(0))


def _break_even(ledger: Ledger, worth: _Present, lines: tuple[str, ...]) -> Figure:
    """The yearly benefit, as promised and before its confidence, at which NPV is zero; 0 where it is not needed.

    With the benefits' own start, ramp-up and confidence, or evenly from approval on where
    there is no benefit yet. Source: R. Brealey, S. Myers, F. Allen, Principles of Corporate
    Finance, chapter "Project Analysis" (break-even in terms of NPV).
    """
    if not worth.benefit:
        evenly = sum(ledger.factors[1:], Decimal(0)) / 12
        formula = f"{NEEDED} ÷ (Σ v(t) ÷ 12) = {worth.needed_as_text} ÷ {rounded(evenly, Decimal('0.000001'))}"
        return _figure(rounded(worth.needed / evenly), formula, lines)
    promised = sum((stream.factors.rate * stream.line.likely for stream in ledger.benefits), Decimal(0))
    value = promised * worth.needed / worth.benefit
    formula = f"A × {NEEDED} ÷ PV(B) = {_money(promised)} × {worth.needed_as_text} ÷ {_money(worth.benefit)}"
    return _figure(rounded(value), formula, lines)


def _break_even_share(worth: _Present, lines: tuple[str, ...]) -> Figure:
    if not worth.benefit:
        return _figure(None, "PV(B) = 0", lines)
    formula = f"100 × {NEEDED} ÷ PV(B) = 100 × {worth.needed_as_text} ÷ {_money(worth.benefit)}"
    return _figure(rounded(100 * worth.needed / worth.benefit), formula, lines)


def _money(amount: Decimal) -> str:
    return shown(rounded(amount))


def _figure(value: Decimal | int | None, formula: str, lines: tuple[str, ...]) -> Figure:
    return Figure(value=None if value is None else Decimal(value), formula=formula, lines=lines)
