"""Amounts in different currencies added together as if they were one.

不同币种的金额直接相加。

Why: EUR 10 and USD 5 are not 15 of anything; the budget that is approved is not the one that is paid.

为何：10 欧元加 5 美元不等于 15；批的预算不是实际要付的数。

Bad:
    ## Costs
    | Item | Amount |
    |---|---:|
    | Licences | EUR 10,000 |
    | Hosting | USD 5,000 |
    | Total | EUR 15,000 |
Bad:
    ## 成本效益分析
    许可 10 万欧元，托管 5 万美元，合计 15 万欧元。
Bad:
    ## Costs
    Licences are EUR 10,000 and hosting is USD 5,000, together EUR 14,600.
Good:
    ## Costs
    At a rate of USD 1 = EUR 0.92 (2026-11-02) the total is EUR 14,600.

    | Item | Amount |
    |---|---:|
    | Licences | EUR 10,000 |
    | Hosting | USD 5,000 |
    | Total | EUR 14,600 |
Good:
    ## 成本效益分析
    按汇率 1 美元 = 0.92 欧元（2026-11-02）折算：许可 10 万欧元，托管 5 万美元，合计 14.6 万欧元。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import NOT_MONEY, Grid
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import money_after
from it_advisor.rules.wording import told

CODE = "NU316"
SEVERITY: Severity = "error"

_RATE = Phrases(r"汇率|折算|折合|换算|exchange rates?|at a rate|rate of|converted|conversion")
_TOGETHER = re.compile(r"合计|共计|总计|together|altogether|in total|total(?: of| is|:)|\+[^=＝]{1,40}[=＝]")
_MOST = 8
"""Amounts before a sum that are looked at."""


def check(report: Report) -> Iterator[Fault]:
    """An error where the bare numbers make the total; a warning where another total stands and no rate is said."""
    rated = report.says(_RATE)
    for grid in report.grids:
        for column, role in enumerate(grid.columns):
            if column and role not in NOT_MONEY:
                yield from _column(grid, column, rated)
    for hit in told(report, _TOGETHER):
        total = money_after(hit.passage.text, hit.end)
        before = [one for one in figures(hit.passage.text[: hit.end])[-_MOST:] if one.is_money]
        if total is not None:
            yield from _sum(hit.passage.line, before, total, rated)


def _column(grid: Grid, column: int, rated: bool) -> Iterator[Fault]:
    """Each total against the amounts since the one before."""
    parts: list[Figure] = []
    for row in range(len(grid.rows)):
        figure = grid.figure(row, column)
        if figure is None or not figure.is_money:
            continue
        if grid.is_total(row):
            yield from _sum(grid.line_of(row), parts, figure, rated)
            parts = []
        else:
            parts.append(figure)


def _sum(line: int, parts: Sequence[Figure], total: Figure, rated: bool) -> Iterator[Fault]:
    units = list(dict.fromkeys(one.unit for one in parts))
    if len(units) < 2 or total.is_range or any(one.is_range for one in parts):
        return
    bare = sum((one.value for one in parts), Decimal(0))
    plain = total.agrees(bare) and min(one.value for one in parts) > total.step
    if plain or not rated:
        yield Fault(
            line,
            Words(
                f"{'、'.join(units)} 的金额加成了一个数 {total.text}" + ("" if plain else "，没写汇率"),
                f"amounts in {', '.join(units)} are added up to {total.text}"
                + ("" if plain else "; no rate is stated"),
            ),
            Words(
                "写明汇率和日期，折成一种货币再加；或按币种分别合计",
                "state the rate and its date, convert to one currency and add; or give a total for each currency",
            ),
            None if plain else "warning",
        )
