"""A section out of the usual order.

章节次序不对。

Why: costs before the solution or risks before the plan make the reader leaf back and forth.

为何：没讲方案先讲成本，读者得来回翻。

Bad:
    ## 决策摘要
    选 A。
    ## 成本效益分析
    三年 300 万元。
    ## 业务需求分析
    统一主数据。
Good:
    ## Executive Summary
    Take A.
    ## Requirements
    One item master.
    ## Costs
    EUR 300k.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report import ROLES
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST105"
SEVERITY: Severity = "warning"


def check(report: Report) -> Iterator[Fault]:
    """Each section against the one furthest on in the order before it; the decision has a rule of its own."""
    known = [section for section in report.sections if section.known and section.role not in (None, "decision")]
    main = min((section.level for section in known), default=0)
    furthest = None
    seen = set()
    for section in known:
        assert section.role is not None
        if section.level != main or section.role in seen:
            continue
        seen.add(section.role)
        if furthest is not None and ROLES.index(section.role) < ROLES.index(furthest.role or "annex"):
            yield Fault(
                section.line,
                Words(
                    f"“{section.heading}”排在“{furthest.heading}”之后",
                    f"“{section.heading}” comes after “{furthest.heading}”",
                ),
                Words(f"移到“{furthest.heading}”之前", f"move it before “{furthest.heading}”"),
            )
        else:
            furthest = section
