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
from it_advisor.report.figures import DATE, figures
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "NU313"
SEVERITY: Severity = "warning"

_PERCENT = r"\d[\d.]{0,5}(?: ?[-–~～至到] ?\d[\d.]{0,5})? ?(?:%|个百分点|percent)"
_VAGUE = re.compile(
    r"(?:效率|人效|生产力|业绩|效益|竞争力|体验|能力|水平|性能|绩效|质量|成本|^|[，。；、：:])(?:也|可|将|预计"
    r"|会|有望|整体|大幅|平均|约){0,3}"
    rf"(?:提升|提高|增长|增加|降低|下降|减少|优化|改善|节省|节约)(?:了|约|至少|超过|达|近|[ ]){{0,3}}{_PERCENT}"
    r"|(?:efficiency|productivity|performance|effectiveness|operations|experience|competitiveness|costs?)"
    r" (?:by|up|improves? by|rises? by|increases? by|falls? by|of)"
    rf" (?:up to |about |at least |around |over )?{_PERCENT}"
    rf"|{_PERCENT} (?:more|better|higher|greater|improvement in|increase in|gain in|reduction in)"
    r" (?:efficien|productiv|performan|competitiv|experience|costs?\b)"
)
_BASE = re.compile(
    "从|由|基线|现状|目前|原|去年|当前|基准|相比|比.{1,12}[高低少多快]|×|即|折合|合计|from |baseline|currently"
    "|today|versus"
    "|compared|against|i\\.e\\.|worth|that is"
)


def check(report: Report) -> Iterator[Fault]:
    """Silent where the sentence has a second figure or names the base."""
    for passage, words in report.find(_VAGUE):
        text = DATE.sub("", passage.text)
        others = [one for one in figures(text) if one.unit not in ("%", "points")]
        if not others and not _BASE.search(text.lower()):
            yield Fault(
                passage.line,
                Words(
                    f"“{short(words.strip('，。；、：: '))}”：没有基数",
                    f"“{short(words.strip())}”: of what, from where?",
                ),
                Words(
                    "写明是哪个量、现在是多少、到多少，例如“月结由 10 天到 6 天”",
                    "name the measure, what it is now and what it will be, e.g. “month-end from 10 days to 6”",
                ),
            )
