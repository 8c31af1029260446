"""A priced line that does not say what its price rests on.

费用行没有写明价格的依据。

Why: the board cannot tell a quote from a guess.

为何：看不出是报价还是猜的。

Bad:
    | 编号 | 项目 | 数量 | 单位 | 单价 | 金额 | 依据 |
    |---|---|---:|---|---:|---:|---|
    | L1 | 许可 | 40 | 用户 | 300 | 12,000 | — |
Bad:
    ## Cost-Benefit Analysis
    | Item | Amount |
    |---|---:|
    | Licences | EUR 120,000 |
    | Implementation | EUR 200,000 |
Good:
    | ID | Item | Quantity | Unit | Unit price | Amount | Basis |
    |---|---|---:|---|---:|---:|---|
    | L1 | Licences | 40 | user | 300 | 12,000 | assumption: nonprofit price |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sources import has_origin
from it_advisor.rules.tracing import is_blank, label

CODE = "EV406"
SEVERITY: Severity = "error"

_RECKONED = re.compile("(?:增值|销售)?税(?!务)|折扣|vat|tax|less|discount", re.IGNORECASE)
_LABEL_AND_AMOUNT = 2
"""Lines that follow from the others."""


def check(report: Report) -> Iterator[Fault]:
    """Without a column for it, a sentence under the same heading may give the basis of all lines."""
    told = _headings_with_origin(report)
    for grid in report.grids_of("costs"):
        if (place := grid.at("basis", "source")) is not None:
            yield from _blank(grid, place)
        elif grid.at("amount", "price") is not None and grid.heading not in told:
            yield Fault(
                grid.line,
                Words("费用表没有“依据”一列", "the table of costs has no column for the basis"),
                Words("加上“依据”一列：报价（日期）或“假设：……”", "add one: a quote with its date, or “assumption: …”"),
                "warning",
            )


def _blank(grid: Grid, place: int) -> Iterator[Fault]:
    for row, cells in enumerate(grid.rows):
        if _RECKONED.match(cells[0]) or grid.is_total(row) or sum(map(bool, cells)) <= _LABEL_AND_AMOUNT:
            continue
        if is_blank(cells[place]) and not is_blank(cells[0]):
            yield Fault(
                grid.line_of(row),
                Words(f"{label(cells)} 没有依据", f"{label(cells)} has no basis"),
                Words("写报价和日期，或“假设：……”", "write the quote and its date, or “assumption: …”"),
            )


def _headings_with_origin(report: Report) -> set[str]:
    asked = {grid.heading for grid in report.grids_of("costs") if grid.at("basis", "source") is None}
    return {section.heading for section in report.sections if section.heading in asked and has_origin(section.text)}
