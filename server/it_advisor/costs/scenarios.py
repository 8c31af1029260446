"""An option at its worst, as likely and at its best, and what moves it from one to the other."""

from decimal import Decimal

from it_advisor.costs.cashflow import Case, Ledger, Stream, ids
from it_advisor.costs.figures import Scenario, Swing, exactly, shown
from it_advisor.costs.returns import FINE, Flows, internal_rates, payback, present_value, rounded

STRONGEST = 5
RATES = (Decimal(-90), Decimal(1_000_000))
"""Per cent a year between which an internal rate of return is looked for."""


HOW: dict[Case, str] = {
    "pessimistic": "C high, B and S low",
    "likely": "all likely",
    "optimistic": "C low, B and S high",
}


def scenario(ledger: Ledger, case: Case) -> Scenario:
    """All costs and gains of one case. NPV, IRR and both paybacks are of gains less costs.

    NPV, IRR and payback: R. Brealey, S. Myers, F. Allen, Principles of Corporate
    Finance, chapter "Net Present Value and Other Investment Criteria"; there too that the
    rate of flows that begin with money coming in is one of borrowing. Benefit-cost
    ratio: present value of the gains over that of the costs (HM Treasury, The Green Book).
    """
    tco = sum((stream.over_horizon(stream.amount(case)) for stream in ledger.costs), Decimal(0))
    lines = ids(ledger.costs + ledger.gains)
    if ledger.is_baseline:
        return Scenario(case=case, tco=tco, formula=f"TCO = Σ C, {HOW[case]}", lines=lines)
    gains, costs = ledger.gaining(case), ledger.spending(case)
    net = ledger.net(case)
    gained, spent = present_value(gains, ledger.factors), present_value(costs, ledger.factors)
    return Scenario(
        case=case,
        tco=tco,
        formula=f"NPV = PV(B + S) − PV(C) = {shown(rounded(gained))} − {shown(rounded(spent))}, {HOW[case]}",
        lines=lines,
        npv=rounded(gained - spent),
        irr_pct=_yearly_rates(net),
        is_borrowing=next((flow > 0 for flow in net if flow), False) and min(net) < 0,
        payback_months=payback(net),
        discounted_payback_months=payback([flow * f for flow, f in zip(net, ledger.factors, strict=True)]),
        benefit_cost_ratio=rounded(gained / spent) if spent else None,
    )


def _yearly_rates(flows: Flows) -> Flows:
    yearly = (100 * ((1 + monthly) ** 12 - 1) for monthly in internal_rates(flows))
    return tuple(rounded(rate) for rate in yearly if RATES[0] <= rate <= RATES[1])


def tornado(ledger: Ledger) -> tuple[Swing, ...]:
    """The lines that move NPV most, each taken from its low to its high with all others as likely.

    A cost that goes on unchanged moves nothing: what it takes from NPV, sparing it in the baseline gives back.
    Source: T. G. Eschenbach, Spiderplots versus Tornado Diagrams for Sensitivity Analysis, Interfaces 22:6
    (1992) 40-46.
    """
    if ledger.is_baseline:
        return ()
    npv = present_value(ledger.gaining("likely"), ledger.factors) - present_value(
        ledger.spending("likely"), ledger.factors
    )
    swings = [_swing(stream, npv, ledger.factors) for stream in ledger.own + ledger.benefits + ledger.ended]
    strongest = sorted((swing for swing in swings if swing.swing), key=lambda swing: (-swing.swing, swing.line))
    return tuple(strongest[:STRONGEST])


def _swing(stream: Stream, npv: Decimal, factors: Flows) -> Swing:
    low, likely, high = stream.line.range
    worth = present_value(stream.flows, factors) * (1 if stream.gain else -1)
    return Swing(
        line=stream.id,
        item=stream.line.item,
        npv_at_low=rounded(npv + worth * (low - likely)),
        npv_at_high=rounded(npv + worth * (high - likely)),
        swing=rounded(abs(worth) * (high - low)),
        formula=f"NPV + PV(1) × (x − {exactly(likely)}), NPV = {shown(rounded(npv))}, "
        f"PV(1) = {exactly(rounded(worth, FINE))}, x = {exactly(low)} or {exactly(high)}",
    )
