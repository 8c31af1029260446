"""A law or standard the brief names and the report never answers.

简报点名的法规或标准，报告没有回应。

Why: it is found at the audit, when changing the system is dearest.

为何：等到测评或审计才发现，改起来最贵。

Brief:
    business_nature: 区域酒店集团，12 家酒店
    technical_requirements: 会员统一；等保二级；PCI DSS
Bad:
    ## 推荐系统方案
    卡号不进 PMS，走支付机构托管页，符合 PCI DSS。
Good:
    ## 推荐系统方案
    卡号不进 PMS，走支付机构托管页，符合 PCI DSS；系统按网络安全等级保护二级测评。
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.regimes import regimes_in

CODE = "SC801"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    if report.brief is None:
        return
    brief = report.brief.brief
    asked = f"{brief.business_nature}\n{brief.technical_requirements or ''}"
    answered = regimes_in(report.prose)
    for name in regimes_in(asked):
        if name not in answered:
            yield Fault(
                report.line_of("needs"),
                Words(
                    f"简报要求 {name}，报告一次也没有提到", f"the brief asks for {name}; the report never mentions it"
                ),
                Words(
                    "写明由哪个组件满足、如何验收、谁测评、费用在哪一行",
                    "say which component meets it, how that is proved, who assesses it and which line pays",
                ),
                about=name,
            )
