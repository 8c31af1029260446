"""A source without a date.

来源没有日期。

Why: prices and rules change; nobody can tell whether it still holds.

为何：价格和规定会变，没有日期就不知道是否还有效。

Bad:
    | 编号 | 陈述 | 性质 | 出处或确认人 |
    |---|---|---|---|
    | E1 | 云主机单价 | 来源 | 厂商价目表 |
Bad:
    ## Cost-Benefit Analysis
    Savings of 12% (source: Gartner).
Good:
    | ID | Statement | Kind | Source, or who confirms it |
    |---|---|---|---|
    | E1 | Price of a seat | source | Vendor's price list, 2026-09 |
    | E2 | 40 staff | brief | — |
Good:
    ## 成本效益分析
    节省 12%（来源：Gartner，2026 年 5 月）。
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Cell
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import is_blank
from it_advisor.text import short

CODE = "EV402"
SEVERITY: Severity = "warning"

_SOURCED = re.compile(r"来源|公开|文献|^source|published|sourced")
_CITED = Phrases(
    r"(?:来源|出处|数据来自|引自|source)[：:] ?[^，,。；;)）\n]{2,40}"
    r"|(?:据|根据) ?(?:gartner|idc|forrester|麦肯锡|艾瑞)[^，,。]{0,20}"
    r"|according to (?:gartner|idc|forrester|mckinsey|deloitte)[a-z' ]{0,20}"
)
_QUOTED = re.compile(r"报价|价目表|询价|账单|发票|quote|price list|invoice|(?<!by )offer")
_OPEN = re.compile(r"假设|待|招标|为准|assum|to be|until|e\d|按 ?l\d")
_NAME = re.compile(r"\b[A-Z]{1,5}-?\d{2,12}\b", re.ASCII)
"""By which a quote is called: Q-1187."""
_YEAR = re.compile(r"(?:19|20)\d\d|日期(?:不详|不明)|未注明日期|undated|no date|n\.d\.")


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("evidence"):
        kind, source = grid.at("kind"), grid.at("source", "basis")
        for row, cells in enumerate(grid.rows):
            if kind is None or source is None or not _SOURCED.search(cells[kind].lower()):
                continue
            if not is_blank(cells[source]) and not _YEAR.search(" ".join(cells)):
                yield _undated(grid.line_of(row), f"{cells[0]} {cells[source]}")
    for grid in report.grids_of("costs"):
        for cell in grid.cells("basis", "source"):
            if (
                _QUOTED.search(cell.text.lower())
                and not _OPEN.search(cell.text.lower())
                and not _YEAR.search(cell.text)
                and not _is_dated_elsewhere(report, cell)
            ):
                yield _undated(cell.line, cell.text)
    for passage, said, *_ in report.find(_CITED):
        if not passage.is_cell and not _YEAR.search(passage.text):
            yield _undated(passage.line, said)


def _is_dated_elsewhere(report: Report, cell: Cell) -> bool:
    """A quote that goes by a number has its date once; other lines name the number."""
    lines = [one for at, one in enumerate(report.bare_lines, start=1) if at != cell.line and _YEAR.search(one)]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", one) for name in _NAME.findall(cell.text) for one in lines)


def _undated(line: int, said: str) -> Fault:
    return Fault(
        line,
        Words(f"“{short(said)}”没有日期", f"“{short(said)}” has no date"),
        Words("补上年份或日期；查不到就写“日期不详”", "add its year or date; where there is none, write “undated”"),
    )
