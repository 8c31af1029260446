"""A section every report needs is not there.

缺少报告必有的章节。

Why: a board looks for the decision, the needs, the solution, the plan, the costs, the risks and the next steps; what
is missing cannot be voted on.

为何：决策者要看决策、需求、方案、实施、成本、风险和下一步；缺了哪一块，就没法表决。

Bad:
    ## 决策摘要
    选 A。
    ## 业务需求分析
    统一主数据。
    ## 推荐系统方案
    云 ERP。
    ## 成本效益分析
    三年 300 万元。
    ## 下一步建议
    2027-01-15 总经理签批。
Good:
    ## 1. Executive Summary
    Take A.
    ## 2. Requirements
    One item master.
    ## 3. Recommended Solution
    Cloud ERP.
    ## 4. Implementation Roadmap
    Two phases.
    ## 5. Costs & Benefits
    EUR 300k.
    ## 6. Risk Management
    Two risks.
    ## 7. **Next steps**
    CFO signs on 2027-01-15.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report import HEADINGS, ROLES, Role
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST101"
SEVERITY: Severity = "error"

NEEDED: tuple[Role, ...] = ("decision", "needs", "solution", "plan", "costs", "risks", "next")


def check(report: Report) -> Iterator[Fault]:
    there = report.roles | ({"solution"} if report.roles & {"types", "fit", "features"} else set())
    for role in NEEDED:
        if role not in there:
            zh, en = (HEADINGS[language][ROLES.index(role)].lstrip("# ") for language in ("zh", "en"))
            yield Fault(
                1,
                Words(f"没有“{zh}”一节", f"there is no section “{en}”"),
                Words(f"加上标题“{zh}”，写明这一部分", f"add it under the heading “{en}”"),
                about=role,
            )
