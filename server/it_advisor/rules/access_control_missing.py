"""Not a word on who signs in and who may see what.

全文没有写谁能登录、谁能看什么。

Why: every system has users, and the first incident asks who had access.

为何：每个系统都有用户，出了事先查谁有权限。

Bad:
    ## 推荐系统方案
    选云 ERP 与仓库管理系统，两者用接口对接。
    ## 实施建议
    分两期上线。
Good:
    ## 推荐系统方案
    选云 ERP，单点登录，按岗位授权。
    ## 实施建议
    分两期上线。
Good:
    ## Solution
    A hosted ERP with single sign-on; access by role.
    ## Implementation
    Two phases.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "SC806"
SEVERITY: Severity = "warning"

_ACCESS = Phrases(
    r"权限|授权(?!费|价|许可)|访问控制|单点登录|扫码登录|统一身份|身份认证|多因素|双因素|零信任|分权|按岗位|按角色|账号"
    r"|single sign-on|\bsso\b|\bmfa\b|multi-factor|two-step|two-factor|access (?:by|control|right|review|list|table)"
    r"|permission|least privilege|role[- ]based|by role|zero trust|identity|who may (?:read|see)|log ?in|signs?[- ]in"
    r"|two factors|only (?:the )?[a-z ]{0,24}(?:may|can) (?:see|read|open)",
)


def check(report: Report) -> Iterator[Fault]:
    """Only of a report that has a solution and a plan: a fragment may leave it to another page."""
    if not {"solution", "plan"} <= {section.role for section in report.sections} and not report.roles & {"types"}:
        return
    if not report.says(_ACCESS):
        yield Fault(
            report.line_of("solution", "types"),
            Words("没有写身份与权限", "identity and access are not mentioned"),
            Words(
                "写明如何登录、按什么授权、谁定期复核",
                "say how people sign in, by what they get access, and who reviews it",
            ),
        )
