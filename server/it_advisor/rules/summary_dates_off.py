"""Phases whose length differs between the summary block and the plan, or a go-live outside the plan.

摘要块的阶段时长与计划表不同，或上线日期不在计划之内。

Why: one of the two dates is in the contract.

为何：两个日期里总有一个写进了合同。

Block:
    it_advisor_summary: 1
    title: Example
    language: en
    currency: EUR
    decision: {choice: A, amount: null, by: 2027-06, approval: board, changes_if: trial fails}
    requirements: [{id: R1, need: one record, kind: given, priority: must, acceptance: no error}]
    components: [{id: C1, layer: application, choice: A}]
    options: [{id: O1, name: A, verdict: recommended, gates: pass}]
Bad:
    ## 实施建议
    | 编号 | 阶段 | 时间 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|---|
    | P1 | 试点 | 2027-06 至 2027-07 | 2 个月 | 店总 | 测试过 |

    ```yaml
    currency: CNY
    decision: {choice: 甲, amount: null, by: 2028-06, approval: 董事会, changes_if: 试点不过}
    phases: [{id: P1, name: 试点, start_month: 5, months: 4, owner: 店总, exit: 测试过}]
    ```
Bad:
    ## Implementation Plan
    | ID | Phase | Length | Owner | Exit |
    |---|---|---|---|---|
    | P1 | Pilot | 8 weeks | Site lead | Test passed |

    ```yaml
    decision: {choice: A, amount: null, by: month 9, approval: board, changes_if: trial fails}
    phases: [{id: P1, name: Pilot, start_month: 0, months: 5, owner: Site lead, exit: Test passed}]
    ```
Good:
    ## Implementation Plan
    | ID | Phase | When | Length | Owner | Exit |
    |---|---|---|---|---|---|
    | P1 | Pilot | 2027-06 to 2027-07 | 8 weeks | Site lead | Test passed |

    ```yaml
    decision: {choice: A, amount: null, by: 2027-08, approval: board, changes_if: trial fails}
    phases: [{id: P1, name: Pilot, start_month: 5, months: 2, owner: Site lead, exit: Test passed}]
    ```
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.blocks import Pair, differing, line_of_key, rows
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.stages import length
from it_advisor.rules.sums import said
from it_advisor.summary import Phase

CODE = "CO912"
SEVERITY: Severity = "error"

_MONTH = re.compile(r"(20\d\d)[-./年] ?(\d{1,2})")
_ROOM = Decimal("0.5")
_LATE = 2
"""Months after the last phase that a go-live may be named for."""


def check(report: Report) -> Iterator[Fault]:
    summary = report.summary
    if summary is None:
        return
    phases = {phase.id: phase for phase in summary.phases}
    months: list[int] = []
    for grid, row, phase in rows(report, "phases", phases):
        yield from _lengths(grid, row, phase)
    for grid in report.grids_of("phases"):
        cells = [grid.rows[row][when] for row in grid.ids().values()] if (when := grid.at("when")) is not None else []
        months += [_count(*found) for cell in cells for found in _MONTH.findall(cell)]
    found = _MONTH.search(summary.decision.by)
    if found and months and not min(months) <= _count(*found.groups()) <= max(months) + _LATE:
        last = f"{(max(months) - 1) // 12}-{(max(months) - 1) % 12 + 1:02}"
        yield Fault(
            line_of_key(report, "by"),
            Words(
                f"摘要块写 {found[0]} 投入使用，计划表到 {last}",
                f"the block says “by {found[0]}”; the plan ends in {last}",
            ),
            Words("两处改成同一个日期", "state the same date in both"),
            "warning",
        )


def _count(year: str, month: str) -> int:
    return int(year) * 12 + int(month)


def _lengths(grid: Grid, row: int, phase: Phase) -> Iterator[Fault]:
    yield from _payments(grid, row, phase)
    column = grid.at("duration")
    figure = grid.figure(row, column) if column is not None else None
    ends = length(figure)
    if figure is not None and ends is not None:
        what = Words(f"{phase.id} 的时长（月）", f"the length of {phase.id} in months")
        fits = _fits(figure, ends, phase)
        yield from differing(Pair(grid.line_of(row), what, figure.text, said(phase.months), fits))


def _payments(grid: Grid, row: int, phase: Phase) -> Iterator[Fault]:
    column = grid.at("share")
    figure = grid.figure(row, column) if column is not None else None
    if figure is not None and figure.unit == "%" and phase.payment_pct and not figure.agrees(phase.payment_pct):
        yield Fault(
            grid.line_of(row),
            Words(
                f"{phase.id} 表里付 {figure.text}，摘要块里付 {said(phase.payment_pct)}%",
                f"{phase.id} is paid {figure.text} in the plan and {said(phase.payment_pct)} % in the summary block",
            ),
            Words("两处改成同一个比例", "state the same share in both"),
        )


def _fits(figure: Figure, ends: tuple[Decimal, Decimal], phase: Phase) -> bool:
    """0–3 and 4–9 months may be places in time rather than lengths."""
    if figure.is_range and abs(phase.start_month + phase.months - ends[1]) <= 1:
        return True
    return ends[0] - _ROOM <= phase.months <= ends[1] + _ROOM
