"""A total at the end of a row that is not the sum of its years.

行末合计不等于该行各年之和。

Why: the years are what finance releases, the total is what the board approves; they must be the same money.

为何：财务按年拨款，董事会批的是合计，两者必须是同一笔钱。

Bad:
    | 类别 | 第1年 | 第2年 | 第3年 | 合计 |
    |---|---:|---:|---:|---:|
    | 订阅 | 90 | 138 | 138 | 376 |
    | 实施 | 82 | 0 | 0 | 82 |
Bad:
    | Item | One-off | Yearly | Three years |
    |---|---:|---:|---:|
    | CRM | 10,000 | 5,000 | 35,000 |
Good:
    | Item | One-off | Yearly | Three years |
    |---|---:|---:|---:|
    | CRM | 10,000 | 5,000 | 25,000 |
    | Mail | 2,000 | 1,000 | 4,000 |
Good:
    | Item | One-off | Year 1 | Year 2 | Year 3 | Total |
    |---|---:|---:|---:|---:|---:|
    | CRM | 10,000 | 5,000 | 5,000 | 5,000 | 25,000 |
    | Move | 8,000 | 0 | 0 | 0 | 8,000 |
Good:
    | 口径 | 首年 | 次年 | 第三年 | 三年 |
    |---|---:|---:|---:|---:|
    | 估算值 | 100 | 50 | 50 | 200 |
    | 上限 | 120 | — | — | 250 |
    | 余量 | 20 | 70 | 70 | 50 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import plus, said, same_unit, slack
from it_advisor.text import short

CODE = "NU303"
SEVERITY: Severity = "error"

_TOTAL = re.compile(
    r"(?:[两三四五2-5] ?年)?(?:合计|总计|小计|总额|总成本|总费用|总金额)?(?:[（(](?!npv|现值|折现).{0,12})?"
    r"|(?:(?:two|three|four|five|\d)[- ]years?(?: (?:total|tco|cost|amount|sum))?|(?:grand )?total|tco"
    r"|sum)(?: ?[（(](?!npv|现值|折现).{0,12})?",
    re.IGNORECASE,
)
_ONCE = re.compile("一次性|初始|首期|one-?(?:off|time)|initial|upfront|set-?up|capex", re.IGNORECASE)
_YEARLY = re.compile("每年|年度|年费|年运|yearly|annual|per year|a year|opex|recurring", re.IGNORECASE)
_SPAN = re.compile("([两二三四五2-5]) ?年|(two|three|four|five|[2-5])[- ]year", re.IGNORECASE)
_SPANS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3, "four": 4, "five": 5}
_NO_SUM = re.compile(
    "上限|限额|封顶|预算|余量|余额|累计|结余|折现|ceiling|cap|limit|budget|headroom|room|cumulative|balance|margin"
    "|rate|率|%|人数|users|headcount|npv|门店|站点|库存|stores|sites|stock|live\\b|pay-?back|回本|回收|人员数",
    re.IGNORECASE,
)


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids:
        rows = [row for row in range(len(grid.rows)) if not _NO_SUM.search(grid.rows[row][0])]
        for ways in _shapes(grid):
            yield from min(([fault for row in rows for fault in _check(grid, row, *way)] for way in ways), key=len)


Way = tuple[list[int], int, tuple[int, ...]]
"""The columns that are added, the one that is their sum, and how often the last of them may count."""


def _shapes(grid: Grid) -> Iterator[list[Way]]:
    """For each sum the ways it may be meant; the one that fits most rows is."""
    once = [place for place, title in enumerate(grid.titles) if _ONCE.search(title)]
    years = [place for place, role in enumerate(grid.columns) if role == "year"]
    totals = [place for place, title in enumerate(grid.titles) if place and title and _TOTAL.fullmatch(title)]
    if len(years) >= 2 and years[-1] - years[0] == len(years) - 1 and years[-1] + 1 in totals:
        ways: list[Way] = [(years, years[-1] + 1, (1,))]
        before = years[0] - 1
        if before in once:  # beside the years, unless the first of them holds it
            ways.insert(0, ([before, *years], years[-1] + 1, (1,)))
        yield ways
    yearly = [place for place, title in enumerate(grid.titles) if _YEARLY.search(title) and place not in once]
    spans = {_span(grid.titles[place]) for place in totals} - {None}
    if len(once) == len(yearly) == len(totals) == 1 and len(spans) == 1 and len(grid.titles) <= 6:
        span = spans.pop() or 1
        yield [([once[0], yearly[0]], totals[0], (span, span - 1, 1))]


def _span(title: str) -> int | None:
    found = _SPAN.search(title)
    text = next(filter(None, found.groups()), "").lower() if found else ""
    return _SPANS.get(text, int(text) if text.isdigit() else None) if text else None


def _check(grid: Grid, row: int, parts: list[int], total: int, spans: tuple[int, ...]) -> Iterator[Fault]:
    """Silent where a cell is empty or a range."""
    found = [grid.figure(row, column) for column in (*parts, total)]
    read = [one for one in found if one is not None and not one.is_range and one.unit not in ("%", "points")]
    if len(read) < len(found) or not same_unit(one.unit for one in read):
        return
    *terms, end = read
    own, factors = grid.factor(row, total), {grid.factor(row, column) for column in parts}
    by = factors.pop() if len(factors) == 1 else Decimal(1)
    if own != by == 1 and not any(one.unit for one in terms):
        terms, by = _as_told(terms, end, own)
    sums = [_sum(terms, span) for span in spans]
    room = slack(terms, end) * max(1, spans[0])
    if any(abs(one - end.value) <= room for one in sums):
        return
    shown, right = plus([one.value / by for one in terms]), said(sums[0] / by)
    name = short(grid.rows[row][0], 30)
    yield Fault(
        grid.line_of(row),
        Words(
            f"“{name}”一行：{shown if spans == (1,) else right}，“{grid.titles[total]}”写的是 {end.text}",
            f"row “{name}”: {shown if spans == (1,) else right}; “{grid.titles[total]}” says {end.text}",
        ),
        Words(f"改成 {right}，或改错的那一年", f"write {right}, or mend the year that is wrong"),
    )


def _as_told(terms: list[Figure], end: Figure, own: Decimal) -> tuple[list[Figure], Decimal]:
    """Bare parts of a total whose title alone names the unit are in it, unless they are nearer to it as they are."""
    scaled = [one._replace(low=one.low * own, high=one.high * own, step=one.step * own) for one in terms]
    as_they_are, in_it = (abs(_sum(each, 1) - end.value) for each in (terms, scaled))
    return (scaled, own) if in_it < as_they_are else (terms, Decimal(1))


def _sum(terms: list[Figure], span: int) -> Decimal:
    """The last term as often as it counts."""
    return sum((one.value for one in terms[:-1]), Decimal(0)) + terms[-1].value * span
