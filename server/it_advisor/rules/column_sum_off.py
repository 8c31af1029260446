"""A total in a table that is not the sum of the rows above it.

表格的合计不等于上面各行之和。

Why: the first thing a finance director does is add up the column; one wrong sum and no other figure is believed.

为何：财务总监拿到表第一件事就是加一遍，一处加错，别的数字也没人信了。

Bad:
    | 项目 | 金额（万元） |
    |---|---:|
    | 软件 | 120 |
    | 实施 | 80 |
    | 合计 | 210 |
Bad:
    | Item | Amount |
    |---|---:|
    | Licences | EUR 120k |
    | Set-up | EUR 80k |
    | Subtotal | EUR 200k |
    | Reserve | EUR 20k |
    | Total | EUR 240k |
Good:
    | Item | Amount |
    |---|---:|
    | Licences | EUR 120k |
    | of which mobile | EUR 20k |
    | Set-up | EUR 80,500 |
    | Subtotal | EUR 200.5k |
    | Reserve | EUR 20k |
    | Total | EUR 220.5k |
Good:
    | 项目 | 第1年 | 第2年 |
    |---|---:|---:|
    | 软件 | 1.2 亿元 | 含在内 |
    | 实施 | 800 万元 | 300 万元 |
    | 合计 | 1.28 亿元 | 300 万元 |
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.columns import is_total, is_within
from it_advisor.report.figures import Figure
from it_advisor.report.grids import NOT_MONEY, Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.parts import optional_rows, parent_rows
from it_advisor.rules.products import fit
from it_advisor.rules.ragged import is_ragged
from it_advisor.rules.sums import Sum, edit_of, same_unit
from it_advisor.rules.tracing import is_blank

CODE = "NU302"
SEVERITY: Severity = "error"

_NOTHING = re.compile(r"0|.{0,4}(?:含|免费|包括|included|free|none).{0,6}", re.IGNORECASE)
_YEARLY = re.compile(
    r"每年|年费|年度|/ ?年|annual|yearly|per year|a year|p\.a\.|per month|monthly|每月|/ ?月", re.IGNORECASE
)
_NOTE = re.compile("备注|说明|注|notes?|remarks?|comments?|page", re.IGNORECASE)
_NO_PART = re.compile(
    r"累计|折现|现值|系数|余额|结余|净现金|cumulative|running (?:total|balance)|discounted|npv|present value|factor"
    r"|balance",
    re.IGNORECASE,
)
"""Rows and columns that add nothing: what is summed up already, discounted, or multiplied by."""
_ADJUSTED = re.compile(
    r"(?<!不)(?<!未)含|税|优惠|折|预备|不可预见|取整|四舍五入|抹零|现值|后|vat\b|tax|gross|incl|discount|rebate|reserve|contingency"
    r"|round|npv|present value|after|before|adjusted|less\b|with |without|cash\b",
    re.IGNORECASE,
)
"""What changes a total without being one of the lines above it."""
_NET = re.compile(
    r"[不未]含税|税前|(?:excl?|excluding|without|before|net of)[.]? ?(?:\d+ ?% )?(?:vat|tax)", re.IGNORECASE
)
_ALTERED = re.compile("税|折|优惠|取整|四舍五入|抹零|vat\\b|tax|discount|rebate|round", re.IGNORECASE)
"""Rows between the parts and a total after which no total is certain."""
_OVER_YEARS = re.compile(
    r"(?P<n>[两三四五六七2-9]) ?年|(?P<w>two|three|four|five|six|seven|[2-9])[- ]years?", re.IGNORECASE
)
_BARE = re.compile(r"(?:合计|总计|共计|总额)(?:金额)?|(?:grand )?total(?: amount)?|sum", re.IGNORECASE)
_LESS = re.compile(r"[（(]?(?:减|扣|折扣|优惠|返还|less\b|minus|discount|rebate|deduct)", re.IGNORECASE)
_COUNTS = re.compile(
    r".{0,6}(?:人数|用户数|门店数|数量|台数)|(?:number of )?(?:users|staff|stores|seats|sites|headcount)", re.I
)


class Rows(NamedTuple):
    """Of a table, reckoned once for all its columns."""

    totals: tuple[int, ...]
    plain: frozenset[int]
    """Totals that are to be the sum of what stands above them."""
    altered: int
    """The first that may change a total below it."""


class Column(NamedTuple):
    grid: Grid
    rows: Rows
    at: int
    mixed: bool
    """Yearly and one-off amounts stand in it: the total may count the first several times."""
    certain: bool
    """Each of its parts is a product that is right."""
    by: set[Decimal]
    """What one of its figures counts: 10,000 where amounts are in 万元."""
    left_out: frozenset[int] = frozenset()
    """Rows that are no parts."""


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids:
        rows = _rows(grid)
        if rows.plain and grid.kind not in ("scores", "phases") and not is_ragged(report, grid):
            mixed, certain, found = _mixed(grid), fit(grid), list[Fault]()
            for column, role in enumerate(grid.columns):
                if column and role not in NOT_MONEY and role != "price" and _is_sum(grid.titles[column]):
                    by = {grid.factor(row, column) for row in range(len(grid.rows))}
                    product = certain and column == grid.at("amount")
                    found += _fewest(report, Column(grid, rows, column, mixed, product, by))
            yield from _one_a_row(found)


def _fewest(report: Report, column: Column) -> list[Fault]:
    """Optional rows may count or not, and rows above their own parts do not: as fits the totals best."""
    found = [*_check(report, column)]
    optional, parents = optional_rows(column.grid), parent_rows(column.grid)
    ways = {optional, parents, optional | parents} - {frozenset()} if found else ()
    for way in sorted(ways, key=len):
        other = [*_check(report, column._replace(left_out=way))]
        found = [fault._replace(edits=()) for fault in min(other, found, key=len)]
    return found


def _one_a_row(found: list[Fault]) -> Iterator[Fault]:
    """Where several sums of a row are off, the row means something else, and none is mended by machine."""
    times = Counter(fault.line for fault in found)
    yield from (fault if times[fault.line] == 1 else fault._replace(edits=()) for fault in found)


def _is_sum(title: str) -> bool:
    return not _NOTE.fullmatch(title) and not _NO_PART.search(title)


def _label(grid: Grid, row: int) -> str:
    return next((text for text in grid.rows[row][:2] if is_total(text)), "")


def _check(report: Report, column: Column) -> Iterator[Fault]:
    """Silent where some cell above cannot be read."""
    start, new, above, subtotals = 0, Sum(), Sum(), Sum()
    for row in column.rows.totals:
        if row not in column.rows.plain:
            continue
        terms = _terms(column, start, row)
        total = column.grid.figure(row, column.at)
        if terms is None:
            return
        start, new, above = row if total is None else row + 1, new.with_(terms), above.with_(terms)
        if total is None:
            continue
        sums = [one for one in (new, above, subtotals, subtotals.with_(new)) if one.terms > 1]
        if sums and not any(_agrees(one, total) for one in (new, *sums)) and _comparable(sums[-1], total):
            yield _fault(report, column, row, total, sums[0])
        new, subtotals = Sum(), subtotals.with_(total)


def _rows(grid: Grid) -> Rows:
    totals = tuple(row for row in range(len(grid.rows)) if _label(grid, row))
    starts = (0, *(row + 1 for row in totals))
    plain = frozenset(row for start, row in zip(starts, totals, strict=False) if _is_plain(grid, start, row))
    named = (_NET.sub("", " ".join(cells[:2])) for cells in grid.rows) if totals else ()
    altered = next((row for row, text in enumerate(named) if _ALTERED.search(text)), len(grid.rows))
    return Rows(totals, plain, altered)


def _is_plain(grid: Grid, start: int, row: int) -> bool:
    """Whether a total is to be the sum of what stands above it: no tax, discount, rounding or years come between.

    Or they do in rows of their own, since the total before.
    """
    label, titles = _NET.sub("", _label(grid, row)), " ".join(grid.titles)
    if _NO_PART.search(label):
        return False
    if _OVER_YEARS.search(label) and grid.at("periods", "year") is None and not _OVER_YEARS.search(titles):
        return False
    said = _ADJUSTED.search(label)
    between = (text for cells in grid.rows[start:row] for text in cells[:2])
    return said is None or said[0] in titles or any(map(_ADJUSTED.search, between))


def _terms(column: Column, start: int, end: int) -> Sum | None:
    """Of the rows from one to another; totals that are no plain sums are no parts either."""
    grid, found = column.grid, Sum()
    for row in range(start, end):
        cells = grid.rows[row]
        if _label(grid, row) or row in column.left_out:
            continue
        if any(is_within(text) or _NO_PART.search(text) for text in cells[:2]) or _COUNTS.fullmatch(cells[0]):
            continue
        figure = grid.figure(row, column.at)
        if figure is None and not is_blank(cells[column.at]) and not _NOTHING.fullmatch(cells[column.at]):
            return None
        if figure is not None:
            found = found.with_(figure, less=any(map(_LESS.match, cells[:2])))
    return found


def _agrees(terms: Sum, total: Figure) -> bool:
    """A range may be narrower than the sum of the ranges, never wider. A discount may be written without its minus."""
    room = terms.slack(total)
    low, high = terms.low - room, terms.high + room
    return any(low - off <= total.low and total.high <= high - off for off in (0, 2 * terms.less))


def _comparable(terms: Sum, total: Figure) -> bool:
    return same_unit([*terms.units, total.unit]) and total.unit not in ("%", "points")


def _fault(report: Report, column: Column, row: int, total: Figure, terms: Sum) -> Fault:
    grid, exact, (by, *more) = column.grid, terms.low == terms.high, column.by
    shown, right = terms.told(Decimal(1) if more else by), terms.said(Decimal(1) if more else by)
    title, label, altered = grid.titles[column.at], _label(grid, row), column.rows.altered < row
    certain = exact and column.certain and not altered and _BARE.fullmatch(label.strip("：: ")) is not None
    return Fault(
        grid.line_of(row),
        Words(
            f"“{title}”一列：{shown}，{label}写的是 {total.text}",
            f"“{title}”: {shown}; the row “{label}” says {total.text}",
        ),
        Words(
            f"改成 {right}；若合计是对的，改错的那一行" + ("；表中有税、折扣或取整，须人工判断" if altered else ""),
            f"write {right}, or mend the row that is wrong"
            + ("; with tax, discount or rounding in the table, that is for a person to say" if altered else ""),
        ),
        "warning" if column.mixed or not exact else None,
        edit_of(report, grid, row, column.at, terms.low) if certain else (),
        title,
    )


def _mixed(grid: Grid) -> bool:
    """Yearly and one-off amounts in one column: the total may count the first several times."""
    return grid.at("periods", "year") is None and any(_YEARLY.search(text) for row in grid.rows for text in row)
