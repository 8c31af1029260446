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

_JOINED = re.compile(
    r"[–—~～-] ?(?:[¥$€£]|eur |usd |cny |gbp )?\d[\d.,]{0,15}"
    r" ?(?:%|万|亿|元|个月|周|天|年|人|小时|分钟|[km]\b|million|month|week|day|year|hour|minute|(?= |$|[.,;，。；)）]))"
)
_FIRST = re.compile(
    r"(?:[¥$€£]|eur |usd |cny |gbp )?(?<![\d.,:/+±−–-])(?<![a-z])\d[\d.,]{0,15}"
    r" ?(?:%|万元|亿元|万|亿|元|[km]|million|个月|周|天|年|months?|weeks?|days?|years?)? ?$"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_UNIT = re.compile(r"[%万亿元月周天年人时钟¥$€£]|[a-z]{3}")
_NO_RANGE = re.compile(r"第 ?\d|80 ?[-–—:/] ?20|\d ?(?:点|h\b|o'clock)|days? b|天前|日前")
"""Weeks over the turn of a year, the rule of 80 and 20, hours of the night."""
_TAIL = re.compile(r"^.*\d")
_FALLS = re.compile("从|由|降|缩|减|from|cut|reduc|fall|drop|lower|down|shrink|版|version")
_HOURS = 24
_REACH, _BEFORE, _AFTER = 26, 12, 8
"""Characters that are looked at: for the first figure, for words before it, for a unit behind."""


def check(report: Report) -> Iterator[Fault]:
    for hit in report.find(_JOINED):
        before = hit.before(_REACH)
        first = _FIRST.search(before)
        if first is None or not _falls(first[0], hit.words) or _FALLS.search(before[: first.start()][-_BEFORE:]):
            continue
        start = hit.start - len(first[0])
        words = hit.passage.text[start : hit.end].strip()
        one = next(iter(figures(hit.passage.text[start : hit.end + _AFTER])), None)
        if _NO_RANGE.search(hit.passage.text[max(0, start - 2) : hit.end + _AFTER].lower()):
            continue
        if one is not None and _UNIT.search(words.lower()) and _upside_down(one):
            right = f"{said(one.high)}–{said(one.low)}{_TAIL.sub('', words)}"
            yield Fault(
                hit.passage.line,
                Words(f"区间“{words}”前大后小", f"the range “{words}” runs from the larger to the smaller"),
                Words(f"写成 {right}，或改错的一端", f"write {right}, or mend the end that is wrong"),
            )


def _falls(first: str, second: str) -> bool:
    """A quick look at the digits alone; another scale behind the second figure is looked at closely."""
    one, other = _NUMBER.search(first), _NUMBER.search(second)
    if one is None or other is None:
        return False
    numbers = [found[0].replace(",", "").strip(".") for found in (one, other)]
    return (
        any(number.count(".") > 1 for number in numbers)
        or float(numbers[0]) > float(numbers[1])
        or first[-1:] in "万亿km "
    )


def _upside_down(one: Figure) -> bool:
    """Not so where it may be a date or a turn of the year: 2028-11, 11–2."""
    if one.low <= one.high or one.high < 0 or (one.unit == "hour" and one.low <= _HOURS):
        return False
    return not (one.unit in DURATIONS and one.low >= Decimal(1900)) and one.low <= one.high * 1_000
