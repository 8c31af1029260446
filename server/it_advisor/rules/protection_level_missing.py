"""China's multi-level protection without the level.

写了等保，没写几级。

Why: level two and level three differ in cost, time and in whether an assessment is due every year.

为何：二级和三级的费用、工期、是否每年测评都不同。

Bad:
    ## 业务需求分析
    系统须符合等保要求。
Good:
    ## 业务需求分析
    系统须符合等保二级。
Good:
    ## Requirements
    The system is assessed at MLPS level 3.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "SC805"
SEVERITY: Severity = "warning"

_NAMED = re.compile(r"等保|等级保护|\bmlps\b")
_LEVEL = re.compile(
    r"(?:等保|等级保护|mlps)[^。；;|]{0,14}(?:[一二三四1-4] ?级|level [1-4]|l[1-4])"
    r"|(?:[一二三四1-4] ?级|level [1-4])[^。；;|]{0,6}(?:等保|等级保护|mlps)",
)


def check(report: Report) -> Iterator[Fault]:
    named = next(report.find(_NAMED), None)
    if named is not None and not report.says(_LEVEL):
        yield Fault(
            named[0].line,
            Words("没有写等保几级", "the level of protection is not said"),
            Words(
                "写明级别，并把测评机构、时间、费用写进计划",
                "state the level, and plan the assessment: who, when, how much",
            ),
        )
