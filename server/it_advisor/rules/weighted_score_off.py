"""A weighted score that does not follow from its weights and points.

加权总分算错了。

Why: the recommendation rests on this figure; a wrong one may put the wrong option first.

为何：推荐就建在这个数上，算错可能把第二名写成第一名。

Bad:
    | 准则 | 权重 | 方案A | 方案B |
    |---|---:|---:|---:|
    | 功能 | 60 | 4 | 3 |
    | 成本 | 40 | 3 | 5 |
    | 加权总分 | 100 | 72 | 70 |
Bad:
    | Criterion | Weight | A | B |
    |---|---:|---:|---:|
    | Fit | 60% | 4 | 3 |
    | Cost | 40% | 3 | 5 |
    | Weighted score | 100% | 3.6 | 3.2 |
Good:
    | Criterion | Weight | A | B |
    |---|---:|---:|---:|
    | Fit | 60% | 4 | 3 |
    | Cost | 40% | 3 | 5 |
    | Weighted score | 100% | 3.6 | 3.8 |
Good:
    | 准则 | 权重 | 方案A | 方案B |
    |---|---:|---:|---:|
    | 功能 | 60 | 4 | 3 |
    | 成本 | 40 | 3 | 5 |
    | 加权总分 | 100 | 72 | 76 |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.scores import criteria, is_outcome
from it_advisor.rules.sums import said
from it_advisor.text import short

CODE = "NU312"
SEVERITY: Severity = "error"

_RANK = re.compile("排名|名次|rank|unweighted|未加权", re.IGNORECASE)
_WEIGHTED = re.compile("加权|weighted|小计|subtotal", re.IGNORECASE)
_FACTORS = tuple(Decimal(one) for one in ("1", "20", "10", "25", "100", "0.01", "5", "33.33333", "0.2", "0.1", "2"))
"""What a weighted mean may be multiplied by: points of 5 shown of 100 (20), of 10 (10), of 4 (25), and so on."""


class Outcome(NamedTuple):
    column: int
    mean: Decimal
    plain: Decimal
    said: Figure

    def fits(self, factor: Decimal) -> bool:
        return self.said.agrees(self.mean * factor, Decimal("0.55"))


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("scores"):
        weights = criteria(grid)
        rows = [row for row in range(len(grid.rows)) if is_outcome(grid, row) and not _RANK.search(grid.rows[row][0])]
        if weights and len(rows) == 1:
            yield from _check(grid, rows[0], [(row, one.value) for row, one in weights])


def _check(grid: Grid, row: int, weights: list[tuple[int, Decimal]]) -> Iterator[Fault]:
    """A warning where no other option's score shows on which scale the outcome is given."""
    found = [one for one in _outcomes(grid, row, weights) if not one.said.agrees(one.plain)]
    fitting = {factor: sum(one.fits(factor) for one in found) for factor in _FACTORS}
    factor = max(_FACTORS, key=lambda one: fitting[one])
    if not fitting[factor]:
        factor = min(_FACTORS, key=lambda one: sum(abs(o.mean * one - o.said.value) for o in found))
    for one in found:
        if not one.fits(factor):
            right = said(round(one.mean * factor, 0 if one.said.step >= 1 else 2))
            name = short(grid.titles[one.column], 30)
            yield Fault(
                grid.line_of(row),
                Words(
                    f"{name} 的加权总分应为 {right}，写的是 {one.said.text}", f"{name}: {right}, not {one.said.text}"
                ),
                Words(f"改成 {right}，并看名次是否还成立", f"write {right}, and see whether the ranking still holds"),
                None if fitting[factor] else "warning",
                about=name,
            )


def _outcomes(grid: Grid, row: int, weights: list[tuple[int, Decimal]]) -> Iterator[Outcome]:
    total = sum((weight for _, weight in weights), Decimal(0))
    for column, role in enumerate(grid.columns):
        end = grid.figure(row, column)
        if role == "weight" or column == 0 or end is None or end.is_range or not total:
            continue
        points = [grid.figure(at, column) for at, _ in weights]
        if any(one is None or one.is_range for one in points) or _WEIGHTED.search(grid.titles[column]):
            continue
        values = [one.value for one in points if one is not None]
        mean = sum((value * weight for value, (_, weight) in zip(values, weights, strict=True)), Decimal(0)) / total
        yield Outcome(column, mean, sum(values, Decimal(0)), end)
