"""A phase that does not say how one tells that it is over.

阶段没有退出条件。

Why: without it the next phase starts on a date, finished or not.

为何：没有它，下一阶段就按日期开始，不管上一阶段做没做完。

Bad:
    ## 实施建议
    | 编号 | 阶段 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 2 个月 | 店总 | — |
Bad:
    ## Implementation Plan
    | Phase | Duration | Owner |
    |---|---|---|
    | Pilot | 6 weeks | Site lead |
    | Roll-out | 10 weeks | Site lead |
Good:
    ## 实施建议
    | 编号 | 阶段 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 2 个月 | 店总 | 断网测试通过 |
Good:
    ## Implementation Plan
    | Phase | Duration | Owner |
    |---|---|---|
    | Pilot | 6 weeks | Site lead |
    | Roll-out | 10 weeks | Site lead |

    The pilot ends when the test report is signed; the roll-out is done when all sites closed a month.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.lacking import lacking

CODE = "PL603"
SEVERITY: Severity = "error"

_EXIT = re.compile(
    r"验收|退出|完成(?:标准|条件|后)|出口|通过|签字|交付物?|产出|里程碑|达标|上线|标志|成果|定稿"
    r"|exit|done when|ends when|over when|accept|deliverable|criteri|signed|passed|passes|milestone"
    r"|complete when|outcome|live\b|output"
)


def check(report: Report) -> Iterator[Fault]:
    for lack in lacking(report, "exit", _EXIT):
        yield Fault(
            lack.line,
            Words(f"{lack.zh}没有退出条件", f"{lack.en} has no exit criterion"),
            Words(
                "写一件能查证的事，例如“断网测试通过并签字”",
                "name something one can check, e.g. “offline test passed and signed”",
            ),
            lack.severity,
        )
