"""A system is replaced and nobody is trained.

替换旧系统，却没有培训。

Why: people go back to their spreadsheets in the first busy week.

为何：头一个忙周，大家就回到自己的表格里去了。

Bad:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    数据试迁三次，三个月上线，出错即回退。
Bad:
    ## Requirements
    The legacy ERP is to be replaced.
    ## Implementation Plan
    Data are migrated twice; roll back on errors.
Good:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    数据试迁三次，按班次培训两天，出错即回退。
Good:
    ## Requirements
    The legacy ERP is to be replaced.
    ## Implementation Plan
    Data are migrated twice; clerks are trained for a day.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.replacing import replaced

CODE = "PL605"
SEVERITY: Severity = "error"

_SAID = Phrases(
    r"培训|上岗|带教|教练|操作题|演练操作|学习|train(?!s\b)|coach|workshop|e-?learning|onboarding|taught|teach"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where nothing is replaced, or the report has no plan."""
    old = replaced(report)
    if old is not None and not report.says(_SAID):
        yield Fault(
            report.line_of("plan"),
            Words(f"要替换旧系统（“{old}”），没有培训", f"a system is replaced (“{old}”); nobody is trained"),
            Words(
                "写明谁培训、培训谁、多久、怎样算会",
                "say who trains whom, for how long, and how one tells that they can",
            ),
        )
