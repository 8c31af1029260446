"""A requirement that nothing in the solution meets.

没有任何组件满足的需求。

Why: it will be found missing when the system is live.

为何：上线后才会发现这条没人管。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 | 阶段 | 预算行 |
    |---|---|---|---|---|---|
    | R1 | 统一主数据 | C1 | 无重码 | P1 | L1 |
    | R2 | 断网可用 | — | 断网 4 小时不丢单 | — | — |
Good:
    | ID | Need | Component | Acceptance measure | Phase | Budget line |
    |---|---|---|---|---|---|
    | R1 | One item master | C1 | No duplicate | P1 | L1 |
    | R2 | Works offline | — | Deferred | — | — |

    | ID | What is relaxed or deferred, why, who must agree |
    |---|---|
    | R2 | Deferred to 2028; the plant manager must agree |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import deferred, is_blank, label

CODE = "RQ202"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """A warning where a phase or a cost line takes care of it: some needs are met by how one works."""
    registered = deferred(report)
    for grid in report.grids_of("requirements"):
        others = [place for role in ("phase", "line") if (place := grid.at(role)) is not None]
        for cell in grid.cells("component"):
            row = grid.rows[cell.row]
            if is_blank(cell.text) and row[0] not in registered:
                met = any(not is_blank(row[place]) for place in others)
                yield Fault(
                    cell.line,
                    Words(f"{label(row)} 没有组件", f"{label(row)} has no component"),
                    Words(
                        "写上由哪个组件满足；不做就登记偏离，写明原因和须谁同意",
                        "name the component that meets it, or enter a deviation: why, and who must agree",
                    ),
                    "warning" if met or grid.is_list else None,
                )
