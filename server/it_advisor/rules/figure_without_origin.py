"""A promised improvement with neither a source nor a mark that it is assumed.

承诺的改善幅度既没有来源，也没有标明是假设。

Why: the benefit rests on a number nobody can check.

为何：收益建立在无人能核对的数字上。

Bad:
    ## 成本效益分析
    - OEE 提升 5–10 个百分点，库存降低 10–20%。
Bad:
    ## Cost-Benefit Analysis
    The system cuts claim handling time by 30%.
Good:
    ## 成本效益分析
    - 库存降低 10%（假设，仓储经理按 2025 年盘点核实）。
Good:
    ## Cost-Benefit Analysis
    The system cuts claim handling time by 30% (measured in the pilot of March 2026).
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sources import blocks_of_text, has_origin
from it_advisor.text import short

CODE = "EV401"
SEVERITY: Severity = "warning"

_RATE = r"\d[\d.]{0,6} ?(?:[-–~至到] ?[+-]?\d[\d.]{0,6} ?)?(?:%|个百分点|percent|percentage points?)"
_SHARE = ("%", "个百分点", "percent")
"""One of them is in every such phrase; most texts have none."""
_NEED = re.compile(r"\bR\d{1,3}\b")
"""What is wanted is no source of what is gained."""
_GAIN = re.compile(
    rf"(?:提升|提高|增加|增长|降低|下降|减少|缩短|节省|节约|压缩|改善|[+-]) ?(?:了|约|至少|超过)? ?{_RATE}"
    rf"|(?:improv|rais|increas|reduc|cut|sav|lower|shorten|decreas|boost|grow"
    rf"|fall|drop|shrink|declin)[a-z]{{0,6}} [^.;\n]{{0,60}}?{_RATE}"
    rf"|{_RATE} (?:less|fewer|more|faster|lower|higher|reduction|improvement|increase)"
)


def check(report: Report) -> Iterator[Fault]:
    for line, text in blocks_of_text(report):
        small = text.lower()
        found = _GAIN.search(small) if any(sign in small for sign in _SHARE) else None
        if found and not has_origin(_NEED.sub("", text)):
            said = short(text[found.start() : found.end()])
            yield Fault(
                line,
                Words(f"“{said}”没有来源，也没有标明是假设", f"“{said}” has neither a source nor a mark as assumed"),
                Words(
                    "写明出处和日期；没有出处就写“假设”，并写由谁、怎样核实",
                    "name the source with its date; without one write “assumption” and who confirms it how",
                ),
            )
