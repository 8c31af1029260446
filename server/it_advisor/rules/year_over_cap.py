"""A year that costs more than it may.

某一年的费用超出该年限额。

Why: finance releases money by the year; a total within its ceiling does not help in a year without cash.

为何：钱按年拨，三年合计不超也救不了当年没钱。

Bad:
    ## Costs
    | Case | Year 1 | Year 2 | Total |
    |---|---:|---:|---:|
    | Estimate | 180,000 | 50,000 | 230,000 |
    | Ceiling | 170,000 | 75,000 | 250,000 |
Brief:
    business_nature: 零售
    company_size: 200 人
    budget_range: 三年合计不超过 900 万元，首年不超过 500 万元
Bad:
    ## 成本效益分析
    | 类别 | 第1年 | 第2年 | 第3年 | 合计 |
    |---|---:|---:|---:|---:|
    | 合计 | 5,200,000 | 1,600,000 | 1,600,000 | 8,400,000 |
Good:
    ## 成本效益分析
    | 类别 | 第1年 | 第2年 | 第3年 | 合计 |
    |---|---:|---:|---:|---:|
    | 合计 | 4,900,000 | 1,600,000 | 1,600,000 | 8,100,000 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.ceilings import Cap, caps
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import Outlay, years
from it_advisor.rules.sums import said, same_unit, shown
from it_advisor.rules.total_over_ceiling import OPEN

CODE = "NU309"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """A warning where the report says so openly, or the sum was only a target."""
    costs = years(report)
    found = list(caps(report)) if costs else []
    for year, cost in enumerate(costs, 1):
        cap = next((cap for cap in found if _is_for(cap, year)), None)
        if cap is not None and _is_over(cap, cost):
            yield _fault(report, cap, cost)


def _is_for(cap: Cap, year: int) -> bool:
    """A yearly cap beside one for the first year is for the years after it."""
    return cap.year is None or cap.year == year or (cap.from_brief and cap.year == 2 and year > 2)


def _is_over(cap: Cap, cost: Outlay) -> bool:
    return same_unit((cap.unit, cost.figure.unit)) and cost.figure.low - cost.figure.step / 2 > cap.amount


def _fault(report: Report, cap: Cap, cost: Outlay) -> Fault:
    over = cost.figure.low - cap.amount
    return Fault(
        cost.line,
        Words(
            f"{cost.label} {shown(cost.figure)}，超出该年限额 {said(cap.amount)} {said(over)}",
            f"{cost.label}: {shown(cost.figure)} is {said(over)} over the year's limit of {said(cap.amount)}",
        ),
        Words(
            f"把 {said(over)} 移到有余量的年份，或明说申请提高该年限额",
            f"move {said(over)} to a year with room, or ask openly for a higher limit",
        ),
        "warning" if not cap.firm or report.says(OPEN) else None,
        about=cost.label,
    )
