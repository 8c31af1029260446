"""A report's own cost and benefit lines as a request."""

from it_advisor.costs.request import Benefit, Cost, CostsRequest
from it_advisor.costs.returns import rounded
from it_advisor.summary import BenefitLine, CostLine, Summary


def request_of(summary: Summary) -> CostsRequest:
    """A report's own lines as a request: its benefits go to the recommended option.

    Lines that never fall due within the horizon are left out; doing nothing is the baseline where it has
    lines. Raises ValidationError where no line is left or an amount is absurd.
    """
    names = {option.id: _short(f"{option.id} {option.name}") for option in summary.options}
    chosen = next((o.id for o in summary.options if o.verdict == "recommended"), summary.options[0].id)
    idle = next((o.id for o in summary.options if o.verdict == "do-nothing"), None)
    lines = [line for line in summary.cost_lines if _falls_due(line, summary.horizon_years)]
    return CostsRequest(
        currency=summary.currency,
        horizon_years=summary.horizon_years,
        do_nothing=names[idle] if idle in {line.option for line in lines} else None,
        costs=tuple(_cost(line, names[line.option]) for line in lines),
        benefits=tuple(
            _benefit(line, names[chosen])
            for line in summary.benefit_lines
            if line.from_month < summary.horizon_years * 12
        ),
    )


def _falls_due(line: CostLine, years: int) -> bool:
    last = years if line.kind == "one-off" else min(line.to_year or years, years)
    return line.from_year <= last


def _cost(line: CostLine, option: str) -> Cost:
    likely, error = rounded(line.price), line.price * line.error_pct / 100
    return Cost(
        id=line.id,
        option=option,
        item=_short(line.item),
        category=line.category,
        kind=line.kind,
        likely=likely,
        low=rounded(line.price - error),
        high=rounded(line.price + error),
        from_month=start_of(line),
        to_month=12 * line.to_year if line.kind == "yearly" and line.to_year else None,
    )


def start_of(line: CostLine) -> int:
    """The month a line of a report begins with: a one-off of a later year is paid in that year's first month."""
    before = 12 * (line.from_year - 1)
    return before + 1 if before and line.kind == "one-off" else before


def _benefit(line: BenefitLine, option: str) -> Benefit:
    return Benefit(
        id=line.id,
        option=option,
        item=_short(line.item),
        kind="saving",
        likely=rounded(line.yearly),
        from_month=line.from_month,
        ramp_months=line.ramp_months,
    )


def _short(text: str) -> str:
    return " ".join(text.split())[:200]
