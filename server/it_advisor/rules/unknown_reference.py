"""A row that refers to an id no table lists.

引用了不存在的编号。

Why: the thread from a need to what meets it and pays for it breaks.

为何：从需求到组件、阶段、费用的线断了。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 统一主数据 | C1、C7 | 无重码 |

    | 编号 | 层 | 选择 | 比较过的替代 |
    |---|---|---|---|
    | C1 | 应用 | 云 ERP | 甲；乙 |
Good:
    | ID | Need | Component | Acceptance measure | Phase |
    |---|---|---|---|---|
    | R1 | One item master | C1 | No duplicate | P1 |

    | ID | Layer | Choice | Alternatives weighed |
    |---|---|---|---|
    | C1 | Application | Cloud ERP | A; B |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import ids_in

CODE = "RQ207"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """Of letters that some table numbers; what no table numbers may mean anything (C4 models, P1 incidents)."""
    known = {name for grid in report.grids if grid.kind != "other" for name in grid.ids()}
    letters = {name[0] for name in known}
    for grid in report.grids_of("requirements"):
        for role in ("component", "phase", "line"):
            for cell in grid.cells(role):
                lost = sorted(name for name in ids_in(cell.text) - known if name[0] in letters)
                if lost:
                    names = "、".join(lost)
                    yield Fault(
                        cell.line,
                        Words(f"没有 {names} 这一行", f"no table lists {', '.join(lost)}"),
                        Words("改成表中有的编号，或补上这一行", "name a row there is, or add the row"),
                    )
