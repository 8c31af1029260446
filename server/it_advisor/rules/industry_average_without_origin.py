"""An industry average or a benchmark that comes from nowhere.

“行业平均”“行业基准”没有出处。

Why: it is the figure a board will ask about first, and nobody can answer.

为何：管理层首先会问它从哪来，而没有人答得上。

Bad:
    ## 成本效益分析
    行业平均回本周期为 18–30 个月。
Bad:
    ## Cost-Benefit Analysis
    Studies show that one project in three fails.
Good:
    ## 成本效益分析
    行业平均回本周期为 18–30 个月（来源：E4）。
Good:
    ## Cost-Benefit Analysis
    No industry average is used, because none with a source was found.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sources import has_origin
from it_advisor.text import short

CODE = "EV404"
SEVERITY: Severity = "warning"

_AVERAGE = Phrases(
    r"行业(?:平均|基准|均值|水平|经验|惯例|数据)|业界(?:平均|普遍|经验|公认)|同行(?:平均|水平)|研究(?:表明|"
    r"显示)|据统计|数据显示|"
    r"同行(?:通常|普遍|一般|大多)|一般企业(?:可|能)|(?:gartner|idc|forrester|麦肯锡|艾瑞)[^，。]{0,6}(?:显示|表明|指出)|"
    r"most (?:firms|companies|organi[sz]ations) (?:save|see|recover|report)|"
    r"typically,? (?:firms|companies|organi[sz]ations)|"
    r"公开案例(?:区间|数据)|industry (?:average|benchmark|standard figure|norm)|(?:studies|research|surveys?) shows?|"
    r"benchmarks? (?:show|suggest|indicate)|statistics show|experience shows|typical(?:ly)? (?:saves?|"
    r"pays? back|achieves?)"
)
_DENIED = re.compile(r"没有|不用|未采用|不采用|不引用|无法|(?<![a-z])no |not |none|without")
_GRADED = re.compile(r"(?:gartner|idc|forrester|mesa|e\d|20\d\d)")


def check(report: Report) -> Iterator[Fault]:
    for passage, said, *_ in report.find(_AVERAGE):
        text = passage.text.lower()
        named = _GRADED.search(text) and re.search(r"(?:19|20)\d\d", text)
        if not named and not _DENIED.search(text) and not has_origin(passage.text.replace("参考", "")):
            yield Fault(
                passage.line,
                Words(f"“{short(said)}”没有出处", f"“{short(said)}” comes from nowhere"),
                Words(
                    "写明谁、何时、在哪份资料里这样说；说不出就删去，改用本组织自己的数",
                    "say who found it, when and where; else leave it out and use the organisation's own figures",
                ),
            )
