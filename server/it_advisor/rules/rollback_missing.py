"""A system is replaced and there is no way back.

替换旧系统，却没有回退办法。

Why: on the night of the switch there is then only one direction, whatever breaks.

为何：切换当晚不管出什么事，都只能往前走。

Bad:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    数据试迁三次，培训两天，三个月上线。
Bad:
    ## Requirements
    The legacy ERP is to be replaced.
    ## Implementation Plan
    Data are migrated twice; training takes two days.
Good:
    ## 业务需求分析
    旧 ERP 已停止维护，须替换旧系统。
    ## 实施建议
    数据试迁三次，新旧并行两周，培训两天。
Good:
    ## Requirements
    The legacy ERP is to be replaced.
    ## Implementation Plan
    Data are migrated twice; old and new run side by side for a month.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.replacing import replaced
from it_advisor.rules.wording import told

CODE = "PL606"
SEVERITY: Severity = "error"

_BOTH = re.compile("并行|in parallel|parallel (?:run|season|work|operation)|side by side")
_SAID = Phrases(
    r"回退|回滚|回切|退回|双轨|双写|切回|灰度|蓝绿|影子|旧系统.{0,12}(?:只读|保留|待命|备用)|恢复到旧|后备"
    r"|roll(?:s|ed|ing)?[- ]?back|fall[- ]?back|back-?out|revert"
    r"|(?:goes?|going|returns?|moves?) (?:back )?to (?:the )?(?:old|previous|former|existing)|goes? back to"
    r"|works? on with|stays? ready|kept? ready"
    r"|together for|go or stop|blue[-/ ]green|canary|old system (?:stays|remains|is kept)|switch back|shadow"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where nothing is replaced, or the report has no plan."""
    old = replaced(report)
    if old is not None and not report.says(_SAID) and not _run_together(report):
        yield Fault(
            report.line_of("plan"),
            Words(
                f"要替换旧系统（“{old}”），没有回退或并行",
                f"a system is replaced (“{old}”); there is no way back and no parallel run",
            ),
            Words(
                "写明何时、由谁决定回退，怎么退，旧系统留到哪天",
                "say who decides to go back, until when, how, and how long the old system stays",
            ),
        )


def _run_together(report: Report) -> bool:
    """The plan keeps the old system beside the new one; as the exit of a phase alone it is a test, no way back."""
    return next(told(report, _BOTH), None) is not None
