"""A payment whose amount is not its share of the contract.

付款节点的金额与比例对不上。

Why: the vendor invoices whichever is more.

为何：厂商会按多的那个开票。

Bad:
    | 付款节点 | 验收依据 | 付款比例 | 金额 |
    |---|---|---:|---:|
    | 试点 | 测试报告 | 40% | 120,000 |
    | 上线 | 验收单 | 60% | 150,000 |
    | 合计 | | 100% | 270,000 |
Bad:
    | Milestone | Accepted by | Share | Amount |
    |---|---|---:|---:|
    | Pilot | Test passed | 50% | 6,000 |
    | Live | Report accepted | 50% | 4,000 |
Good:
    | Milestone | Accepted by | Share | Amount |
    |---|---|---:|---:|
    | Pilot | Test passed | 33.3% | 3,333 |
    | Live | Report accepted | 66.7% | 6,667 |
    | Total | | 100% | 10,000 |
"""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.sums import edit_of, said
from it_advisor.text import short

CODE = "NU314"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("payments"):
        share, amount = grid.at("share"), grid.at("amount")
        if share is not None and amount is not None:
            yield from _check(report, grid, share, amount)


def _check(report: Report, grid: Grid, share: int, amount: int) -> Iterator[Fault]:
    """The whole is the table's total, else the sum of the amounts. Silent where shares do not make up the whole."""
    rows = [row for row in range(len(grid.rows)) if not grid.is_total(row)]
    shares, amounts = ([grid.figure(row, column) for row in rows] for column in (share, amount))
    parts = [one.value for one in shares if one is not None and one.unit == "%"]
    money = [one.value for one in amounts if one is not None and not one.is_range]
    if len(parts) < len(rows) or len(money) < len(rows) or abs(sum(parts, Decimal(0)) - 100) > Decimal("0.5"):
        return
    totals = [grid.figure(row, amount) for row in range(len(grid.rows)) if grid.is_total(row)]
    total = totals[-1] if totals else None
    whole = total.value if total is not None else sum(money, Decimal(0))
    for row, one, paid in zip(rows, shares, amounts, strict=True):
        assert one is not None and paid is not None
        right = whole * one.value / 100
        rounded = whole * one.step / 200 if one.step < 1 else Decimal(0)
        if abs(right - paid.value) > paid.step / 2 + rounded + Decimal("0.5"):
            name = short(grid.rows[row][0], 30)
            yield Fault(
                grid.line_of(row),
                Words(
                    f"“{name}”：{said(whole)} 的 {one.text} 是 {said(right)}，写的是 {paid.text}",
                    f"“{name}”: {one.text} of {said(whole)} is {said(right)}, written as {paid.text}",
                ),
                Words(f"金额改成 {said(right)}，或改比例", f"make the amount {said(right)}, or mend the share"),
                edits=edit_of(report, grid, row, amount, right) if sum(money) - paid.value + right == whole else (),
            )
