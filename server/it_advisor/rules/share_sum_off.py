"""Shares in a table that do not sum to 100 %.

表中各比例之和不是 100%。

Why: money or weight is promised twice, or to nobody.

为何：有一部分钱或权重被算了两次，或没有着落。

Bad:
    | 付款节点 | 验收依据 | 付款比例 |
    |---|---|---:|
    | 合同签订 | 保函 | 30% |
    | 上线 | 验收单 | 50% |
    | 质保期满 | 无故障 | 10% |
Bad:
    | Milestone | Accepted by | Share |
    |---|---|---:|
    | Start | Plan signed | 30% |
    | Live | Report accepted | 80% |
    | Total | | 100% |
Good:
    | Milestone | Accepted by | Share |
    |---|---|---:|
    | Start | Plan signed | 33.3% |
    | Pilot | Test passed | 33.3% |
    | Live | Report accepted | 33.3% |
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.columns import is_within
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "NU301"
SEVERITY: Severity = "error"


_OF_MONEY = re.compile("付款|支付|费用|成本|预算|金额|pay|cost|budget|amount|price", re.IGNORECASE)
_NEAR = 5
"""Per cent that shares of anything may be from the whole, to be meant as parts of it."""


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids:
        if (column := grid.at("share")) is not None:
            yield from _check(grid, column)


def _check(grid: Grid, column: int) -> Iterator[Fault]:
    """Silent where a share is a range or missing: then no sum is certain. Shares of other things may be of each."""
    rows = [cell.row for cell in grid.cells("share") if not any(map(is_within, grid.rows[cell.row][:2]))]
    found = [grid.figure(row, column) for row in rows]
    shares = [one for one in found if one is not None and one.unit == "%" and not one.is_range]
    if len(shares) < 2 or len(shares) < len(found):
        return
    total = sum((one.value for one in shares), Decimal(0))
    slack = sum((one.step for one in shares), Decimal(0)) / 2
    off = abs(total - 100)
    if off > slack and (off <= _NEAR or grid.kind in ("payments", "phases") or _OF_MONEY.search(grid.titles[column])):
        said = " + ".join(f"{one.value:f}" for one in shares)
        yield Fault(
            grid.line,
            Words(
                f"“{grid.titles[column]}”一列：{said} = {total:f}%", f"“{grid.titles[column]}”: {said} = {total:f} %"
            ),
            Words("改到合计 100%，金额一并改", "make them sum to 100 %, and the amounts with them"),
        )
