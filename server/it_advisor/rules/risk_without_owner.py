"""A risk that nobody owns.

没有责任人的风险。

Why: what everybody watches nobody watches.

为何：人人都管，就没人管。

Bad:
    | 编号 | 风险 | 触发信号 | 应对 | 责任人 |
    |---|---|---|---|---|
    | K1 | 店员不扫码 | 扫码率低于 80% | 每店一名带教 | — |
Bad:
    ## Risks
    Risk: paper is kept. Trigger: few notes in July. Mitigation: a short form.
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

CODE = "RK703"
SEVERITY: Severity = "warning"

_SAID = re.compile(
    r"责任人|负责|牵头|归口|经理|主管|总监|owner|owned by|responsible|manager|director|head of|lead(?:er)?(?![a-z])"
)


def check(report: Report) -> Iterator[Fault]:
    what = Words("没有责任人", "has no owner")
    fix = Words("写一个职务，例如“仓储经理”", "write a post, e.g. “warehouse manager”")
    return lacking(report, "owner", _SAID, what, fix)
