"""An assumption that nobody is to confirm.

没有人负责确认的假设。

Why: it stays an assumption until the invoice comes.

为何：没人确认，它就一直是假设，直到发票寄来。

Bad:
    | 编号 | 陈述 | 性质 | 出处或确认人 |
    |---|---|---|---|
    | E2 | 每年 1,200 工时 | 假设 | — |
Good:
    | ID | Statement | Kind | Source, or who confirms it |
    |---|---|---|---|
    | E2 | 1,200 hours a year | assumption | Service manager by a one-week time sheet |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import is_blank, label

CODE = "EV407"
SEVERITY: Severity = "warning"


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("evidence"):
        kind, who = grid.at("kind"), grid.at("source", "owner", "basis")
        if kind is None or who is None:
            continue
        for row, cells in enumerate(grid.rows):
            if cells[kind].lower().startswith(("假设", "assum")) and is_blank(cells[who]):
                yield Fault(
                    grid.line_of(row),
                    Words(f"{label(cells)}：没有确认人", f"{label(cells)}: nobody is to confirm it"),
                    Words("写由谁、用什么办法、何时确认", "write who confirms it, how and by when"),
                )
