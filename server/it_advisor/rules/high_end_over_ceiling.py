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
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.ceilings import Cap, caps
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import said, same_unit
from it_advisor.rules.wording import told

CODE = "CO907"
SEVERITY: Severity = "error"

_TOLD = Phrases(
    "高值|取高|最高情形|上浮|悲观|高位|误差上限|误差上沿|误差全取上限|上沿|high end|upper (?:end|error|bound)"
    "|worst case|at the high"
    "|upper estimate|all lines high"
)

_LIMIT = re.compile("上限|限额|低于|不超|预算|以内|ceiling|limit|below|under|within|budget|cap\\b", re.IGNORECASE)
_BAND = re.compile(r"误差[约为 ]{0,2}± ?\d{1,2} ?%|± ?\d{1,2} ?%")
_PART = re.compile("收益|效益|单年|首年|benefit|saving|year \\d|first year")
_REACH = 40
_MOST_SHARE = 100
"""A larger error is money, not a share."""
_ROOM = Decimal("0.03")
"""The part of the whole by which a rounded high end may be off."""


class Ends(NamedTuple):
    """The estimate and what it may become."""

    low: Decimal
    high: Decimal
    unit: str


def check(report: Report) -> Iterator[Fault]:
    """Where the report speaks of its high end, that figure against the lines: a warning, since a reserve may not count.

    Silent where the estimate itself is over: that is another finding.
    """
    cap = next((cap for cap in caps(report) if cap.year == 0), None)
    grid = next((grid for grid in report.grids_of("costs") if grid.at("error") is not None), None)
    grid = grid or next(report.grids_of("costs"), None)
    ends = _ends(grid, _band(report)) if grid is not None else None
    if grid is None or ends is None:
        return
    if report.says(_TOLD):
        yield from _stated(report, ends, cap)
    elif cap is not None and same_unit((ends.unit, cap.unit)) and ends.low <= cap.amount < ends.high:
        yield _over(grid, ends, cap)


def _over(grid: Grid, ends: Ends, cap: Cap) -> Fault:
    estimate, high = ends.low, ends.high
    return Fault(
        grid.line,
        Words(
            f"估算合计 {said(estimate)}，按各行误差取高值为 {said(high)}，"
            f"上限 {said(cap.amount)}，超出 {said(high - cap.amount)}",
            f"estimated {said(estimate)}; with every line at its high end {said(high)}, "
            f"{said(high - cap.amount)} over the ceiling of {said(cap.amount)}",
        ),
        Words(
            f"写明取高值时超出 {said(high - cap.amount)}，以及先砍或推迟什么",
            f"say that it may be {said(high - cap.amount)} over, and what is then cut or deferred",
        ),
    )


def _amount(text: str, ends: Ends, cap: Cap | None) -> Figure | None:
    """The first of a size to be that of the whole, and no limit that the whole is held against."""
    start = 0
    for one in figures(text):
        limit = _LIMIT.search(text[start : one.start]) or _LIMIT.match(text[one.end :].lstrip(" 的"))
        start = one.end
        whole = one.is_money and ends.low / 2 <= one.low <= ends.high * 2
        if whole and not limit and (cap is None or one.value != cap.amount):
            return one
    return None


def _stated(report: Report, ends: Ends, cap: Cap | None) -> Iterator[Fault]:
    """What is said after the words."""
    for hit in told(report, _TOLD, "decision", "costs"):
        money = _amount(hit.after(_REACH), ends, cap)
        if money is None or money.is_range or not same_unit((money.unit, ends.unit)) or _PART.search(hit.clause()):
            continue
        if abs(money.value - ends.high) > ends.high * _ROOM and not money.agrees(ends.high):
            yield Fault(
                hit.passage.line,
                Words(
                    f"取高值写的是 {money.text}，按各行误差是 {said(ends.high)}",
                    f"the high end is given as {money.text}; the lines make {said(ends.high)}",
                ),
                Words(
                    f"改成 {said(ends.high)}，或写明哪些行不计",
                    f"write {said(ends.high)}, or say which lines do not count",
                ),
                "warning",
            )
            return


def _band(report: Report) -> Decimal:
    """The error that is stated for all lines together; 0 where none is."""
    hit = next(told(report, _BAND, "costs"), None)
    return Decimal(re.sub(r"\D", "", hit.words)) if hit else Decimal(0)


def _off(figure: Figure, own: Figure | None, band: Decimal) -> Decimal | None:
    """How far above its figure a line may end: by its own error, a share or money, else by that of all lines."""
    if own is None:
        return figure.high * band / 100
    most = max(abs(own.low), abs(own.high))
    if own.unit in ("%", "") and most <= _MOST_SHARE:
        return figure.high * most / 100
    return most if own.unit == "" or (own.is_money and same_unit((own.unit, figure.unit))) else None


def _ends(grid: Grid, band: Decimal) -> Ends | None:
    """The estimate, and the sum with every line at its high end; none where no error is stated."""
    amount, error = grid.at("amount"), grid.at("error")
    low = high = Decimal(0)
    units = set()
    for row in range(len(grid.rows)):
        if grid.is_total(row) or amount is None:
            continue
        figure = grid.figure(row, amount)
        own = grid.figure(row, error) if error is not None else None
        if figure is None:
            return None
        off = _off(figure, own, band if error is None else Decimal(0))
        if off is None:
            return None
        units.add(figure.unit)
        low += figure.low
        high += figure.high + off
    return Ends(low, high, units.pop()) if low and len(units) == 1 and high > low else None
