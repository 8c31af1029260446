"""A component that no requirement asks for.

没有需求对应的组件。

Why: it costs money and nobody can say what for.

为何：花了钱，却说不出为了什么。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 统一主数据 | C1 | 无重码 |

    | 编号 | 层 | 选择 | 比较过的替代 |
    |---|---|---|---|
    | C1 | 应用 | 云 ERP | 甲；乙 |
    | C2 | 数据 | 数据湖 | 丙；丁 |
Good:
    | ID | Need | Component | Acceptance measure |
    |---|---|---|---|
    | R1 | One item master | C1, C2 | No duplicate |

    | ID | Layer | Choice | Alternatives weighed |
    |---|---|---|---|
    | C1 | Application | Cloud ERP | A; B |
    | C2 | Data | Master data tool | C; D |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import label, traced

CODE = "RQ203"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """Silent where the requirements name no component by its id: then nothing can be traced."""
    asked = {name for _, names in traced(report) for name in names if name.startswith("C")}
    if not asked:
        return
    for grid in report.grids_of("components"):
        for name, row in grid.ids().items():
            if name not in asked:
                yield Fault(
                    grid.line_of(row),
                    Words(f"没有需求用到 {label(grid.rows[row])}", f"no requirement needs {label(grid.rows[row])}"),
                    Words(
                        "在追溯表里写明它满足哪条需求，或去掉它",
                        "name the requirement it meets in the matrix, or drop it",
                    ),
                    "warning" if grid.is_list else None,
                )
