"""Words of the template that should have been replaced.

模板里的话没有换成内容。

Why: the form was handed in, not the report.

为何：交上来的是表格说明，不是报告。

Bad:
    ## 决策摘要
    一页：选什么、多少钱、何时可用、请谁批准什么、申请多少款、什么情况会改变本建议。
Bad:
    ## Annex
    ```yaml
    requirements:
    - {id: R1, need: …, kind: given|implied|assumed, priority: must|should|could}
    ```
Good:
    ## Decision Summary
    One page says what it costs: EUR 300k over three years.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "HY002"
SEVERITY: Severity = "error"

_RESIDUE = re.compile(
    r"given\|implied\|assumed|must\|should\|could|one-off\|yearly|pass\|fail\|open|brief\|source\|assumption"
    r"|请谁批准什么、申请多少款|分给定、隐含、假设。追溯表|至多六条，多数为本组织特有|只输出报告。|交稿前核对|"
    r"不输出）"
    r"|Output the report only|Use these headings, verbatim|At most six, most of them particular"
    r"|Before you answer, check|One page: what, how much, by when|Action, date, owner\.$"
    r"|</?(?:brief|notes|case|report|role|concerns)-[0-9a-f]{12}>|^```(?:markdown|md) *$",
    re.MULTILINE,
)


def check(report: Report) -> Iterator[Fault]:
    """In the raw text: most of it stands in the summary block."""
    counted, number = 0, 1
    for found in _RESIDUE.finditer(report.markdown):
        number += report.markdown.count("\n", counted, found.start())
        counted = found.start()
        yield Fault(
            number,
            Words(f"模板原文“{short(found[0])}”", f"text of the template: “{short(found[0])}”"),
            Words("换成本报告的内容，或删除", "replace it by what this report has to say, or delete it"),
        )
