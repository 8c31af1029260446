"""A phase that does not say how long it takes or when it is.

阶段没有时长，也没有起止时间。

Why: a plan without time cannot be late, and therefore will be.

为何：没有时间的计划谈不上延误，所以一定延误。

Bad:
    ## 实施建议
    | 编号 | 阶段 | 时长 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 待定 | 店总 | 测试通过 |
    | P2 | 推广 |  | 店总 | 全部上线 |
Bad:
    ## Implementation Plan
    | Phase | Owner | Exit |
    |---|---|---|
    | Pilot | Site lead | Test passed |
    | Roll-out | Site lead | All sites live |
Good:
    ## 实施建议
    | 编号 | 阶段 | 时间 | 负责人 | 退出条件 |
    |---|---|---|---|---|
    | P1 | 试点 | 2027-06 至 2027-07 | 店总 | 测试通过 |
Good:
    ## Implementation Plan
    - Phase 1: Pilot, weeks 1-6, site lead.
    - Phase 2: Roll-out, ten weeks, site lead.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.lacking import lacking

CODE = "PL602"
SEVERITY: Severity = "error"

_TIME = re.compile(
    r"\d ?(?:个?月|周|天|个?工作日|年|日)|第 ?\d|[一二两三四五六七八九十半]个?[月周天年]|20\d\d|t ?\+ ?\d|q[1-4]"
    r"|\d ?h\b"
    r"|(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]?(?:days?|weeks?|wks?|months?|mo\b|years?)"
    r"|(?:weeks?|months?|days?|quarter) \d|january|february|march|april|june|july|august|september|october"
    r"|november|december"
)


def check(report: Report) -> Iterator[Fault]:
    for lack in lacking(report, "duration", _TIME):
        yield Fault(
            lack.line,
            Words(f"{lack.zh}没有时长", f"{lack.en} has no duration"),
            Words("写时长或起止月份，例如“2 个月”", "give a length or months, e.g. “2 months” or “2027-06 to 2027-07”"),
            lack.severity,
        )
