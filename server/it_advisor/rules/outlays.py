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
    r"(?:合计|总计|总成本|成本(?:合计|小计)?|(?:grand |sub-?)?totals?(?: costs?)?|sum|costs?)", re.IGNORECASE
)
WHOLE = re.compile(
    r"(?:[两三四五2-5] ?年)?(?:合计|总计|总额|总成本|总金额)|[两三四五2-5] ?年"
    r"|(?:(?:two|three|four|five|\d)[- ]years?(?: (?:total|tco|cost|amount))?|(?:grand )?total|sum|tco)",
    re.IGNORECASE,
)
_GROSS = re.compile("(?<!不)含税|gross|incl|with (?:vat|tax)", re.IGNORECASE)
_ONE_KIND = re.compile(
    "一次性|每年|年度|年费|one-?(?:off|time)|annual|yearly|per year|running|alternative|option", re.I
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
    line_table = _line_table(report)
    for grid in report.grids:
        if grid is line_table:
            yield from _of_lines(grid)
        elif sum(role == "year" for role in grid.columns) >= 2:
            yield from _of_years(grid)
    if (shown := key(report, "tco")) is not None and shown.figure is not None:
        yield Outlay(shown.figure, shown.line, shown.label)


def _line_table(report: Report) -> Grid | None:
    """The first with prices and years; else the only one in the costs that has a total, unless it is of one kind."""
    grids = list(report.grids_of("costs"))
    if (first := next((grid for grid in grids if grid.at("price") and grid.at("periods")), None)) is not None:
        return first
    summed = [grid for grid in grids if grid.role == "costs" and any(map(grid.is_total, range(len(grid.rows))))]
    if len(summed) != 1 or (amount := summed[0].at("amount")) is None:
        return None
    return None if _ONE_KIND.search(summed[0].titles[amount] + summed[0].heading) else summed[0]


def horizon(report: Report) -> int:
    """Over how many years the tables reckon; 0 where they do not say."""
    if report.summary is not None:
        return report.summary.horizon_years
    counts = [sum(role == "year" for role in grid.columns) for grid in report.grids if grid.kind != "benefits"]
    periods = (
        grid.figure(cell.row, cell.column) for grid in report.grids_of("costs") for cell in grid.cells("periods")
    )
    lasting = [int(one.value) for one in periods if one is not None and one.unit in ("", "year")]
    return max([count for count in counts if count >= 2] or lasting, default=0)


def _of_lines(grid: Grid) -> Iterator[Outlay]:
    column = grid.at("amount")
    summed = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    rows = [row for row in summed if not _GROSS.search(_label(grid, row))] or summed
    if all(_ONE_KIND.search(_label(grid, row)) for row in rows):
        return
    if column is not None and rows and (figure := grid.figure(rows[-1], column)) is not None:
        yield Outlay(figure, grid.line_of(rows[-1]), _label(grid, rows[-1]))


def _of_years(grid: Grid) -> Iterator[Outlay]:
    """The table's own total, else the sum of its years."""
    row = cost_row(grid)
    if row is None:
        return
    whole = next((at for at, title in enumerate(grid.titles) if at and WHOLE.fullmatch(title)), None)
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
