"""The phases of the plan, as a table, a list or headings hold them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from it_advisor.markdown import Item, Paragraph, plain
from it_advisor.report.columns import Column
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.report.sections import text_of
from it_advisor.rules.tracing import label

_NAMED = re.compile(
    r"(?:第 ?[一二三四五六七八\d] ?(?:阶段|期)|阶段 ?[一二三四五六七八\d]|[一二三四五六]期(?!间)"
    r"|(?:phase|stage) (?:\d|[ivx]{1,4}|one|two|three|four|five)\b|[pm]\d\b)",
    re.IGNORECASE,
)
MONTHS = {"year": Decimal(12), "month": Decimal(1), "week": Decimal(12) / 52, "day": Decimal(12) / 365}
"""By unit, in months."""


class Stage(NamedTuple):
    """A phase. A field is None where the report has no place for it, and blank where it is left empty."""

    name: str
    line: int
    owner: str | None
    duration: str | None
    exit: str | None
    text: str
    is_row: bool
    """Whether each field is one of a table, or of a list that is read as one."""
    is_certain: bool
    """Whether a field that is missing is certainly missing."""


def stages(report: Report) -> tuple[Stage, ...]:
    """From the tables of phases; where there is none, from what the plan's list items or headings call phases."""
    rows = tuple(stage for grid in report.grids_of("phases") for stage in _rows(grid))
    if rows:
        return rows
    told = tuple(_told(report))
    return told if len(told) >= 2 else ()


def _rows(grid: Grid) -> Iterator[Stage]:
    for row, cells in enumerate(grid.rows):
        if not grid.is_total(row) and any(cells):
            when = [cells[place] for role in ("duration", "when") if (place := grid.at(role)) is not None]
            yield Stage(
                _name(grid, cells),
                grid.line_of(row),
                _cell(grid, row, "owner"),
                " ".join(when).strip() if when else None,
                _cell(grid, row, "exit", "acceptance"),
                grid.text_of(row),
                True,
                not grid.is_list,
            )


def _name(grid: Grid, cells: Sequence[str]) -> str:
    place = grid.at("phase", "item")
    return label(cells) if place is None else " ".join(dict.fromkeys((cells[0], cells[place])))


def _cell(grid: Grid, row: int, *roles: Column) -> str | None:
    place = grid.at(*roles)
    return None if place is None else grid.rows[row][place]


def _told(report: Report) -> Iterator[Stage]:
    name, line, parts = "", 0, list[str]()
    for text, at, is_head in _plan(report):
        starts = _NAMED.match(text.lstrip("*#- 0123456789.、)）（("))
        if starts or is_head:
            if name:
                yield _stage(name, line, parts)
            name, line, parts = (text[:40], at, []) if starts else ("", 0, [])
        parts.append(text)
    if name:
        yield _stage(name, line, parts)


def _plan(report: Report) -> Iterator[tuple[str, int, bool]]:
    for section in report.within("plan"):
        yield section.heading, section.line, True
        for block in section.blocks:
            if isinstance(block, Paragraph | Item):
                yield plain(block.spans), block.line, False
            else:
                yield text_of(block), section.line, False


def _stage(name: str, line: int, parts: list[str]) -> Stage:
    """What it says of itself may answer any question; its own number is no answer."""
    text = _NAMED.sub("", " ".join(parts), count=1)
    return Stage(name.split("：")[0].split(":")[0], line, text, text, text, text, False, False)


def length(figure: Figure | None) -> tuple[Decimal, Decimal] | None:
    """A duration's ends in months."""
    times = MONTHS.get(figure.unit) if figure is not None else None
    return None if figure is None or times is None else (figure.low * times, figure.high * times)
