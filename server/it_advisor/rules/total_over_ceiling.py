"""The total is over the brief's budget or ceiling.

总额超出需求书的预算或上限。

Why: a board cannot approve what it has said it will not spend; it must be asked for openly, or cut.

为何：董事会说过不超的数，方案超了就批不了；要么明说申请提高，要么砍。

Brief:
    business_nature: 零售
    company_size: 200 人
    budget_range: 三年合计不超过 900 万元
Bad:
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价 | 年数 | 金额（元） |
    |---|---|---:|---:|---:|---:|
    | L1 | 订阅 | 10 | 320,000 | 3 | 9,600,000 |
    | 合计 | | | | | 9,600,000 |
Good:
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价 | 年数 | 金额（元） |
    |---|---|---:|---:|---:|---:|
    | L1 | 订阅 | 10 | 290,000 | 3 | 8,700,000 |
    | 合计 | | | | | 8,700,000 |
Brief:
    business_nature: retail
    company_size: 60 staff
    budget_range: at most EUR 90,000 over three years
Bad:
    ## Decision Summary
    | Key figure | Value (EUR) |
    |---|---:|
    | Three-year TCO | 96,000 |
Good:
    ## Decision Summary
    | Key figure | Value (EUR) |
    |---|---:|
    | Three-year TCO | 89,000 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.ceilings import Cap, caps
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.outlays import Outlay, totals
from it_advisor.rules.sums import like, same_unit, shown

CODE = "NU308"
SEVERITY: Severity = "error"

OPEN = Phrases(
    r"超出|超过上限|超预算|超限|高于上限|突破|提高上限|追加|exceed|over (?:the|its|our) (?:budget|ceiling|limit|cap)"
    r"|above (?:the|its|our) (?:budget|ceiling|limit|cap)|raise the (?:ceiling|limit|budget)"
)
_TWICE = 3
"""Times a budget a total may be before the budget is taken for something else: a year's, one system's."""


def check(report: Report) -> Iterator[Fault]:
    """A warning where the report says so openly, or the sum was only a target."""
    whole = [cap for cap in caps(report) if cap.year == 0]
    total = _total(report)
    if len(whole) == 1 and total is not None and _is_over(whole[0], total):
        yield _fault(report, whole[0], total)


def _total(report: Report) -> Outlay | None:
    return next(totals(report), None)


def _is_over(cap: Cap, total: Outlay) -> bool:
    figure = total.figure
    comparable = same_unit((cap.unit, figure.unit)) and figure.low < cap.amount * _TWICE
    return comparable and figure.low - figure.step / 2 > cap.amount


def _fault(report: Report, cap: Cap, total: Outlay) -> Fault:
    limit, more = (like(one, total.figure) for one in (cap.amount, total.figure.low - cap.amount))
    of_zh, of_en = ("需求书的", "the brief's ") if cap.from_brief else ("", "the ")
    return Fault(
        total.line,
        Words(
            f"{total.label} {shown(total.figure)}，{of_zh}上限 {limit}，超出 {more}",
            f"{total.label}: {shown(total.figure)} is {more} over {of_en}limit of {limit}",
        ),
        Words(
            f"砍掉或推迟 {more} 的内容，或在决策摘要里明说申请提高上限",
            f"cut or defer work worth {more}, or ask in the decision summary for a higher limit",
        ),
        "warning" if not cap.firm or report.says(OPEN) else None,
    )
