"""The total at the stated error is over the ceiling, and the report does not say so.

按所写误差取高值，总额超出上限，报告没有说明。

Why: prices that are known to plus 20 % break a ceiling that has 5 % of room; the board must hear it before it approves.

为何：误差 20% 的价格顶不住 5% 的余量，批之前董事会就该知道。

Brief:
    business_nature: 零售
    company_size: 200 人
    budget_range: 三年合计不超过 100 万元
Bad:
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价 | 年数 | 金额（元） | 误差 |
    |---|---|---:|---:|---:|---:|---|
    | L1 | 订阅 | 10 | 20,000 | 3 | 600,000 | ±20% |
    | L2 | 实施 | 1 | 350,000 | 一次 | 350,000 | ±20% |
    | 合计 | | | | | 950,000 | |
Good:
    ## 成本效益分析
    各行全部取高值时三年为 114 万元，超出上限 14 万元，先推迟 L2 的一半。

    | 编号 | 项目 | 数量 | 单价 | 年数 | 金额（元） | 误差 |
    |---|---|---:|---:|---:|---:|---|
    | L1 | 订阅 | 10 | 20,000 | 3 | 600,000 | ±20% |
    | L2 | 实施 | 1 | 350,000 | 一次 | 350,000 | ±20% |
    | 合计 | | | | | 950,000 | |
Brief:
    business_nature: retail
    company_size: 60 staff
    budget_range: at most EUR 100,000 over three years
Bad:
    ## Costs
    | ID | Item | Quantity | Unit price | Years | Amount (EUR) | Error |
    |---|---|---:|---:|---:|---:|---|
    | L1 | Subscription | 10 | 2,000 | 3 | 60,000 | ±20% |
    | L2 | Set-up | 1 | 35,000 | once | 35,000 | ±20% |
Good:
    ## Costs
    | ID | Item | Quantity | Unit price | Years | Amount (EUR) | Error |
    |---|---|---:|---:|---:|---:|---|
    | L1 | Subscription | 10 | 2,000 | 3 | 60,000 | ±5% |
    | L2 | Set-up | 1 | 35,000 | once | 35,000 | ±5% |
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import Cap, caps
from it_advisor.rules.sums import said, same_unit

CODE = "CO907"
SEVERITY: Severity = "error"

_TOLD = re.compile(
    "高值|取高|最高情形|上浮|悲观|高位|误差上限|high end|upper (?:end|error|bound)|worst case|at the high"
    "|upper estimate|all lines high"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where the report speaks of its high end, or the estimate itself is over: that is another finding."""
    cap = next((cap for cap in caps(report) if cap.year == 0), None)
    grid = next((grid for grid in report.grids_of("costs") if grid.at("error") is not None), None)
    if cap is None or grid is None or report.says(_TOLD):
        return
    found = _ends(grid, cap)
    if found is not None and found[0] <= cap.amount < found[1]:
        estimate, high = found
        yield Fault(
            grid.line,
            Words(
                f"估算合计 {said(estimate)}，按各行误差取高值为 {said(high)}，"
                f"超出上限 {said(cap.amount)} {said(high - cap.amount)}",
                f"estimated {said(estimate)}; with every line at its high end {said(high)}, "
                f"{said(high - cap.amount)} over the ceiling of {said(cap.amount)}",
            ),
            Words(
                f"写明取高值时超出 {said(high - cap.amount)}，以及先砍或推迟什么",
                f"say that it may be {said(high - cap.amount)} over, and what is then cut or deferred",
            ),
        )


def _ends(grid: Grid, cap: Cap) -> tuple[Decimal, Decimal] | None:
    """The estimate, and the sum with every line at its high end."""
    amount, error = grid.at("amount"), grid.at("error")
    low = high = Decimal(0)
    for row in range(len(grid.rows)):
        if grid.is_total(row) or amount is None or error is None:
            continue
        figure, band = grid.figure(row, amount), grid.figure(row, error)
        if figure is None or (band is not None and band.unit not in ("%", "")):
            return None
        if not same_unit((figure.unit, cap.unit)):
            return None
        share = Decimal(0) if band is None else max(abs(band.low), abs(band.high))
        low += figure.low
        high += figure.high * (1 + share / 100)
    return (low, high) if low else None
