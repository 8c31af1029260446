"""Cells that say “as above” in place of their content.

用“同上”代替内容的单元格。

Why: a row that is moved, filtered or read by a program loses what it says.

为何：换个次序、筛选或由程序读取时，这一行就没了内容。

Bad:
    | 编号 | 风险 | 触发信号 | 应对 | 负责人 |
    |---|---|---|---|---|
    | K1 | 延期 | 第 3 月 | 停 | 财务总监 |
    | K2 | 超支 | 报价 | 减 | 同上 |
Bad:
    | ID | Risk | Trigger | Mitigation | Owner |
    |---|---|---|---|---|
    | K1 | Late | Month 3 | Stop | CFO |
    | K2 | Dear | Quote | Cut | ditto |
Good:
    | ID | Item | Basis |
    |---|---|---|
    | L1 | Licences | quote of 2026-11 |
    | L2 | Licences, year 2 | assumption: same price as L1 |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "HY010"
SEVERITY: Severity = "warning"

_SAME = re.compile(r'同上(?:行|格)?|〃|″|\^\^|"|”|ditto|(?:as|see) above|same(?: as above)?', re.IGNORECASE)


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids:
        for cell in grid.all_cells():
            if _SAME.fullmatch(cell.text):
                title = grid.titles[cell.column]
                yield Fault(
                    cell.line,
                    Words(f"“{title}”只写了“{cell.text}”", f"“{title}” only says “{cell.text}”"),
                    Words("写出内容", "write it out"),
                )
