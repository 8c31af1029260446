"""The thread from a requirement to what meets it, as tables and the summary block hold it."""

import re
from collections.abc import Iterator, Sequence

from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.text import short

_ID = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\d{1,3}|[A-Z]{2,4}-\d{1,3})(?![A-Za-z0-9-])")
_RANGE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,4}-?)(\d{1,3}) ?(?:[-–—~～至到]|to) ?(?:\1)?(\d{1,3})(?![A-Za-z0-9-])")
_LONGEST = 40
"""Ids of a range that are told one by one; a longer one is no range of rows."""
_EVERY = re.compile("(?:全部|所有|各)(?:组件|系统)?|(?:all|every)(?: the)?(?: components?| systems?)?", re.IGNORECASE)
_BLANK = re.compile(r"[-–—/\s.·]*|n/?a|无|none|nil|空|不适用|not applicable|没有|暂无", re.IGNORECASE)
_OPEN = re.compile("待定|待补|未定|tbd|open|to be (?:defined|decided|set)|[?？]{1,3}", re.IGNORECASE)
_DROPPED = re.compile("可选|could|不做|暂不|not now|out of scope|won't", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Nothing, or a mark for nothing."""
    return _BLANK.fullmatch(text.strip()) is not None


def is_open(text: str) -> bool:
    """Whether it is said to be decided later."""
    return _OPEN.fullmatch(text.strip()) is not None


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def parts_of(name: str) -> tuple[str, int]:
    """The letters of an id and its number: R12 is R and 12, REQ-3 is REQ- and 3."""
    letters = name.rstrip("".join(filter(str.isdecimal, name)))
    return letters, int(name[len(letters) :])


def ids_in(text: str) -> set[str]:
    """The ids a text names, C1–C3 as all three."""
    ranges = ((found[1], int(found[2]), int(found[3])) for found in _RANGE.finditer(text))
    return set(_ID.findall(text)).union(
        *(
            {f"{letters}{number}" for number in range(low, min(high, low + _LONGEST) + 1)}
            for letters, low, high in ranges
        )
    )


def label(row: Sequence[str]) -> str:
    """A row as a message names it: its id and the longer of its next two cells."""
    return short(" ".join((*row[:1], max(row[1:3], key=len, default=""))), 50)


def deferred(report: Report) -> set[str]:
    """The requirements that a deviation is entered for, or that are optional."""
    found = {name for grid in report.grids_of("deviations") for name in grid.ids()}
    if report.summary is not None:
        found |= {need.id for need in report.summary.requirements if need.deviation}
    found |= {row[0] for grid in report.grids_of("requirements") for row in grid.rows if _is_dropped(grid, row)}
    return found | {name for line in _register_lines(report) for name in ids_in(line)}


def _is_dropped(grid: Grid, row: Sequence[str]) -> bool:
    places = [place for place, role in enumerate(grid.columns) if role in ("kind", "priority")]
    return any(_DROPPED.search(row[place]) for place in places)


def _register_lines(report: Report) -> Iterator[str]:
    """What is said under a line that names the deviation register."""
    for passage in report.passages:
        if not passage.is_cell and ("偏离" in passage.text or "eviation" in passage.text):
            yield passage.text


def traced(report: Report) -> Iterator[tuple[str, set[str]]]:
    """Each requirement's id and the ids its row names; “all components” are those of the tables."""
    every = {name for grid in report.grids_of("components") for name in grid.ids()}
    for grid in report.grids_of("requirements"):
        component = grid.at("component")
        for row in grid.rows:
            whole = component is not None and _EVERY.fullmatch(row[component].strip())
            yield row[0], ids_in(" ".join(row[1:])) | (every if whole else set())
