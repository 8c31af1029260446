"""A range whose first figure is the larger one.

区间写反了：前大后小。

Why: nobody can tell which end was meant, and a sum over ranges goes wrong without notice.

为何：看不出哪一端写错，按区间加总时会不知不觉算错。

Bad:
    ## 成本效益分析
    实施约 80–50 万元，工期 12–8 周。
Bad:
    ## Costs
    | Item | Amount |
    |---|---|
    | Set-up | EUR 90k-60k |
Good:
    ## 成本效益分析
    实施约 50–80 万元，响应时间从 30–12 分钟降下来；8–2 月不切换；90 万–1.2 亿元；22:00–6:00 值班。
Good:
    ## Costs
    Set-up EUR 60k–90k, -20–10 %, phases P5-P3, 2027-01 to 2026-12, cut from 30 to 12 days.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import DURATIONS, Figure, figures
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import said

CODE = "NU306"
SEVERITY: Severity = "error"

_RANGE = re.compile(
    r"\d[\d.,]{0,15} ?(?:万|亿|k|m|million|%|个?[月周天年]|万元|元|months?|weeks?|days?|years?)?"
    r" ?[–—~～-] ?(?:[¥$€£]|eur |usd |cny )?\d[\d.,]{0,15} ?(?:%|万|亿|元|个月|周|天|年|人|k\b|m\b|million|month"
    r"|week|day|year"
    r"|hour|小时|分钟|minute)|(?:[¥$€£]|eur |usd |cny |gbp )\d[\d.,]{0,15}[km]? ?[–—~-] ?[¥$€£]?\d[\d.,]{0,15}"
)
_FALLS = re.compile("从|由|降|缩|减|下降|from|cut|reduc|fall|drop|lower|down|shrink")
_CLOCK = re.compile(r"\d:\d|q\d|版|version|\bv\d")
_BEFORE = 12
_AFTER = 8
"""Characters around the words: a scale or a unit may stand there."""


def check(report: Report) -> Iterator[Fault]:
    for passage, words in report.find(_RANGE):
        text = passage.text
        at = text.find(words)
        before = text[max(0, at - _BEFORE) : at].lower()
        if before[-1:] in tuple("-−–+±./:0123456789") or (before[-1:].isascii() and before[-1:].isalpha()):
            continue
        if _FALLS.search(before) or _CLOCK.search(before[-3:] + words.lower()):
            continue
        one = next(iter(figures(text[at : at + len(words) + _AFTER])), None)
        if one is not None and _upside_down(one):
            yield Fault(
                passage.line,
                Words(
                    f"区间“{words.strip()}”前大后小", f"the range “{words.strip()}” runs from the larger to the smaller"
                ),
                Words(
                    f"写成 {said(one.high)}–{said(one.low)}（{one.unit or '无单位'}），或改错的一端",
                    f"write {said(one.high)}–{said(one.low)} {one.unit}".rstrip() + ", or mend the end that is wrong",
                ),
            )


def _upside_down(one: Figure) -> bool:
    """Not so where it may be a date or a turn of the year: 2028-11, 11–2."""
    if one.low <= one.high or one.high < 0:
        return False
    return not (one.unit in DURATIONS and one.low >= Decimal(1900)) and one.low <= one.high * 1_000
