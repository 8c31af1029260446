"""A machine-readable summary block that cannot be read.

机器可读摘要读不出来。

Why: whatever reads the block (cost estimates, documents, later checks) finds nothing.

为何：依靠摘要块的测算、导出和检查都用不了。

Bad:
    ## 附：机器可读摘要
    ```yaml
    it_advisor_summary: 1
    title: ERP
    language: zh
    currency: 人民币
    ```
Bad:
    ## Annex: Machine-Readable Summary
    ```yaml
    it_advisor_summary: 1
    title: [ERP
    ```
Good:
    ## Annex
    The interface list stands in a file of its own.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "ST108"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    if report.summary is None and report.summary_fault is not None:
        fault = report.summary_fault
        at = next((n for n, line in enumerate(report.lines, 1) if line.startswith("it_advisor_summary:")), 1)
        yield Fault(
            at,
            Words(f"摘要块读不出来：{short(fault.zh, 300)}", f"the block cannot be read: {short(fault.en, 300)}"),
            Words(
                "按所说的字段改正；结构见 schema://report-summary", "mend the fields named; see schema://report-summary"
            ),
        )
