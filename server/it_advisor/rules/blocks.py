"""What the summary block says beside what the tables do: the pairs that must be the same, and where each stands."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from it_advisor.errors import Words
from it_advisor.report.grids import Grid, Kind
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault

R = TypeVar("R")


class Pair(NamedTuple):
    """One thing as the report shows it on a line, and as the block has it."""

    line: int
    what: Words
    shown: str
    value: str
    fits: bool


def differing(*pairs: Pair) -> Iterator[Fault]:
    for one in pairs:
        if not one.fits:
            yield Fault(
                one.line,
                Words(
                    f"{one.what.zh}在正文里是 {one.shown}，摘要块里是 {one.value}",
                    f"{one.what.en} is {one.shown} in the report and {one.value} in the summary block",
                ),
                Words("两处改成一样，相关的合计一并改", "state the same in both, and mend the sums of it"),
                about=one.what.en,
            )


def rows(report: Report, kind: Kind, records: Mapping[str, R]) -> Iterator[tuple[Grid, int, R]]:
    """The rows of tables that have the id of one of the block's records."""
    for grid in report.grids_of(kind):
        for name, row in grid.ids().items():
            if name in records:
                yield grid, row, records[name]


def line_of_key(report: Report, key: str) -> int:
    """The first line of the block that holds a key or an id; the block's first where none does."""
    start = next((at for at, line in enumerate(report.lines) if line.startswith("it_advisor_summary:")), 0)
    found = (
        at
        for at in range(start, len(report.lines))
        if f"{key}:" in report.lines[at] or f"id: {key}," in report.lines[at]
    )
    return next(found, start) + 1
