"""Cash by year that does not follow from the dates of the payment milestones.

各年现金流与付款节点的日期对不上。

Why: finance sets aside the money of the table; the vendor sends the invoice of the milestone.

为何：财务按表备款，厂商按节点开票。

Bad:
    ## 实施建议
    | 付款节点 | 时间 | 验收依据 | 比例 | 金额（元） |
    |---|---|---|---:|---:|
    | 试点 | 2027-06 | 测试报告 | 40% | 40,000 |
    | 终验 | 2028-03 | 验收单 | 60% | 60,000 |
    ## 成本效益分析
    | 类别 | 2027年 | 2028年 | 合计 |
    |---|---:|---:|---:|
    | 实施合同 | 100,000 | 0 | 100,000 |
    | 订阅 | 50,000 | 50,000 | 100,000 |
    | 实施付款 | 100,000 | 0 | 100,000 |
Bad:
    ## Implementation Plan
    | Milestone | When | Accepted by | Amount |
    |---|---|---|---:|
    | Pilot | month 6 | Test passed | 40,000 |
    | Close | month 14 | Report accepted | 60,000 |
    ## Costs
    | Category | Year 1 | Year 2 | Total |
    |---|---:|---:|---:|
    | Implementation | 100,000 | 0 | 100,000 |
    | Subscription | 30,000 | 30,000 | 60,000 |
Good:
    ## Implementation Plan
    | Milestone | When | Accepted by | Amount |
    |---|---|---|---:|
    | Pilot | month 6 | Test passed | 40,000 |
    | Close | month 14 | Report accepted | 60,000 |
    ## Costs
    | Category | Year 1 | Year 2 | Total |
    |---|---:|---:|---:|
    | Implementation | 40,000 | 60,000 | 100,000 |
    | Subscription | 30,000 | 30,000 | 60,000 |
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import said
from it_advisor.text import short

CODE = "CO906"
SEVERITY: Severity = "error"

_CONTRACTS = 10
"""Tables of payments that are compared with each table by year."""
_CALENDAR = re.compile(r"20\d\d")
_MONTH = re.compile(r"(?:month|m|第) ?(\d{1,2}) ?(?:个?月)?", re.IGNORECASE)
_PAYING = re.compile(
    "实施|付款|合同|开发|集成|implement|set-?up|introduction|payment|contract|vendor|project", re.IGNORECASE
)


def check(report: Report) -> Iterator[Fault]:
    """Only a row that has the contract's total and is about it; silent where a milestone has no date."""
    tables = [(grid, columns) for grid in report.grids if len(columns := _years(grid)) >= 2]
    for payments in islice(report.grids_of("payments"), _CONTRACTS):
        for grid, columns in tables:
            due = _due(payments, [grid.titles[at] for at in columns])
            for row in range(len(grid.rows)) if due else ():
                yield from _check(grid, row, columns, due)


def _years(grid: Grid) -> list[int]:
    return [at for at, role in enumerate(grid.columns) if role == "year"]


def _due(payments: Grid, years: list[str]) -> list[Decimal]:
    """By year, what the milestones ask for."""
    amount, when = payments.at("amount"), payments.at("when", "date", "milestone")
    calendar = [found[0] for title in years if (found := _CALENDAR.search(title))]
    sums: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in range(len(payments.rows)) if amount is not None and when is not None else ():
        if payments.is_total(row):
            continue
        figure = payments.figure(row, amount or 0)
        year = _year(payments.rows[row][when or 0], calendar)
        if figure is None or figure.is_range or year is None or year >= len(years):
            return []
        sums[year] += figure.value
    return [sums[year] for year in range(len(years))] if sums else []


def _year(text: str, calendar: list[str]) -> int | None:
    if calendar:
        found = _CALENDAR.search(text)
        return calendar.index(found[0]) if found and found[0] in calendar else None
    month = _MONTH.search(text)
    return max(0, int(month[1]) - 1) // 12 if month and not _CALENDAR.search(text) else None


def _check(grid: Grid, row: int, columns: list[int], due: list[Decimal]) -> Iterator[Fault]:
    name = grid.rows[row][0]
    found = [grid.figure(row, column) for column in columns]
    paid = [one.value for one in found if one is not None and not one.is_range]
    if not _PAYING.search(name) or len(paid) < len(found) or sum(paid) != sum(due) or paid == due:
        return
    right = " / ".join(map(said, due))
    yield Fault(
        grid.line_of(row),
        Words(
            f"“{short(name, 30)}”按年是 {' / '.join(map(said, paid))}，按付款节点的日期应为 {right}",
            f"“{short(name, 30)}” is {' / '.join(map(said, paid))} by year; the milestones' dates make it {right}",
        ),
        Words(f"各年改成 {right}，合计与限额一并重核", f"make the years {right}, and check totals and limits again"),
    )
