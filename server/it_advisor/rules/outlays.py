"""What the recommended solution costs and may cost, as the report's tables and the brief say it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.sums import said

ESTIMATE = re.compile(r"估算.{0,4}|基准.{0,4}|estimate.{0,12}|base(?:line)?(?: case)?|expected.{0,8}", re.IGNORECASE)
TOTAL = re.compile(
    r"(?:合计|总计|总成本|成本(?:合计|小计)?|(?:grand |sub-?)?totals?(?: costs?)?|costs?)", re.IGNORECASE
)
CAP = re.compile(
    r"(?:预算|硬|投资)?(?:上限|限额|封顶)(?:（.{0,12}）)?|(?:hard |budget )?(?:ceiling|cap|limit)(?: ?\(.{0,20}\))?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:[两三四五2-5] ?年)?(?:合计|总计|总额|总成本|总金额)|[两三四五2-5] ?年"
    r"|(?:(?:two|three|four|five|\d)[- ]years?(?: (?:total|tco|cost|amount))?|(?:grand )?total|tco)",
    re.IGNORECASE,
)
_KEYS: dict[str, re.Pattern[str]] = {
    "tco": re.compile(
        r".{0,8}总(?:拥有)?成本.{0,12}|.{0,12}\btco\b.{0,12}|.{0,12}total cost(?: of ownership)?.{0,12}", re.IGNORECASE
    ),
    "benefit": re.compile(
        r"(?:[两三四五2-5] ?年|总)(?:总)?(?:收益|效益).{0,12}|(?:three|five|\w+)-year benefits?.{0,20}", re.IGNORECASE
    ),
    "asked": re.compile(
        r"本次申请.{0,8}|申请金额|asked for(?: now)?|(?:money|amount|funding) (?:asked|requested).{0,12}", re.IGNORECASE
    ),
    "one_off": re.compile(
        r"一次性(?:投入|费用|成本|投资).{0,6}|one-?(?:off|time)(?: costs?| investment)?", re.IGNORECASE
    ),
    "yearly": re.compile(
        r"(?:第[三四五]年)?(?:年度|每年|年)(?:费用|成本|运行费用|运维费用?).{0,6}|(?:yearly"
        r"|annual)(?: running)? costs?.{0,16}",
        re.I,
    ),
    "payback": re.compile(r".{0,6}(?:回本|回收)(?:期|周期)?.{0,10}|(?:simple )?pay-?back.{0,24}", re.IGNORECASE),
}


class Outlay(NamedTuple):
    """An amount, where it stands, and how it is called there."""

    figure: Figure
    line: int
    label: str


class Key(NamedTuple):
    """A row of a table of key figures."""

    name: str
    label: str
    text: str
    figure: Figure | None
    line: int


def keys(report: Report) -> Iterator[Key]:
    """The key figures of the decision: tables of a label and a value."""
    for grid in report.grids:
        if len(grid.titles) in (2, 3) and grid.kind in ("other", "costs") and grid.at("share") is None:
            for row, (label, text, *_) in enumerate(grid.rows):
                name = next((name for name, pattern in _KEYS.items() if pattern.fullmatch(label)), "")
                if name:
                    yield Key(name, label, text, grid.figure(row, 1), grid.line_of(row))


def key(report: Report, name: str) -> Key | None:
    return next((one for one in keys(report) if one.name == name), None)


def totals(report: Report) -> Iterator[Outlay]:
    """What tables say the recommended solution costs over the horizon; the first table with priced lines is its own."""
    line_table = next((grid for grid in report.grids_of("costs") if grid.at("price") and grid.at("periods")), None)
    for grid in report.grids:
        if grid is line_table:
            yield from _of_lines(grid)
        elif sum(role == "year" for role in grid.columns) >= 2:
            yield from _of_years(grid)
    if (shown := key(report, "tco")) is not None and shown.figure is not None:
        yield Outlay(shown.figure, shown.line, shown.label)


def _of_lines(grid: Grid) -> Iterator[Outlay]:
    column = grid.at("amount")
    rows = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    if column is not None and rows and (figure := grid.figure(rows[-1], column)) is not None:
        yield Outlay(figure, grid.line_of(rows[-1]), _label(grid, rows[-1]))


def _of_years(grid: Grid) -> Iterator[Outlay]:
    """The table's own total, else the sum of its years."""
    row = cost_row(grid)
    if row is None:
        return
    whole = next((at for at, title in enumerate(grid.titles) if at and _WHOLE.fullmatch(title)), None)
    columns = [at for at, role in enumerate(grid.columns) if role == "year"] if whole is None else [whole]
    found = [grid.figure(row, column) for column in columns]
    read = [one for one in found if one is not None and not one.is_range]
    if len(read) == len(found):
        total = sum((one.low for one in read), Decimal(0))
        text = read[0].text if whole is not None else said(total)
        yield Outlay(read[0]._replace(text=text, low=total, high=total), grid.line_of(row), _label(grid, row))


def cost_row(grid: Grid) -> int | None:
    """The row of a table by years that says what each costs in all; none where it is about benefits."""
    if grid.kind == "benefits":
        return None
    labels = [row[0] for row in grid.rows]
    for pattern in (ESTIMATE, TOTAL):
        found = [at for at, text in enumerate(labels) if pattern.fullmatch(text)]
        if len(found) == 1:
            return found[0]
    return None


def _label(grid: Grid, row: int) -> str:
    return next(filter(None, grid.rows[row]), "")


def years(report: Report) -> tuple[Outlay, ...]:
    """By year what the recommended solution costs, from the first table that says so."""
    for grid in report.grids:
        columns = [at for at, role in enumerate(grid.columns) if role == "year"]
        row = cost_row(grid) if len(columns) >= 2 else None
        if row is not None:
            found = [grid.figure(row, column) for column in columns]
            titles = [grid.titles[column] for column in columns]
            return tuple(
                Outlay(one, grid.line_of(row), title)
                for one, title in zip(found, titles, strict=True)
                if one is not None
            )
    return ()


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
            if cells and CAP.fullmatch(cells[0]):
                yield from _row_caps(grid, row, columns)


def _row_caps(grid: Grid, row: int, columns: list[int]) -> Iterator[Cap]:
    for year, column in enumerate(columns, 1):
        if (figure := grid.figure(row, column)) is not None:
            yield Cap(figure.high, figure.unit, year, True, False)
    whole = next((at for at, title in enumerate(grid.titles) if at and _WHOLE.fullmatch(title)), None)
    place = whole if columns else 1 if len(grid.titles) == 2 else None
    if place is not None and (figure := grid.figure(row, place)) is not None:
        yield Cap(figure.high, figure.unit, 0, True, False)
