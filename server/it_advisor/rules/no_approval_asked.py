"""A decision section that asks nobody to decide.

决策摘要没有请谁批准什么。

Why: without the approval asked for, and from whom, a board can only take note.

为何：不写请谁批准什么，会议只能“知悉”。

Bad:
    ## 决策摘要
    推荐国产云 ERP，功能全面，适合本企业。
    ## 业务需求分析
    统一主数据。
Bad:
    ## Executive Summary
    The cloud ERP is the best fit and covers all needs.
    ## Requirements
    One item master.
Good:
    ## 决策摘要
    推荐国产云 ERP，请董事会批准三年框架 810 万元。
    ## 业务需求分析
    统一主数据。
Good:
    ## Executive Summary
    The trustees are asked for GBP 43k in the first year.
    ## Requirements
    One item master.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST106"
SEVERITY: Severity = "warning"

_ASKS = Phrases(
    r"批准|审批|批复|核准|表决|签批|请批|批的|申请|同意|决议|授权|立项"
    r"|approv|authori[sz]|sign[- ]off|(?:is|are|be) asked|asks? (?:the|for|that)|asked for|vote|mandate|release of"
    r"|decides?\b|request",
)


def check(report: Report) -> Iterator[Fault]:
    if report.text("decision").strip() and not report.says(_ASKS, "decision"):
        yield Fault(
            report.line_of("decision"),
            Words("没有写请谁批准什么", "it does not say who is asked to approve what"),
            Words(
                "加一句：请（角色）批准（事项），本次申请（金额）",
                "add a sentence: (role) is asked to approve (what), (amount) now",
            ),
        )
