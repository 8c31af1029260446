"""What every row of a table of risks needs, and how it is found missing."""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.columns import Column
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.lacking import USUAL
from it_advisor.rules.tracing import is_blank, is_open, label


def lacking(report: Report, column: Column, said: re.Pattern[str], what: Words, fix: Words) -> Iterator[Fault]:
    """The rows without it; one fault for a table without the column, or for a section that says nothing of the kind.

    `what` follows the name of the risk: “has no owner”.
    """
    grids = list(report.grids_of("risks"))
    for grid in grids:
        place = grid.at(column)
        if place is None and not any(said.search(cell.text.lower()) for cell in grid.all_cells()):
            yield Fault(grid.line, Words(f"风险表{what.zh}", f"the table of risks {what.en}"), fix)
        labelled = sum(not is_blank(cell.text) for cell in grid.cells(column)) >= USUAL
        for cell in grid.cells(column):
            told = grid.is_list and not labelled and said.search(grid.text_of(cell.row).lower())
            if (is_blank(cell.text) or is_open(cell.text)) and not told:
                name = label(grid.rows[cell.row])
                yield Fault(cell.line, Words(f"{name}{what.zh}", f"{name} {what.en}"), fix, _sure(grid))
    if not grids and "risks" in report.roles and report.text("risks").strip() and not report.says(said, "risks"):
        words = Words(f"各项风险{what.zh}", f"the section on risks {what.en} for any of them")
        yield Fault(report.line_of("risks"), words, fix, "warning")


def _sure(grid: Grid) -> Severity | None:
    return "warning" if grid.is_list else None
