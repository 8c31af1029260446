"""What of the costs is paid once and what each year, as the tables say it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.outlays import horizon
from it_advisor.rules.products import priced
from it_advisor.summary import totals_of

_ONCE = re.compile(r"一次(?:性.{0,4})?|once|one-?(?:off|time).{0,12}|首期", re.IGNORECASE)
_YEARLY = re.compile(
    r"年费|每年|年度(?:费用)?|(?:运行|订阅)(?:费用?)?|(?:yearly|annual|recurring|running)(?: (?:fees?"
    r"|costs?))?|subscriptions?"
    r"|fees",
    re.IGNORECASE,
)
_YEARS = re.compile(r"([2-5三四五])[- ]?(?:年|years?)", re.IGNORECASE)
_HAN = {"三": 3, "四": 4, "五": 5}


_MOST = 30
"""Different amounts of a kind; tables with more say nothing certain, and each would be compared with each."""


class Portions(NamedTuple):
    """Each by every way the tables give it, once; nothing where they do not."""

    once: tuple[Decimal, ...]
    yearly: tuple[Decimal, ...]


def portions(report: Report) -> Portions | None:
    years = horizon(report)
    found = [one for grid in report.grids_of("years", "costs", "other") for one in _of(grid, years)]
    if report.summary is not None and report.summary.cost_lines:
        sums = totals_of(report.summary)
        found.append(Portions((sums.one_off,), (sums.yearly,)))
    once, yearly = (tuple(dict.fromkeys(value for one in found for value in one[at] if value)) for at in (0, 1))
    return Portions(once, yearly) if 0 < max(len(once), len(yearly)) <= _MOST else None


def _of(grid: Grid, years: int) -> Iterator[Portions]:
    columns = [at for at, role in enumerate(grid.columns) if role == "year"]
    if len(columns) > 1:
        yield from _rows(grid, columns)
    elif grid.kind == "costs" and grid.role == "costs":
        yield from _lines(grid, years)


def _rows(grid: Grid, columns: list[int]) -> Iterator[Portions]:
    """Rows of a table by years."""
    for row, cells in enumerate(grid.rows):
        read = [figure.value for at in columns if (figure := grid.figure(row, at)) is not None]
        if read and _ONCE.fullmatch(cells[0]):
            yield Portions((sum(read, Decimal(0)),), ())
        elif read and _YEARLY.fullmatch(cells[0]):
            yield Portions((), tuple(read))


def _lines(grid: Grid, years: int) -> Iterator[Portions]:
    """A table of lines: by their prices and years, by the word “once”, or by a column's total."""
    lines = list(priced(grid)) if grid.at("periods") is not None else []
    count = sum(not grid.is_total(row) for row in range(len(grid.rows)))
    if lines and len(lines) == count:
        once = sum((line.amount.value for line in lines if line.periods == 1), Decimal(0))
        yearly = sum((line.quantity * line.price.value for line in lines if line.periods != 1), Decimal(0))
        yield Portions((once,), (yearly,))
    else:
        yield from _marked(grid, years)
    for column, title in enumerate(grid.titles):
        total = next((grid.figure(row, column) for row in range(len(grid.rows)) if grid.is_total(row)), None)
        if total is not None and _ONCE.match(title):
            yield Portions((total.value,), ())
        elif total is not None and _YEARLY.match(title):
            yield Portions((), (total.value,))


def _marked(grid: Grid, years: int) -> Iterator[Portions]:
    amount = grid.at("amount")
    if amount is None:
        return
    said = _YEARS.search(grid.titles[amount])
    years = (_HAN.get(said[1]) or int(said[1])) if said else years
    sums = {True: Decimal(0), False: Decimal(0)}
    for row, cells in enumerate(grid.rows):
        figure = grid.figure(row, amount)
        if not grid.is_total(row) and figure is not None:
            sums[any(map(_ONCE.fullmatch, cells))] += figure.value
    if sums[True] and sums[False] and years:
        yield Portions((sums[True],), (sums[False] / years,))
