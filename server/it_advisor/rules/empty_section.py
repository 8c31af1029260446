"""A section with a heading and nothing below it.

有标题而没有内容的章节。

Why: the heading promises an answer that the board does not get.

为何：标题许诺了答案，决策者却看不到。

Bad:
    ## 风险提示

    ## 下一步建议
    2027-01-15：总经理签批。
Good:
    ## Recommended System Solution

    ### System Types
    Cloud ERP.

    ## Risks
    None beyond those of any ERP project.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "ST103"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """A heading is not empty where a lower one follows it; a title is none of our sections."""
    for section, following in zip(report.sections, [*report.sections[1:], None], strict=False):
        has_parts = following is not None and following.level > section.level
        if section.known and not section.blocks and not has_parts:
            yield Fault(
                section.line,
                Words(f"“{section.heading}”下面没有内容", f"there is nothing under “{section.heading}”"),
                Words(
                    "写上内容；没有可写的，就写“无”并说明原因",
                    "write it; where there is nothing to say, say “none” and why",
                ),
            )
