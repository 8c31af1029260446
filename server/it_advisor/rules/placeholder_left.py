"""A placeholder that nobody filled in.

没有填写的占位符。

Why: it shows that the report was not read before it was sent.

为何：说明报告在提交前没有人通读。

Bad:
    负责人：[待填写]，上线日期：20XX 年 X 月。
Bad:
    The total is {{ amount }}, see [insert source]; TBD by <owner name>.
Good:
    Opening hours are unknown, to be confirmed by the service manager (see [the list](list.md)).
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.wording import elsewhere
from it_advisor.text import short

CODE = "HY001"
SEVERITY: Severity = "error"

_PLACEHOLDER = Phrases(
    r"\{\{ ?[a-z\u4e00-\u9fff][^{}]{0,60}\}\}|\{%[^{}]{0,60}%\}"
    r"|[\[［【<(（](?:待填|待补|请填|填写|此处填|插入|insert |fill in|add your |your (?:name|company|organi[sz]ation)"
    r"|to be (?:filled|added|completed)|placeholder)[^\[\]［【】<>()（）]{0,40}[\]】>)）]"
    r"|[\[［【<](?:add |your )[^\[\]［】【<>()（）]{0,40}[\]】>]"
    r"|[\[［【<](?:待定|name|date|amount|price|vendor|vendor (?:[a-z]|name)|product|product (?:[a-z]|name))[\]】>]"
    r"|<(?:owner|name|date|amount|company|vendor|product|organi[sz]ation)[^<>]{0,30}>"
    r"|(?<![a-z\d])(?:tbd|tba|tbc|todo(?! (?:app|list))|fixme|lorem ipsum|x{3,}|20xx|[¥$€£] ?x+|x+ ?万元?)(?![a-z\d])"
    r"|(?<![a-z\d])xx ?%"
    r"|(?:某某|xx|××) ?(?:公司|集团|系统|产品|经理)|[\[［【](?:公司|客户|项目|供应商|厂商|产品)(?:名称|名)?[\]】]"
    r"|yyyy-mm(?:-dd)?|_{3,}",
)
_SIGNED = re.compile(r"(?:签字|签名|签章|盖章|日期|sign(?:ed|ature)?|name|date|place)[^_]{0,24}_*$")
"""Before a line that is left to be written on by hand."""


_REACH = 30


def check(report: Report) -> Iterator[Fault]:
    found = [
        (hit.passage.line, hit.words)
        for hit in report.find(_PLACEHOLDER)
        if not (hit.words.startswith("_") and _SIGNED.search(hit.before(_REACH)))
    ]
    for line, said in (*found, *elsewhere(report, _PLACEHOLDER)):
        yield Fault(
            line,
            Words(f"占位符“{short(said)}”", f"the placeholder “{short(said)}”"),
            Words(
                "填上内容；不知道的写“未知，由谁确认”",
                "fill it in; for what you do not know write “unknown, to be confirmed by …”",
            ),
        )
