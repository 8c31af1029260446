"""Costs without a currency anywhere in the report.

全文的费用都没有写币种。

Why: “1.2 million” is a different decision in dollars than in yuan.

为何：“120 万”是人民币还是美元，决定完全不同。

Bad:
    ## 成本效益分析
    | 项目 | 数量 | 单价 | 金额 |
    |---|---:|---:|---:|
    | 软件 | 10 | 12,000 | 120,000 |
Bad:
    ## Costs
    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | Licences | 10 | 12,000 | 120,000 |
Good:
    ## Costs
    All prices in US dollars.

    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | Licences | 10 | 12,000 | 120,000 |
Good:
    ## 成本效益分析
    | 项目 | 金额（万元） |
    |---|---:|
    | 软件 | 12 |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "NU310"
SEVERITY: Severity = "error"

_CURRENCY = re.compile(
    r"元|人民币|币种|\brmb\b|\bcny\b|\busd\b|\beur\b|\bgbp\b|\bhkd\b|\bjpy\b|\bchf\b|\bsgd\b|\baud\b|\bcad\b"
    r"|\binr\b|\bsek\b"
    r"|[¥￥$€£₹]|dollars?\b|euros?\b|pounds? sterling|\byuan\b|\byen\b|francs?\b|rupees?\b"
)


def check(report: Report) -> Iterator[Fault]:
    """One finding, at the first table; silent where any place names a currency."""
    grid = next((grid for grid in report.grids_of("costs", "years", "payments") if _has_amounts(grid)), None)
    if grid is not None and report.summary is None and not _CURRENCY.search(report.markdown.lower()):
        yield Fault(
            grid.line,
            Words("费用表和全文都没有币种", "neither the cost table nor the text names a currency"),
            Words(
                "在表头写明币种和单位，例如“金额（万元）”", "name currency and unit in the header, e.g. “Amount (EUR)”"
            ),
        )


def _has_amounts(grid: Grid) -> bool:
    columns = [place for place, role in enumerate(grid.columns) if role in ("amount", "price", "year")]
    return any(grid.figure(row, column) for row in range(len(grid.rows)) for column in columns)
