"""A must-have that nothing proves.

必须满足的需求没有验收指标。

Why: without a measure, the vendor decides whether it is met.

为何：没有指标，是否满足就由供应商说了算。

Bad:
    | 编号 | 需求 | 性质 | 组件 | 验收指标 |
    |---|---|---|---|---|
    | R1 | 统一主数据 | 明示·必须 | C1 | — |
Bad:
    | ID | Need | Priority | Component | Acceptance measure |
    |---|---|---|---|---|
    | R1 | One item master | must | C1 | |
Good:
    | ID | Need | Priority | Component | Acceptance measure |
    |---|---|---|---|---|
    | R1 | One item master | must | C1 | No duplicate among 500 items |
    | R2 | Own app | could | — | |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import deferred, is_blank, label

CODE = "RQ204"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    optional = deferred(report)
    for grid in report.grids_of("requirements"):
        for cell in grid.cells("acceptance"):
            row = grid.rows[cell.row]
            if is_blank(cell.text) and row[0] not in optional:
                yield Fault(
                    cell.line,
                    Words(f"{label(row)} 没有验收指标", f"{label(row)} has no acceptance measure"),
                    Words(
                        "写一个能测的指标：谁、做什么、多少、多久",
                        "write a measure one can test: who does what, how many, how fast",
                    ),
                    "warning" if grid.is_list else None,
                )
