"""A cost line, a benefit or a score that differs between the summary block and the tables.

摘要块与表格里同一行的数量、单价、收益或评分不同。

Why: the next program that reads the block reckons with a price nobody approved.

为何：下一个读摘要块的程序会拿没人批过的价去算。

Block:
    it_advisor_summary: 1
    title: Example
    language: en
    currency: EUR
    decision: {choice: A, amount: null, by: 2027-06, approval: board, changes_if: trial fails}
    requirements: [{id: R1, need: one record, kind: given, priority: must, acceptance: no error}]
    components: [{id: C1, layer: application, choice: A}]
    options: [{id: O1, name: A, verdict: recommended, gates: pass}]
Bad:
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价（元） | 年数 | 金额（元） |
    |---|---|---:|---:|---:|---:|
    | L1 | 订阅 | 2 | 40,000 | 3 | 240,000 |

    ```yaml
    currency: CNY
    cost_lines:
    - {id: L1, item: 订阅, category: subscription, kind: yearly, quantity: 2,
       unit: 年, unit_price: 45000, basis: 假设, error_pct: 10}
    ```
Bad:
    ## Suitability Analysis
    | Criterion | Weight | O1 Hosted |
    |---|---:|---:|
    | Fit | 100 | 4 |
    | Weighted score | 100 | 80 |

    ```yaml
    options: [{id: O1, name: Hosted, verdict: recommended, gates: pass, score: 84}]
    ```
Good:
    ## 成本效益分析
    | 编号 | 项目 | 数量 | 单价（元） | 年数 | 金额（元） |
    |---|---|---:|---:|---:|---:|
    | L1 | 订阅 | 2 | 40,000 | 3 | 240,000 |

    ```yaml
    currency: CNY
    cost_lines:
    - {id: L1, item: 订阅, category: subscription, kind: yearly, quantity: 2,
       unit: 年, unit_price: 40000, basis: 假设, error_pct: 10}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.blocks import Pair, differing, rows
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.scores import is_outcome
from it_advisor.rules.sums import said
from it_advisor.summary import Summary

CODE = "CO911"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    summary = report.summary
    if summary is None:
        return
    for grid, row, line in rows(report, "costs", {line.id: line for line in summary.cost_lines}):
        yield from _pair(grid, row, grid.at("quantity"), line.id, line.quantity)
        yield from _pair(grid, row, grid.at("price"), line.id, line.unit_price)
        yield from _pair(grid, row, grid.at("error"), line.id, line.error_pct)
    for grid, row, gain in rows(report, "benefits", {line.id: line for line in summary.benefit_lines}):
        yield from _pair(grid, row, grid.at("amount"), gain.id, gain.yearly)
    yield from _scores(report, summary)


def _scores(report: Report, summary: Summary) -> Iterator[Fault]:
    scores = {option.id: option.score for option in summary.options if option.score is not None}
    for grid in report.grids_of("scores"):
        outcomes = [row for row in range(len(grid.rows)) if is_outcome(grid, row)]
        for column, title in enumerate(grid.titles):
            name = title.split(" ")[0]
            if name in scores and len(outcomes) == 1 and scores[name] is not None:
                yield from _pair(grid, outcomes[0], column, name, scores[name] or Decimal(0))


def _pair(grid: Grid, row: int, column: int | None, name: str, value: Decimal) -> Iterator[Fault]:
    figure = grid.figure(row, column) if column is not None else None
    if figure is not None and column is not None and not figure.is_range:
        title = grid.titles[column]
        what = Words(f"{name} 的“{title}”", f"“{title}” of {name}")
        yield from differing(Pair(grid.line_of(row), what, figure.text, said(value), _is(figure, value)))


def _is(figure: Figure, value: Decimal) -> bool:
    return figure.agrees(value) or figure._replace(low=abs(figure.low), high=abs(figure.high)).agrees(value)
