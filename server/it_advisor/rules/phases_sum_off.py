"""Phases that do not add up to the duration the report states.

各阶段时长之和与所写总工期不符。

Why: the shorter figure is promised, the longer one is lived through.

为何：对外承诺的是短的，熬过去的是长的。

Bad:
    ## 实施建议
    总工期约 6 个月。

    | 阶段 | 时长 | 负责人 |
    |---|---|---|
    | 准备 | 3 个月 | 项目经理 |
    | 上线 | 4 个月 | IT 经理 |
    | 稳定 | 2 个月 | IT 经理 |
Bad:
    ## Implementation Plan
    The whole project takes 12 weeks.

    | Phase | Duration | Owner |
    |---|---|---|
    | Design | 6 weeks | Finance lead |
    | Pilot | 8 weeks | Site lead |
    | Roll-out | 10 weeks | Site lead |
Good:
    ## Implementation Plan
    The whole project takes 24 weeks.

    | Phase | Duration | Owner |
    |---|---|---|
    | Design | 6 weeks | Finance lead |
    | Pilot | 8 weeks | Site lead |
    | Roll-out | 10 weeks | Site lead |
Good:
    ## 实施建议
    总工期约 18 个月。

    | 阶段 | 时长 | 负责人 |
    |---|---|---|
    | 底座 | 0–3 个月 | 数据负责人 |
    | 履约 | 4–9 个月 | 电商负责人 |
    | 增长 | 10–18 个月 | 增长负责人 |
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.dates import Span as Stretch
from it_advisor.report.dates import spans
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.headings import Role
from it_advisor.report.passages import Passage
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.stages import MONTHS, length
from it_advisor.rules.sums import said
from it_advisor.rules.wording import told

CODE = "NU307"
SEVERITY: Severity = "error"

_WHOLE = Phrases(
    r"(?:总工期|工期(?=共|合计|总共|：)|总周期|总时长|项目周期|项目工期|实施周期|实施工期|建设周期|建设期|整体工期"
    r"|全程|整个(?:项目|实施))"
    r"(?:预计|总共|共计|合计|约|为|共|需|是|在|控制在|[：: ]){0,4}(?=[\d一二三四五六七八九十半])"
    r"|(?:批准|启动|立项|起点|开工)，共 ?(?=\d{1,2} ?个月)"
    r"|(?:(?:total|overall|project|implementation) (?:duration|timeline|time|period)"
    r"|the (?:whole |entire |full )?(?:project|programme|program|implementation|roll-?out|whole)"
    r"|all (?:\w+ )?phases(?: together)?)"
    r"(?: will| is| of| takes?| lasts?| runs?| over| about| for| spans?|:){1,3} (?=\d|[a-z]{3,6}[ -](?:month|week))"
)
_TOGETHER = re.compile(r"(?:合计|总共|共计|共)[约为需： ]{0,3}(?=[\d一二三四五六七八九十半]{1,3} ?(?:个月|周|年))")
_TITLE = re.compile(r"[- ](?:month|week) (?:project|programme|program|implementation|roadmap|plan|roll-?out)")
_IN_ALL = re.compile(r"(?:months|weeks) (?:in (?:total|all)|altogether|overall|all told|from start to finish)")
_SIDE_BY_SIDE = re.compile("重叠|并行推进|同步进行|交叉|穿插|overlap|in parallel|concurrent|simultaneous")
_ROOM = Decimal("1.1")
_LEAST = 2
_MOST = 20
"""Statements that are looked at."""


class Span(NamedTuple):
    """In months."""

    low: Decimal
    high: Decimal
    unit: str

    def text(self, zh: bool) -> str:
        times = MONTHS[self.unit]
        low, high = said(round(self.low / times, 1)), said(round(self.high / times, 1))
        unit = {
            "month": ("个月", " months"),
            "week": ("周", " weeks"),
            "day": ("天", " days"),
            "year": ("年", " years"),
        }
        return f"{low if low == high else f'{low}–{high}'}{unit[self.unit][0 if zh else 1]}"


class Stated(NamedTuple):
    """How long it all takes, as a sentence says."""

    span: Span
    passage: Passage
    text: str
    is_plain: bool
    """Whether the words can mean nothing else."""


def check(report: Report) -> Iterator[Fault]:
    """A warning where only one end is off. Silent where the plan says that phases overlap, or names the sum itself."""
    grid, total = next(((grid, span) for grid in report.grids_of("phases") if (span := _sum(grid))), (None, None))
    stated = list(islice(_stated(report, grid), _MOST)) if grid else []
    yield from (fault for one in stated for fault in _against_dates(one))
    if grid is None or total is None or not stated or report.says(_SIDE_BY_SIDE, "plan", "decision"):
        return
    if any(_agrees(total, one.span) for one in stated) or _agrees_with_calendar(grid, stated[0].span):
        return
    one = stated[0]
    apart = total.low > one.span.high * _ROOM or total.high * _ROOM < one.span.low
    yield Fault(
        one.passage.line,
        Words(
            f"各阶段相加为 {total.text(True)}，这里写“{one.text}”",
            f"the phases add up to {total.text(False)}; here it says “{one.text}”",
        ),
        Words(
            f"改成 {total.text(True)}，或写明哪些阶段重叠、重叠多久",
            f"write {total.text(False)}, or say which phases overlap and for how long",
        ),
        None if apart and one.is_plain else "warning",
    )


def _agrees(one: Span, other: Span) -> bool:
    return all(
        mine <= theirs * _ROOM and theirs <= mine * _ROOM
        for mine, theirs in ((one.low, other.low), (one.high, other.high))
    )


def _agrees_with_calendar(grid: Grid, stated: Span) -> bool:
    """Whether it is the time from the first phase's beginning to the last one's end: phases may overlap."""
    found = [span for cell in grid.cells("when") for span in spans(cell.text)]
    if len(found) < _LEAST:
        return False
    first, last = min(span.first for span in found), max(span.last for span in found)
    months = Stretch(first, last, "").months
    return _agrees(Span(months, months, "month"), stated)


def _against_dates(one: Stated) -> Iterator[Fault]:
    """Ten months in all, from February to November: the two must be the same."""
    for span in islice(spans(one.passage.text), 1):
        if not one.span.low - _ROOM < span.months < one.span.high + _ROOM:
            months = said(round(span.months, 1))
            yield Fault(
                one.passage.line,
                Words(
                    f"“{span.text}”是 {months} 个月，这里写“{one.text}”",
                    f"“{span.text}” is {months} months, not “{one.text}”",
                ),
                Words("日期和时长改成一致", "make dates and length agree"),
                "warning",
            )


def _stated(report: Report, grid: Grid) -> Iterator[Stated]:
    """Words before a figure or behind it, or a “30-week project”. A sentence that names a phase speaks of that one."""
    names = [cell.text.lower() for cell in grid.cells("phase") if len(cell.text) > _LEAST]
    for pattern, reach in ((_WHOLE, 0), (_TITLE, 3), (_IN_ALL, 8), (_TOGETHER, 0)):
        roles: tuple[Role, ...] = ("plan",) if pattern is _TOGETHER else ()
        for hit in told(report, pattern, *roles):
            at = max(0, hit.start - reach) if reach else hit.end
            text = hit.passage.text
            found = list(figures(text[at : hit.end] if reach else text[at : at + 30]))
            figure = found[-1 if reach else 0] if found else None
            ends = length(figure)
            if figure is None or ends is None or (not reach and figure.start > 1):
                continue
            words = text[at + figure.start : hit.end] if reach else text[hit.start : hit.end + figure.end]
            if not any(name in text.lower() for name in names):
                yield Stated(Span(*ends, figure.unit), hit.passage, words.strip(), pattern is not _TOGETHER)


def _sum(grid: Grid) -> Span | None:
    """Silent where some phase has no length, or where calendar dates may overlap."""
    column = grid.at("duration")
    if column is None:
        return None
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    found = [figure for row in rows if (figure := grid.figure(row, column)) is not None]
    ends = [length(figure) for figure in found]
    read = [end for end in ends if end is not None]
    if len(read) < len(rows) or len(rows) < _LEAST:
        return None
    unit = found[0].unit
    if _are_places(found):
        return Span(read[-1][1], read[-1][1], unit)
    return Span(sum((low for low, _ in read), Decimal(0)), sum((high for _, high in read), Decimal(0)), unit)


def _are_places(found: Sequence[Figure]) -> bool:
    """0–3, 4–9, 10–18: each begins where the one before it ends."""
    pairs = list(pairwise(found))
    return all(one.is_range for one in found[1:]) and all(0 <= b.low - a.high <= 1 for a, b in pairs)
