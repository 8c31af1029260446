"""A priced line whose amount is not its quantity times its unit price times its years.

费用行的金额不等于数量 × 单价 × 年数。

Why: the line is what the contract will copy; a wrong product is paid as written.

为何：合同照抄这一行，乘错了也照付。

Bad:
    | 项目 | 数量 | 单价（元） | 年数 | 金额（元） |
    |---|---:|---:|---:|---:|
    | 订阅 | 12 | 60,000 | 2 | 1,340,000 |
Bad:
    | Item | Quantity | Unit price | Amount |
    |---|---:|---:|---:|
    | Licences | 40 | 48 | 2,000 |
Good:
    | Item | Quantity | Unit price | Years | Amount |
    |---|---:|---:|---:|---:|
    | Licences | 40 | 48 | 3 | 5,760 |
    | Set-up | 12 | 600 | once | 7,200 |
Good:
    | 项目 | 数量 | 单价 | 金额（万元） |
    |---|---:|---:|---:|
    | 三年订阅 | 12 | 6 万元 | 216 |
"""

from collections.abc import Iterator
from decimal import Decimal

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.products import Priced, priced
from it_advisor.rules.sums import edit_of, said, same_unit
from it_advisor.rules.tracing import label

CODE = "NU304"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    """Silent where most lines are off: then the columns mean something else."""
    for grid in report.grids:
        lines = [line for line in priced(grid) if same_unit((line.price.unit, line.amount.unit))]
        off = [line for line in lines if not line.fits]
        if len(off) == 1 or 2 * len(off) <= len(lines):
            short_of = _lacking(grid, off[0].column) if off else None
            yield from (_fault(report, grid, line, short_of) for line in off)


def _fault(report: Report, grid: Grid, line: Priced, short_of: Decimal | None) -> Fault:
    """Safe to mend where the table's total counts the line as it should be: two witnesses against one."""
    certain = line.product - line.amount.value == short_of
    times = f" × {said(line.periods)}" if line.periods != 1 else ""
    shown = f"{said(line.quantity)} × {said(line.price.value)}{times} = {said(line.product)}"
    name = label(grid.rows[line.row])
    return Fault(
        grid.line_of(line.row),
        Words(f"{name}：{shown}，写的是 {line.amount.text}", f"{name}: {shown}, written as {line.amount.text}"),
        Words(
            f"金额改成 {said(line.product)}，合计一并改；或改错的数量、单价、年数",
            f"make the amount {said(line.product)} and the totals with it, or mend quantity, price or years",
        ),
        edits=edit_of(report, grid, line.row, line.column, line.product) if certain else (),
    )


def _lacking(grid: Grid, column: int) -> Decimal | None:
    """What the amounts are short of the table's one total; None where that cannot be said."""
    totals = [row for row in range(len(grid.rows)) if grid.is_total(row)]
    total = grid.figure(totals[0], column) if len(totals) == 1 else None
    read = [one for row in range(len(grid.rows)) if (one := grid.figure(row, column)) is not None]
    if total is None or any(one.is_range for one in read):
        return None
    return 2 * total.value - sum((one.value for one in read), Decimal(0))
