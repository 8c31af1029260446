"""A risk without a sign that it is happening.

没有触发信号的风险。

Why: nobody notices it until it has come true.

为何：没有信号，发现时已经发生。

Bad:
    | 编号 | 风险 | 触发信号 | 应对 | 责任人 |
    |---|---|---|---|---|
    | K1 | 店员不扫码 | — | 每店一名带教 | 店长 |
Bad:
    ## Risks
    Staff may keep paper. Mitigation: one lead at each site, owned by the service manager.
Good:
    | ID | Risk | Trigger | Mitigation | Owner |
    |---|---|---|---|---|
    | K1 | Staff keep paper | Fewer than 8 of 10 entered in July | One lead each site | Service manager |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.risk_columns import lacking

CODE = "RK701"
SEVERITY: Severity = "warning"

_SAID = re.compile(
    r"触发|信号|预警|迹象|一旦|阈值|trigger|sign(?:al)?s?(?![a-z])|threshold|warning|if fewer|as soon as"
)


def check(report: Report) -> Iterator[Fault]:
    what = Words("没有触发信号", "has no trigger")
    fix = Words(
        "写一个看得见的信号和界限，例如“7 月录入少于八成”",
        "write a sign one can see and its limit, e.g. “fewer than 8 of 10 entered in July”",
    )
    return lacking(report, "trigger", _SAID, what, fix)
