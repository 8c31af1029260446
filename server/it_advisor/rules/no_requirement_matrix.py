"""Requirements told in prose only, traced to nothing.

需求只有叙述，没有追溯表。

Why: without a row for each need, nobody can check that every one of them is met, proved, planned and paid for.

为何：没有逐条的表，就查不出哪一条没人管、没法验收、没有预算。

Bad:
    ## 业务需求分析
    多个工厂之间调度，部分工序外协；要求质量全程追溯、工艺变更受控、设备联网采集，还要对接仓库与图纸系统，并优先国产数据库。
Bad:
    ## Requirements
    Three depots plan routes on paper. The directors want routes by half past six, proof of delivery for
    every parcel, and invoices from deliveries, without a second planner.
Good:
    ## Requirements
    Three depots plan routes on paper.

    | ID | Need | Component | Acceptance measure |
    |---|---|---|---|
    | R1 | Routes by 06:30 | C1 | On five days running |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "RQ206"
SEVERITY: Severity = "warning"

SHORTEST = 50
"""Characters from which on a section says what is needed, and not only where to read it."""


def check(report: Report) -> Iterator[Fault]:
    if len(report.text("needs")) >= SHORTEST and not any(report.grids_of("requirements")):
        yield Fault(
            report.line_of("needs"),
            Words("没有需求追溯表", "there is no requirements matrix"),
            Words(
                "加一张表：编号、需求、组件、验收指标、阶段、费用行",
                "add a table: id, need, component, acceptance measure, phase, cost line",
            ),
        )
