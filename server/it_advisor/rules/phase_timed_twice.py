"""One phase with two durations: its dates, its length, or what the text says of it do not agree.

同一阶段两个时长：起止日期、时长或正文说法不一致。

Why: staff and vendors are booked by one of the two.

为何：人和厂商总是按其中一个排的。

Bad:
    | 阶段 | 时间 | 时长 | 负责人 |
    |---|---|---|---|
    | 试点 | 2027-06 至 2027-07 | 4 个月 | 店总 |
Bad:
    ## Implementation Plan
    | Phase | Duration | Owner |
    |---|---|---|
    | Pilot at one site | 2 months | Site lead |

    Pilot at one site takes 5 months in all.
Bad:
    | Phase | Start | End | Duration |
    |---|---|---|---|
    | Pilot | 1 Mar 2027 | 31 May 2027 | 5 months |
Good:
    | 阶段 | 时间 | 时长 | 负责人 |
    |---|---|---|---|
    | 试点 | 2027-06 至 2027-07 | 2 个月 | 店总 |
    | 推广 | 2027-12-15 至 2028-01-31 | 6 周 | 店总 |
Good:
    | Phase | Start | End | Duration |
    |---|---|---|---|
    | Pilot | 1 Mar 2027 | 31 May 2027 | 3 months |
Good:
    ## Implementation Plan
    | Phase | Duration | Owner |
    |---|---|---|
    | Pilot at one site | 8 weeks | Site lead |

    Pilot at one site takes 2 months.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.dates import spans
from it_advisor.report.figures import Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.stages import length
from it_advisor.rules.sums import said
from it_advisor.rules.wording import told

CODE = "CO902"
SEVERITY: Severity = "error"

_TAKES = re.compile(
    r"(?: phase)?(?: (?:takes|lasts|runs(?: for)?|needs)| \(|:) ?(?:about )?"
    r"|(?:阶段)?(?:共|为期|历时|时长|工期|周期|需要?|约|用|持续|：|:| |（){1,3}"
)
_START = re.compile(r"start|begin|from|开始|起|启动", re.IGNORECASE)
_END = re.compile(r"end|finish|until|^to$|结束|止|完成", re.IGNORECASE)
_ROOM = Decimal("1.1")
"""Months between what dates and lengths may differ: part months at both ends."""
_LESS_ROOM = Decimal("0.6")
"""Where days are given, or where it is only doubted."""


def check(report: Report) -> Iterator[Fault]:
    """The text against the table is a warning: it may speak of a part."""
    lengths: dict[str, tuple[Figure, int]] = {}
    for grid in report.grids_of("phases"):
        column, named = grid.at("duration"), grid.at("phase")
        for row in range(len(grid.rows)) if column is not None else ():
            figure = grid.figure(row, column or 0)
            if figure is not None and length(figure) is not None:
                yield from _dates(grid, row, figure)
                if named is not None and len(grid.rows[row][named]) >= 4:
                    lengths[grid.rows[row][named].lower()] = figure, grid.line_of(row)
    yield from _text(report, lengths)


def _dates(grid: Grid, row: int, figure: Figure) -> Iterator[Fault]:
    """A warning where only months are given and they are one off: both may be cut in half."""
    span = next(spans(_when(grid, row)), None)
    ends = length(figure)
    if span is None or ends is None or ends[0] - _LESS_ROOM < span.months < ends[1] + _LESS_ROOM:
        return
    months = said(round(span.months, 1))
    fault = _fault(grid.line_of(row), span.text, f"{months} 个月", f"{months} months", figure)
    apart = not ends[0] - _ROOM < span.months < ends[1] + _ROOM
    yield fault if apart else fault._replace(severity="warning")


def _when(grid: Grid, row: int) -> str:
    """From when to when, in one cell or in two."""
    places = [place for place, role in enumerate(grid.columns) if role == "when"]
    cells = [grid.rows[row][place] for place in places]
    first, last = (places[0], places[-1]) if len(places) > 1 else (0, 0)
    if last and _START.search(grid.titles[first]) and _END.search(grid.titles[last]) and all(cells):
        return f"{cells[0]} – {cells[-1]}"
    return next(iter(cells), "")


def _text(report: Report, lengths: dict[str, tuple[Figure, int]]) -> Iterator[Fault]:
    if not lengths:
        return
    names = re.compile("|".join(map(re.escape, sorted(lengths, key=lambda name: (-len(name), name)))))
    for passage, words, _, end in told(report, names, "plan", "decision", "next"):
        takes = _TAKES.match(passage.text, end)
        rest = passage.text[takes.end() : takes.end() + 30] if takes else ""
        length_said = next(iter(figures(rest)), None)
        figure, line = lengths[words.lower()]
        mine, theirs = length(length_said), length(figure)
        if length_said is None or length_said.start > 1 or mine is None or theirs is None:
            continue
        if mine[0] > theirs[1] * _ROOM or mine[1] * _ROOM < theirs[0]:
            where_zh, where_en = f"第 {line} 行", f"line {line}"
            yield _fault(
                passage.line, words, f"{length_said.text}（{where_zh}）", f"{length_said.text} ({where_en})", figure
            )._replace(severity="warning")


def _fault(line: int, what: str, zh: str, en: str, figure: Figure) -> Fault:
    return Fault(
        line,
        Words(f"“{what}”是 {zh}，时长写的是 {figure.text}", f"“{what}” is {en}; its length is given as {figure.text}"),
        Words("把日期、时长和正文改成同一个", "make dates, length and text say the same"),
    )
