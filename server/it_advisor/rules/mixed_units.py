"""Money of one column in several units.

同一列的金额用了几种单位。

Why: whoever adds up the column, or copies it into a spreadsheet, adds 1.2 and 800.

为何：加总或贴进表格时，1.2 和 800 会被直接相加。

Bad:
    | 项目 | 金额 |
    |---|---:|
    | 平台 | 1.2 亿元 |
    | 实施 | 800 万元 |
    | 培训 | 90 万元 |
Bad:
    | Item | Amount |
    |---|---:|
    | Licences | EUR 120k |
    | Set-up | EUR 80k |
    | Training | EUR 9,500 |
Good:
    | 项目 | 金额（万元） |
    |---|---:|
    | 平台 | 12,000 |
    | 实施 | 800 |
Good:
    | Item | Amount |
    |---|---:|
    | Licences | EUR 120,000 |
    | Set-up | EUR 80,000 |
    | Reserve | — |
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.columns import Column
from it_advisor.report.figures import Figure, cell_figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.report.units import CURRENCIES, scale_and_unit
from it_advisor.rules.fault import Edit, Fault, Severity

CODE = "HY011"
SEVERITY: Severity = "warning"

_WRITTEN = re.compile(r"([^\d\-−–+±]*)(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)?)([^\d]*)")
_SCALE = re.compile(r"十亿|百万|千万|亿|万|(?:millions?|thousand|billion|bn|mn|m|k)(?![a-z])", re.IGNORECASE)
_MONEY: frozenset[Column | None] = frozenset({"amount", "price", "year"})
"""Columns whose bare numbers are money."""
_FINEST = Decimal("0.1")
"""A figure that needs more digits in another unit is better left as it is."""


class Amount(NamedTuple):
    """A cell with one amount: what stands before and after its number, and what the number counts."""

    line: int
    text: str
    before: str
    after: str
    scale: str
    figure: Figure

    def times(self) -> Decimal:
        """How much one of its units is."""
        written = Decimal(self.text[len(self.before) : len(self.text) - len(self.after)].replace(",", ""))
        return self.figure.value / written


def check(report: Report) -> Iterator[Fault]:
    """A heading or a caption that says the unit settles it."""
    for grid in report.grids:
        for column, title in enumerate(grid.titles):
            told = any(grid.factor(row, column) != 1 for row in range(len(grid.rows)))
            amounts = [] if told else list(_amounts(grid, column))
            units = Counter(one.scale for one in amounts)
            if len(units) > 1 and len({one.figure.unit for one in amounts} - {""}) == 1:
                yield _fault(report, title, amounts, units)


def _amounts(grid: Grid, column: int) -> Iterator[Amount]:
    for row, cells in enumerate(grid.rows):
        text, figure = cells[column], grid.figure(row, column)
        if figure is None or figure.is_range or not figure.value or not (found := _WRITTEN.fullmatch(text)):
            continue
        if figure.unit in CURRENCIES or (not figure.unit and grid.columns[column] in _MONEY):
            scale = _SCALE.search(found[4])
            yield Amount(grid.line_of(row), text, found[1], found[4], scale[0].lower() if scale else "", figure)


def _fault(report: Report, title: str, amounts: list[Amount], units: Counter[str]) -> Fault:
    (usual, most), (_, next_most) = units.most_common(2)
    model = next(one for one in amounts if one.scale == usual)
    others = [one for one in amounts if one.scale != usual]
    named = scale_and_unit(title)[1] in CURRENCIES
    changes = [_edit(report, one, model, named) for one in others] if most > next_most else []
    return Fault(
        others[0].line,
        Words(
            f"“{title}”一列有“{model.text}”也有“{others[0].text}”",
            f"“{title}” has both “{model.text}” and “{others[0].text}”",
        ),
        Words("整列用同一个单位，写进表头", "use one unit for the column and name it in the heading"),
        edits=tuple(change for change in changes if change is not None),
        about=title,
    )


def _edit(report: Report, one: Amount, model: Amount, named: bool) -> Edit | None:
    """The same amount as the others of its column are written; none where it would need more digits or lose its unit.

    `named` is whether the column's title says the unit.
    """
    number = one.figure.value / model.times()
    bare = not model.before.strip("*_ ") and not model.after.strip("*_ ")
    if number % _FINEST or (bare and not named):
        return None
    new = f"{model.before}{number.normalize():,f}{model.after}"
    read = cell_figure(new)
    same = read is not None and read.value == one.figure.value
    return Edit(one.line, one.text, new) if same and report.lines[one.line - 1].count(one.text) == 1 else None
