"""A requirement that no cost line pays for.

没有费用行承担的需求。

Why: a promise without money is found out after the contract is signed.

为何：没有钱的承诺，签完合同才会露馅。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 | 预算行 |
    |---|---|---|---|---|
    | R1 | 统一主数据 | C1 | 无重码 | L1 |
    | R2 | 断网可用 | C1 | 断网 4 小时不丢单 | — |
Good:
    | ID | Need | Component | Acceptance measure | Budget line |
    |---|---|---|---|---|
    | R1 | One item master | C1 | No duplicate | L1 |
    | R2 | Works offline | C1 | Four hours offline, no order lost | L1, L2 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import deferred, is_blank, label

CODE = "RQ208"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """Silent where no requirement has a cost line: then the report has no priced lines."""
    registered = deferred(report)
    for grid in report.grids_of("requirements"):
        cells = list(grid.cells("line"))
        if all(is_blank(cell.text) for cell in cells):
            continue
        for cell in cells:
            row = grid.rows[cell.row]
            if is_blank(cell.text) and row[0] not in registered:
                yield Fault(
                    cell.line,
                    Words(f"{label(row)} 没有费用行", f"{label(row)} has no cost line"),
                    Words("写上由哪几行承担，没有就补一行", "name the lines that pay for it, or add one"),
                    "warning" if grid.is_list else None,
                )
