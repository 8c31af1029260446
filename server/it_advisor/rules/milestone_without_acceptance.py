"""A payment that is not tied to anything accepted.

付款节点没有与验收挂钩。

Why: money paid by the calendar leaves nothing to hold back when the work is late.

为何：按日历付款，活没干完钱已付完，手里没有筹码。

Bad:
    ## 实施建议
    | 付款节点 | 验收依据 | 付款比例 | 金额 |
    |---|---|---:|---:|
    | 合同签订 | 保函 | 40% | 40,000 |
    | 上线 |  | 60% | 60,000 |
Bad:
    ## Implementation Plan
    | Milestone | Share |
    |---|---:|
    | Month 1 | 50% |
    | Month 3 | 50% |
Bad:
    ## 实施建议
    按 3:4:3 分期付款：签约付 30%，第二个月付 40%，年底付 30%。
Good:
    ## 实施建议
    | 付款节点 | 验收依据 | 付款比例 | 金额 |
    |---|---|---:|---:|
    | 合同签订 | 保函 | 40% | 40,000 |
    | 上线 | 逐店验收单 | 60% | 60,000 |
Good:
    ## Implementation Plan
    | Milestone | Share |
    |---|---:|
    | Contract signed | 20% |
    | Pilot accepted | 40% |
    | Final acceptance test passed | 40% |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import is_blank
from it_advisor.text import short

CODE = "PL608"
SEVERITY: Severity = "error"

_ACCEPTED = re.compile(
    r"验收|测试|签字|确认|通过|报告|核平|达标|交付|accept|pass|sign|report|test|match|deliver|approved|measured"
    r"|closed|live\b"
)
_PAID = re.compile(
    r"(?:付款|支付|预付|付)[^。；]{0,30}\d{1,3} ?%|\d{1,3} ?%[^。；]{0,6}(?:预付|首付|付款)|\d{1,3} ?% (?:is "
    r"|are )?(?:paid|upfront|in advance|on signing)"
    r"|pay(?:ment|ments|s)?[^.;]{0,30}\d{1,3} ?%"
)
_SIGNING = re.compile(
    "(?:合同|协议)(?:签订|签署|生效)后?|签约|(?:contract|order) (?:signed|signature)|signing", re.IGNORECASE
)
_MOST = 20
"""Per cent that may be paid in advance."""
_NOT = re.compile("手续费|佣金|税|违约|折扣|commission|fee|tax|penalt|discount")


def check(report: Report) -> Iterator[Fault]:
    grids = list(report.grids_of("payments"))
    phases = [grid for grid in report.grids_of("phases") if grid.at("share") is not None]
    for grid in grids:
        yield from _check(grid)
    for grid in (*grids, *phases):
        yield from _on_signing(grid)
    if not grids and not phases:
        found = [
            hit.passage for hit in report.find(_PAID, "plan", "costs") if not _NOT.search(hit.passage.text.lower())
        ]
        if found and not any(_ACCEPTED.search(passage.text.lower()) for passage in found):
            yield _fault(found[0].line, short(found[0].text), "warning")


def _check(grid: Grid) -> Iterator[Fault]:
    """A blank cell is an error; a table without the column is one question, and the first payment may be on signing."""
    place = grid.at("acceptance", "exit", "basis")
    if place is not None:
        for row in range(len(grid.rows)):
            if is_blank(grid.rows[row][place]) and not grid.is_total(row):
                yield _fault(grid.line_of(row), short(grid.rows[row][0], 30), None)
        return
    rows = [" ".join(cells).lower() for row, cells in enumerate(grid.rows) if not grid.is_total(row)]
    bare = [text for text in rows if not _ACCEPTED.search(text)]
    if len(bare) > 1 or (bare and len(rows) == 1):
        yield _fault(grid.line, short(grid.rows[0][0], 30), "warning")


def _on_signing(grid: Grid) -> Iterator[Fault]:
    """A large part that is due on a signature alone."""
    share = grid.at("share")
    for cell in grid.cells("acceptance", "exit") if share is not None else ():
        figure = grid.figure(cell.row, share or 0)
        if _SIGNING.fullmatch(cell.text) and figure is not None and figure.unit == "%" and figure.value > _MOST:
            yield _fault(cell.line, f"{short(grid.rows[cell.row][0], 30)}: {cell.text}", "warning")


def _fault(line: int, name: str, severity: Severity | None) -> Fault:
    return Fault(
        line,
        Words(f"“{name}”没有验收依据就付款", f"“{name}” is paid without anything accepted"),
        Words("写明凭什么付：哪个测试通过、谁签字", "say what it is paid on: which test has passed, who has signed"),
        severity,
    )
