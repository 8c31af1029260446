"""Weights of a scoring table that do not sum to 100.

评分表的权重之和不是 100。

Why: the ranking then depends on an arithmetic slip, and the loser will find it.

为何：名次就取决于一处算错，落选的厂商会找出来。

Bad:
    | 准则 | 权重 | 方案A | 方案B |
    |---|---:|---:|---:|
    | 功能 | 40 | 4 | 3 |
    | 成本 | 30 | 3 | 4 |
    | 服务 | 20 | 4 | 4 |
Bad:
    | Criterion | Weight | A | B |
    |---|---:|---:|---:|
    | Fit | 0.5 | 4 | 3 |
    | Cost | 0.3 | 3 | 4 |
    | Service | 0.3 | 4 | 4 |
Good:
    | Criterion | Weight | A | B |
    |---|---:|---:|---:|
    | Fit | 50% | 4 | 3 |
    | Cost | 50% | 3 | 4 |
    | Weighted score | 100% | 70 | 70 |
Good:
    | Criterion | Weight (1-5) | A | B |
    |---|---:|---:|---:|
    | Fit | 5 | 4 | 3 |
    | Cost | 3 | 3 | 4 |
"""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.scores import criteria
from it_advisor.rules.sums import plus, said

CODE = "NU311"
SEVERITY: Severity = "error"

_NEAR = Decimal("0.25")
"""A sum this far from the whole was meant to be the whole; farther off, the weights are on another scale."""


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("scores"):
        found = criteria(grid)
        if found is None or len(found) < 2:
            continue
        weights = [weight for _, weight in found]
        total = sum((one.value for one in weights), Decimal(0))
        percent = any(one.unit == "%" for one in weights)
        whole = Decimal(100) if percent or total > 20 else Decimal(1)
        off = abs(total - whole)
        if off > _room(weights, whole) and (percent or off <= whole * _NEAR):
            yield Fault(
                grid.line,
                Words(f"权重：{plus([one.value for one in weights])}", f"weights: {plus([w.value for w in weights])}"),
                Words(
                    f"改到合计 {said(whole)}，加权总分一并重算",
                    f"make them sum to {said(whole)} and reckon the weighted scores again",
                ),
            )


def _room(weights: list[Figure], whole: Decimal) -> Decimal:
    """Thirds and finely written weights may be rounded; weights written by hand are exact."""
    step = max(one.step for one in weights)
    rounded = step * 1_000 <= whole or len({one.value for one in weights}) == 1
    return step * len(weights) / 2 if rounded else Decimal(0)
