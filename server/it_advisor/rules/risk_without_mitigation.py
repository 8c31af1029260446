"""A risk that nothing is done about.

没有应对措施的风险。

Why: a risk without an answer is a complaint.

为何：只写风险不写办法，等于发牢骚。

Bad:
    | 编号 | 风险 | 触发信号 | 应对 | 责任人 |
    |---|---|---|---|---|
    | K1 | 店员不扫码 | 扫码率低于 80% |  | 店长 |
Bad:
    ## Risks
    Staff may keep paper. The vendor may fail. The trigger is seen in July by the service manager.
Good:
    ## 风险提示
    风险：店员不扫码。应对：每店一名带教，由店长负责；扫码率低于 80% 时触发。
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.risk_columns import lacking

CODE = "RK702"
SEVERITY: Severity = "error"

_SAID = re.compile(
    r"应对|措施|对策|缓解|预案|处置|防范|规避|解决|降低|mitigat|response|countermeasure|avoid|contingency|"
    r"fall ?back|handled by|we (?:will|shall)|prevent"
)


def check(report: Report) -> Iterator[Fault]:
    what = Words("没有应对措施", "has no mitigation")
    fix = Words("写谁在何时做什么，来不及时退到哪里", "write who does what and when, and what to fall back to")
    return lacking(report, "mitigation", _SAID, what, fix)
