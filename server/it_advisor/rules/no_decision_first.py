"""The decision is not on the first page.

决策不在第一页。

Why: whoever reads one page only must find what is asked of them.

为何：只看一页的人，也要看到请他批准什么。

Bad:
    ## Business Requirements Analysis
    One item master.
    ## Decision Summary
    Take A.
Good:
    # ERP for Example Ltd
    ## Decision Summary
    Take A; the board approves EUR 300k.
    ## Business Requirements Analysis
    One item master.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST102"
SEVERITY: Severity = "error"

_PAGE = 600
"""Characters that still leave it on the first page."""


def check(report: Report) -> Iterator[Fault]:
    known = [section for section in report.sections if section.known]
    decision = next((section for section in known if section.role == "decision"), None)
    if decision is not None and decision is not known[0]:
        first = known[0].heading
        before = sum(len(section.text) for section in report.sections if section.line < decision.line)
        yield Fault(
            decision.line,
            Words(f"“{decision.heading}”排在“{first}”之后", f"“{decision.heading}” comes after “{first}”"),
            Words(
                "移到最前：选什么、多少钱、何时可用、请谁批准什么",
                "move it to the front: what, how much, by when, who approves what",
            ),
            "warning" if before < _PAGE else None,
        )
