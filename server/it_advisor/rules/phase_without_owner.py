"""A phase that nobody is responsible for.

阶段没有负责人。

Why: when it slips, everybody waits for somebody.

为何：一旦拖延，人人都在等别人。

Bad:
    ## 实施建议
    | 编号 | 阶段 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 2 个月 | — | 测试通过 |
Bad:
    ## Implementation Plan
    - Phase 1: Design (6 weeks). Done when the chart is signed.
    - Phase 2: Roll-out (10 weeks). Done when all sites are live.
Good:
    ## 实施建议
    | 编号 | 阶段 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 2 个月 | 店总（假设） | 测试通过 |
Good:
    ## Implementation Plan
    - Phase 1: Design (6 weeks), led by the finance lead. Done when the chart is signed.
    - Phase 2: Roll-out (10 weeks). Owner: site lead. Done when all sites are live.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.lacking import lacking

CODE = "PL601"
SEVERITY: Severity = "error"

_OWNER = re.compile(
    r"负责|责任|牵头|主导|经理|主任|总监|厂长|院长|组长|店长|owner|responsib|led by|lead\b|leads\b|manager"
    r"|director|officer"
    r"|head of|\bcio\b|\bcto\b|\bcfo\b|in charge"
)


def check(report: Report) -> Iterator[Fault]:
    for lack in lacking(report, "owner", _OWNER):
        yield Fault(
            lack.line,
            Words(f"{lack.zh}没有负责人", f"{lack.en} has no owner"),
            Words(
                "写一个真有的岗位，不知道就写“（假设）”",
                "name a role that exists there; mark it “(assumed)” if you guess",
            ),
            lack.severity,
        )
