"""A system is replaced and nothing is said about moving its data.

替换旧系统，却没有数据迁移。

Why: the old data are what the business runs on, and moving them is what projects fail at.

为何：业务靠的就是旧数据，项目失败也多败在迁移上。

Bad:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    三个月上线，培训两天，出错即回退。
Bad:
    ## Requirements
    The legacy ERP is to be replaced.
    ## Implementation Plan
    Live in three months after two days of training; roll back on errors.
Good:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    数据试迁三次，培训两天，出错即回退。
Good:
    ## Requirements
    A first ERP for a new company.
    ## Implementation Plan
    Live in three months.
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.replacing import replaced

CODE = "PL604"
SEVERITY: Severity = "error"

_SAID = Phrases(
    r"迁移|迁入|试迁|迁数据|数据.{0,6}导入|历史数据|期初|数据转换|数据割接|旧数据"
    r"|migrat|data (?:move|load|transfer|conversion|import)|moving (?:the )?(?:records|data)|carry (?:over|open)"
    r"|convert(?:ed|ing)? (?:the )?data|opening balances|typed in by|records are moved|import of"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where nothing is replaced, or the report has no plan."""
    old = replaced(report)
    if old is not None and not report.says(_SAID):
        yield Fault(
            report.line_of("plan"),
            Words(
                f"要替换旧系统（“{old}”），没有数据迁移",
                f"a system is replaced (“{old}”); nothing is said about moving its data",
            ),
            Words(
                "写明迁什么、迁几次、谁核对、不迁的放哪里",
                "say what is moved, how many rehearsals, who checks, and where the rest stays",
            ),
        )
