"""A go-live on the first page that the plan does not reach by then, or only long after; or a day no calendar has.

首页的上线日期与计划对不上，或写了日历上没有的日子。

Why: the first page is what the organisation prepares for; the plan is what the project does.

为何：全公司按首页的日期准备，项目按计划走。

Bad:
    ## 决策摘要
    上线时间：2027 年 3 月 1 日。
    ## 实施计划
    | 阶段 | 时间 | 时长 | 负责人 |
    |---|---|---|---|
    | 试点 | 2027.02–2027.06 | 5 个月 | 生产副总 |
    | 推广 | 2027.07–2027.09 | 3 个月 | 营销副总 |
Bad:
    ## Decision Summary
    Go-live: 1 March 2027.
    ## Implementation Plan
    | Phase | Start | Duration | Owner |
    |---|---|---|---|
    | Documents | Jan 2027 | 3 months | Partner |
    | Ledger | Apr 2027 | 3 months | CFO |
    | Stabilise | Jul 2027 | 2 months | IT |
Bad:
    ## Next Steps
    The board decides on 30 February 2027.
Good:
    ## Decision Summary
    Go-live: 1 July 2027; the pilot is live in February 2027.
    ## Implementation Plan
    | Phase | Start | Duration | Owner |
    |---|---|---|---|
    | Documents | Jan 2027 | 3 months | Partner |
    | Ledger | Apr 2027 | 3 months | CFO |
    | Stabilise | Jul 2027 | 2 months | IT |
Good:
    ## 决策摘要
    2027 年 9 月 1 日全部上线。
    ## 实施计划
    | 阶段 | 时间 | 时长 | 负责人 |
    |---|---|---|---|
    | 试点 | 2027.02–2027.06 | 5 个月 | 生产副总 |
    | 推广 | 2027.07–2027.09 | 3 个月 | 营销副总 |
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.dates import Day, days, spans
from it_advisor.report.grids import Grid
from it_advisor.report.passages import MOST_HITS, Hit
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.stages import length
from it_advisor.rules.wording import told

CODE = "CO915"
SEVERITY: Severity = "warning"

_LIVE = re.compile(
    r"上线(?:时间|日期)?|投入使用|启用|go(?:es)?[- ]live|(?:is|are|be|goes)? ?live (?:by|on|from|in)"
    r"|works? with it from"
    r"|in (?:use|production) (?:by|from)"
)
_PART = re.compile("试点|首批|第一批|一期|首店|pilot|trial|first (?:site|store|wave|plant)|若|如果|if ")
_AFTER = re.compile(
    "质保|稳定|保驾|优化|收尾|运维|验收期|stabili|hyper-?care|warranty|support|clos(?:e|ing)|optimi", re.I
)
_LATE_DAY = re.compile(r"(?:29|[3-9]\d)(?=[日号])|[-/.月 ](?:29|3\d)(?!\d)|3\d (?:feb|apr|jun|sep|nov)|29 feb")
"""What may be a day that some months have not."""
_TOLD = re.compile(r"[日号]|\d(?:st|nd|rd|th)|^\d{1,2} (?:february|april|june|september|november)")
_REACH = 24
_LATE = 2
"""Months after the plan's end that a go-live may be named for."""


class Plan(NamedTuple):
    """In months: when the last phase begins that brings something live, and when the plan ends."""

    last: int
    end: int


def check(report: Report) -> Iterator[Fault]:
    for passage in dict.fromkeys(hit.passage for hit in report.find(_LATE_DAY)):
        wrong = (day for day in days(passage.text) if not day.is_possible and _is_told(passage.text, day))
        yield from (_impossible(passage.line, passage.text, day) for day in islice(wrong, MOST_HITS))
    plan = next((found for grid in report.grids_of("phases") if (found := _plan(report, grid))), None)
    for hit in told(report, _LIVE, "decision") if plan else ():
        day = None if _PART.search(hit.clause()) else _day(hit)
        if plan and day is not None and day.year and not plan.last <= day.months <= plan.end + _LATE:
            yield _fault(hit, day, plan)
            return


def _is_told(text: str, day: Day) -> bool:
    """Whether it can only be a day: “Feb 31” may be thirty-one orders in February."""
    return bool(day.year) or _TOLD.search(text[day.start : day.end + 1].lower()) is not None


def _day(hit: Hit) -> Day | None:
    """The day named behind the words, else the one before them."""
    behind = next(days(hit.after(_REACH)), None)
    before = list(days(hit.before(_REACH)))
    return behind or (before[-1] if before else None)


def _plan(report: Report, grid: Grid) -> Plan | None:
    """From the phases' days; else from their lengths and the day the plan is said to begin."""
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    found = [(_starts(grid, row), grid.rows[row]) for row in rows]
    if any(start is None for start, _ in found):
        return _reckoned(report, grid, rows)
    known = [(start, cells) for start, cells in found if start is not None]
    lasting = [start.months for start, cells in known if not any(map(_AFTER.search, cells[:2]))]
    ends = [day.months for cell in grid.cells("when") for day in days(cell.text) if day.year]
    if not lasting or not ends or any(start.year <= 1 for start, _ in known):
        return None
    return Plan(max(lasting), max(ends) + (0 if _has_spans(grid) else _LATE))


def _has_spans(grid: Grid) -> bool:
    return any(next(spans(cell.text), None) for cell in grid.cells("when"))


def _starts(grid: Grid, row: int) -> Day | None:
    when = grid.at("when")
    text = grid.rows[row][when] if when is not None else ""
    span = next(spans(text), None)
    return span.first if span else next(days(text), None)


def _reckoned(report: Report, grid: Grid, rows: list[int]) -> Plan | None:
    column = grid.at("duration")
    whole = next((span for one in report.passages if one.role == "plan" for span in spans(one.text)), None)
    if column is None or whole is None or whole.first.year <= 1 or grid.at("when") is not None:
        return None
    lengths = [length(grid.figure(row, column)) for row in rows]
    if any(one is None for one in lengths):
        return None
    before = sum(int(one[0]) for one in lengths[:-1] if one is not None)
    return Plan(whole.first.months + before, whole.last.months)


def _impossible(line: int, text: str, day: Day) -> Fault:
    said = text[day.start : day.end].strip()
    return Fault(
        line,
        Words(f"没有“{said}”这一天", f"there is no {said}"),
        Words("改成日历上有的日子", "name a day the calendar has"),
        "error",
    )


def _fault(hit: Hit, day: Day, plan: Plan) -> Fault:
    first, last = (f"{(months - 1) // 12}-{(months - 1) % 12 + 1:02}" for months in plan)
    said = f"{day.year}-{day.month:02}"
    return Fault(
        hit.passage.line,
        Words(
            f"首页写 {said} 上线，计划的最后阶段 {first} 才开始、{last} 结束",
            f"go-live is {said} here; the plan's last phase begins in {first} and ends in {last}",
        ),
        Words("首页和计划写成同一个日期", "state one date on the first page and in the plan"),
    )
