"""The limits to what may be spent, as the brief, the summary block, the tables and the text say them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.outlays import WHOLE, Outlay
from it_advisor.rules.sums import money_after
from it_advisor.rules.wording import told

_CAP = re.compile(
    r"(?:预算|硬|投资)?(?:上限|限额|封顶)(?:（.{0,12}）)?|(?:hard |budget )?(?:ceiling|cap|limit)(?: ?\(.{0,20}\))?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"上限(?:均?为|是|：)?|限额(?:均?为|是|：)?|封顶|ceiling(?: is| of|:){0,2}|budget (?:cap|limit)(?: is| of|:){0,2}"
    r"|spending (?:cap|limit)(?: is| of|:){0,2}"
)
_YEARLY = re.compile("单年|每年|任何一年|年度|第[一二三]年|any (?:one )?year|a year|per year|each year|year \\d")
_REACH = 24
"""Characters before the word in which its amount stands: 600 万元的上限."""


class Cap(NamedTuple):
    """A limit to what may be spent: in all (year 0), in one year (1 …), in each year (None)."""

    amount: Decimal
    unit: str
    year: int | None
    firm: bool
    from_brief: bool


def caps(report: Report) -> Iterator[Cap]:
    """The brief's, else the ones the report says itself."""
    budget = report.brief.budget if report.brief else None
    parts = budget.parts if budget else ()
    first = any(part.years == 1 for part in parts)
    for part in parts:
        if part.maximum is None:
            continue
        firm = part.limit == "ceiling"
        if part.period == "per-year":
            yield Cap(part.maximum, part.currency or "", 2 if first else None, firm, True)
        elif part.period in ("over-years", "once", None):
            yield Cap(part.maximum, part.currency or "", 1 if part.years == 1 else 0, firm, True)
    if not parts:
        yield from _own(report)


def _own(report: Report) -> Iterator[Cap]:
    if report.summary and report.summary.decision.ceiling:
        yield Cap(report.summary.decision.ceiling, report.summary.currency, 0, True, False)
    for grid in report.grids:
        columns = [at for at, role in enumerate(grid.columns) if role == "year"]
        for row, cells in enumerate(grid.rows):
            if cells and _CAP.fullmatch(cells[0]):
                yield from _row_caps(grid, row, columns)
    told_of = told_caps(report)
    if told_of and len({(one.figure.value, one.figure.unit) for one in told_of}) == 1:
        first = told_of[0].figure
        yield Cap(first.high, first.unit, 0, True, False)


def told_caps(report: Report) -> tuple[Outlay, ...]:
    """The limits to the whole that sentences name: “below the ceiling of EUR 600,000”, 低于 600 万元的上限."""
    found = []
    for hit in told(report, _SAID, "decision", "costs", "needs"):
        if _YEARLY.search(hit.clause()):
            continue
        before = hit.before(_REACH)
        money = money_after(hit.passage.text, hit.end) or _ends_in(before)
        if money is not None and not money.is_range:
            found.append(Outlay(money, hit.passage.line, hit.words))
    return tuple(found)


def _ends_in(text: str) -> Figure | None:
    """The amount a text ends in."""
    found = figures(text)
    return found[-1] if found and found[-1].is_money and text[found[-1].end :].strip() in ("", "的") else None


def _row_caps(grid: Grid, row: int, columns: list[int]) -> Iterator[Cap]:
    for year, column in enumerate(columns, 1):
        if (figure := grid.figure(row, column)) is not None:
            yield Cap(figure.high, figure.unit, year, True, False)
    whole = next((at for at, title in enumerate(grid.titles) if at and WHOLE.fullmatch(title)), None)
    place = whole if columns else 1 if len(grid.titles) == 2 else None
    if place is not None and (figure := grid.figure(row, place)) is not None:
        yield Cap(figure.high, figure.unit, 0, True, False)
