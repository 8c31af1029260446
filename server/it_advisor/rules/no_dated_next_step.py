"""Next steps without a single date.

下一步没有一个日期。

Why: a step without a date is not taken.

为何：没有日期的事，没有人会去做。

Bad:
    ## 下一步建议
    1. 组织 2–4 周 POC。
    2. 梳理编码与标签。
Bad:
    ## Next Steps
    1. Ask three vendors for quotes.
    2. Sign the contract.
Good:
    ## 下一步建议
    1. 2026-12-11 前：财务核对账单。
Good:
    ## Next Steps
    1. By 11 December 2026: treasurer checks Gift Aid.
Good:
    ## 后续步骤
    1. 批准后第 3 周：采购经理发出询价。
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.dates import DATE
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST107"
SEVERITY: Severity = "error"

_SOON = re.compile(
    r"第 ?[\d一二三四五六七八九十]+ ?[周月天日]|[\d一二三四五六七八九十]+ ?(?:周|天|日|个工作日|个月)(?:之?内|后|前)"
    r"|(?:本|下|次)[周月]|\d月(?:底|初|中旬|上旬|下旬|内|前)|q[1-4]"
    r"|[一二三四]季度|(?:week|month|day) \d|within \d+ (?:days|weeks|months)|(?:next|this) (?:week|month|quarter)"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?<![\d.])\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4})(?!\d)|(?<![\d.])\d{1,2}\.\d{1,2}\.(?= ?[a-z])"
    r"|(?<![\d./])(?:by|before|until|on|due) \d{1,2}/\d{1,2}(?![\d/])"
    r"|(?:by|in|before|until|end of|mid-?) ?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|in \d+ (?:days|weeks|months)",
)
_LEFT_TO = re.compile("日期由|dates? (?:are|is|will be) set by")


def check(report: Report) -> Iterator[Fault]:
    """The evidence often stands in the same section; its dates are not those of steps."""
    ledger = {grid.line_of(row) for grid in report.grids_of("evidence") for row in range(len(grid.rows))}
    steps = [one for one in report.passages if one.role == "next" and one.line not in ledger]
    if not steps or any(DATE.search(one.text) or _SOON.search(one.text.lower()) for one in steps):
        return
    yield Fault(
        report.line_of("next"),
        Words("没有一项写明日期", "no step has a date"),
        Words("每项写上日期和负责人，例如“2027-01-15：…”", "give each a date and an owner, e.g. “2027-01-15: …”"),
        "warning" if any(_LEFT_TO.search(one.text.lower()) for one in steps) else None,
    )
