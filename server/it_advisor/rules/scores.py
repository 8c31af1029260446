"""The scoring table: its criteria with their weights, and the rows that say the outcome."""

import re

from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid, named_weight

_OUTCOME = re.compile(r"加权|总分|得分|总评|合计|总计|排名|名次|weighted|total|score|rank|overall|sum", re.IGNORECASE)
_COST = re.compile(r"成本|费用|投入|价格|costs?(?![a-z])|price|tco|ownership", re.IGNORECASE)
"""A criterion, also where it is a total: the total cost of ownership."""


def is_outcome(grid: Grid, row: int) -> bool:
    return any(
        _OUTCOME.search(text) and not _COST.search(text) for text in grid.rows[row][: max(1, grid.at("weight") or 1)]
    )


def criteria(grid: Grid) -> list[tuple[int, Figure]] | None:
    """By row, its weight; None where one cannot be read for certain."""
    column = grid.at("weight")
    found = []
    for row in range(len(grid.rows)):
        figure = grid.figure(row, column) if column is not None else named_weight(grid.rows[row][0])
        if is_outcome(grid, row):
            continue
        if figure is None or figure.is_range or figure.value < 0:
            return None
        found.append((row, figure))
    return found
