"""Cash by month as a report's own lines make it: costs paid, benefits gained, and when the one covers the other."""

import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.products import Priced, priced
from it_advisor.summary import totals_of

_FULL_YEAR = re.compile(r"满年.*|年(?:度)?(?:收益|金额).*|.*(?:full[- ]year|yearly|annual|a year).*", re.IGNORECASE)
_START = re.compile(r"起算.*|.*(?:starts?|from) (?:after )?month.*", re.IGNORECASE)


class Flow(NamedTuple):
    """When costs are covered: the first month at whose end they are, None where that is not within the horizon."""

    payback: int | None
    months: int
    room: int
    """Months it may be off, for what tables leave open."""


def flow_of(report: Report) -> Flow | None:
    summary = report.summary
    if summary is not None and summary.benefit_lines and summary.cost_lines:
        return Flow(totals_of(summary).payback_months, summary.horizon_years * 12, 1)
    return _of_tables(report)


def _of_tables(report: Report) -> Flow | None:
    costs = next((grid for grid in report.grids_of("costs") if grid.at("price") is not None), None)
    benefits = next(report.grids_of("benefits"), None)
    if costs is None or benefits is None or costs.at("periods") is None:
        return None
    lines, gains = list(priced(costs)), _gains(benefits)
    rows = sum(not costs.is_total(row) for row in range(len(costs.rows)))
    if not gains or not lines or len(lines) != rows or not all(line.fits for line in lines):
        return None
    years = int(max(line.periods for line in lines))
    if years < 2 or years > 10:
        return None
    room = 2 if all(line.periods in (1, years) for line in lines) else 4
    return Flow(_covered(lines, gains, years * 12), years * 12, room)


class Gain(NamedTuple):
    yearly: Decimal
    start: int
    ramp: int

    def in_month(self, month: int) -> Decimal:
        running = month - self.start
        if running <= 0:
            return Decimal(0)
        return self.yearly / 12 * (min(running, self.ramp) / Decimal(self.ramp) if self.ramp else 1)


def _gains(grid: Grid) -> list[Gain]:
    """Nothing where a benefit has no yearly amount or no month from which it runs."""
    yearly = next((at for at, title in enumerate(grid.titles) if _FULL_YEAR.fullmatch(title)), None)
    start = next((at for at, title in enumerate(grid.titles) if _START.fullmatch(title)), None)
    ramp, found = grid.at("ramp"), []
    for row in range(len(grid.rows)):
        if grid.is_total(row) or yearly is None or start is None:
            continue
        amount, first = grid.figure(row, yearly), grid.figure(row, start)
        grows = grid.figure(row, ramp) if ramp is not None else None
        if amount is None or first is None or amount.is_range or (ramp is not None and grows is None):
            return []
        found.append(Gain(amount.value, int(first.value), int(grows.value) if grows else 0))
    return found


def _covered(lines: list[Priced], gains: list[Gain], months: int) -> int | None:
    yearly: defaultdict[Decimal, Decimal] = defaultdict(Decimal)
    for line in lines:
        yearly[line.periods] += line.amount.value / line.periods if line.periods else Decimal(0)
    alike = Counter(gains)
    balance = -yearly.pop(Decimal(1), Decimal(0))
    for month in range(1, months + 1):
        balance -= sum((due / 12 for periods, due in yearly.items() if month <= periods * 12), Decimal(0))
        balance += sum((gain.in_month(month) * count for gain, count in alike.items()), Decimal(0))
        if round(balance, 2) >= 0:
            return month
    return None
