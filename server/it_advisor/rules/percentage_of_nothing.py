"""A percentage of improvement that does not say of what, or from where.

提升百分之几，却没说是什么的、从多少起。

Why: “30 % more efficient” can be neither measured before nor checked after.

为何：“效率提升 30%”事前量不出，事后也查不了。

Bad:
    ## 成本效益分析
    系统上线后，整体效率提升 30%。
Bad:
    ## Cost-Benefit Analysis
    The platform improves productivity by 30%.
Good:
    ## 成本效益分析
    月结由 10 天缩短到 6 天，效率提升 40%；人工审核工作量下降 30%。
Good:
    ## Cost-Benefit Analysis
    The invoices a clerk handles in a day rise by 30%, from 40 to 52.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.dates import DATE
from it_advisor.report.figures import figures
from it_advisor.report.passages import Hit
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "NU313"
SEVERITY: Severity = "warning"

_PERCENT = re.compile("%|个百分点|percent")
_FIGURE = r"\d[\d.]{0,5}(?: ?[-–~～至到] ?\d[\d.]{0,5})? ?$"
_VAGUE = re.compile(
    r"(?:效率|人效|生产力|业绩|效益|竞争力|体验|能力|水平|性能|绩效|质量|成本|^|[，。；、：:])[也可将预计会有望整体大幅平均约]{0,6}"
    r"(?:提升|提高|增长|增加|降低|下降|减少|优化|改善|节省|节约)[了约至少超过达近 ]{0,4}"
    rf"{_FIGURE}"
    r"|(?:efficiency|productivity|performance|effectiveness|operations|experience|competitiveness|costs?)"
    r" (?:by|up|improves? by|rises? by|increases? by|falls? by|of) (?:up to |about |at least |around |over )?"
    rf"{_FIGURE}"
)
_OF = re.compile(
    r" ?(?:more|better|higher|greater|improvement in|increase in|gain in|reduction in)"
    r" (?:efficien|productiv|performan|competitiv|experience|costs?\b)[a-z]*"
)
_NUMBER = re.compile(_FIGURE)
_REACH = 60
_BASE = re.compile(
    "从|由|基线|现状|目前|原|去年|当前|基准|相比|比.{1,12}[高低少多快]|×|即|折合|合计|from |baseline|currently"
    "|today|versus"
    "|compared|against|i\\.e\\.|worth|that is"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where the sentence has a second figure or names the base."""
    for hit in report.find(_PERCENT):
        words = _vague(hit)
        text = DATE.sub("", hit.passage.text) if words else ""
        others = [one for one in figures(text) if one.unit not in ("%", "points")]
        if words and not others and not _BASE.search(text.lower()):
            yield Fault(
                hit.passage.line,
                Words(
                    f"“{short(words)}”：没有基数",
                    f"“{short(words)}”: of what, from where?",
                ),
                Words(
                    "写明是哪个量、现在是多少、到多少，例如“月结由 10 天到 6 天”",
                    "name the measure, what it is now and what it will be, e.g. “month-end from 10 days to 6”",
                ),
            )


def _vague(hit: Hit) -> str:
    """The words around the percentage, where they name no measure."""
    before = hit.before(_REACH)
    if found := _VAGUE.search(before):
        return (found[0] + hit.words).strip("，。；、：: ")
    number, behind = _NUMBER.search(before), _OF.match(hit.after(_REACH).lower())
    return f"{number[0]}{hit.words}{behind[0]}" if number and behind else ""
