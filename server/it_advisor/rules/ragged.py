"""Rows of a table with more or fewer cells than its header."""

import re

from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report

_BAR = re.compile(r"(?<!\\)\|")


def cells_in(report: Report, line: int) -> int:
    """As it is written in a line of the report."""
    text = report.bare_lines[line - 1].strip("> \t")
    return len(_BAR.findall(text.removeprefix("|").removesuffix("|"))) + 1


def is_ragged(report: Report, grid: Grid) -> bool:
    """Whether a row's figures may stand under another column's title."""
    rows = () if grid.is_list else map(grid.line_of, range(len(grid.rows)))
    return any(cells_in(report, line) != len(grid.titles) for line in rows)
