"""Payment milestones that do not add up to the cost lines they pay for.

付款节点合计与其对应的费用行对不上。

Why: either the vendor is paid more than the board approved, or part of the work has no money.

为何：要么付的比批的多，要么有一部分活没有钱。

Bad:
    ## 实施建议
    实施合同（L1、L2）按验收付款：

    | 付款节点 | 验收依据 | 付款比例 | 金额 |
    |---|---|---:|---:|
    | 试点 | 测试报告 | 40% | 40,000 |
    | 上线 | 验收单 | 60% | 60,000 |
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价 | 金额（元） |
    |---|---|---:|---:|---:|
    | L1 | 实施 | 40 | 2,000 | 80,000 |
    | L2 | 接口 | 2 | 20,000 | 40,000 |
Good:
    ## Implementation Plan
    L1 and L2 are paid by these milestones:

    | Milestone | Accepted by | Share | Amount |
    |---|---|---:|---:|
    | Pilot | Test passed | 40% | 48,000 |
    | Live | Report accepted | 60% | 72,000 |
    ## Costs
    | ID | Item | Quantity | Unit price | Amount |
    |---|---|---:|---:|---:|
    | L1 | Set-up | 40 | 2,000 | 80,000 |
    | L2 | Interfaces | 2 | 20,000 | 40,000 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import said, same_unit
from it_advisor.rules.tracing import ids_in, parts_of
from it_advisor.rules.wording import told

CODE = "CO913"
SEVERITY: Severity = "error"

_PAID = re.compile(r"付款|分期|milestones?|is paid|are paid|contract (?:\(l|covers)")
_NEAR = 20
"""Lines from the table within which a sentence may say what it pays for."""


def check(report: Report) -> Iterator[Fault]:
    grids = list(report.grids_of("payments"))
    lines = _amounts(report)
    if len(grids) == 1 and lines and (paid := _sum(grids[0])) is not None:
        named = _named(report, grids[0], set(lines))
        due = [lines[name] for name in sorted(named, key=parts_of)]
        if due and same_unit([*(one.unit for one in due), paid.unit]):
            total = sum((one.value for one in due), Decimal(0))
            if abs(total - paid.value) > paid.step / 2 + sum((one.step for one in due), Decimal(0)) / 2:
                names = sorted(named, key=parts_of)
                yield Fault(
                    grids[0].line,
                    Words(
                        f"付款合计 {said(paid.value)}，对应的 {'、'.join(names)} 合计 {said(total)}",
                        f"the payments are {said(paid.value)}, those they pay for ({', '.join(names)}) {said(total)}",
                    ),
                    Words(
                        f"各节点按 {said(total)} 重算，或写明还付哪一行",
                        f"reckon the payments on {said(total)}, or name the lines that are paid too",
                    ),
                )


def _sum(grid: Grid) -> Figure | None:
    column = grid.at("amount")
    found = [grid.figure(cell.row, column) for cell in grid.cells("amount")] if column is not None else []
    read = [one for one in found if one is not None and not one.is_range]
    if not read or len(read) < len(found):
        return None
    return read[0]._replace(low=sum((one.value for one in read), Decimal(0)))


def _named(report: Report, grid: Grid, known: set[str]) -> set[str]:
    """The cost lines that a sentence near the table says are paid by it."""
    for hit in told(report, _PAID, "plan", "costs"):
        if abs(hit.passage.line - grid.line) <= _NEAR and (ids := ids_in(hit.passage.text) & known):
            return ids
    return set()


def _amounts(report: Report) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for grid in report.grids_of("costs"):
        column = grid.at("amount")
        for name, row in grid.ids().items() if column is not None else ():
            figure = grid.figure(row, column or 0)
            if name.startswith("L") and figure is not None and not figure.is_range:
                found.setdefault(name, figure)
    return found
