"""A table with rows that do not fit its header, or that is none for lack of a rule below the header.

行列对不上的表，或缺分隔行而不成表。

Why: cells beyond the header vanish when the table is shown, and figures slip under the wrong title.

为何：多出的单元格显示时会消失，数字会错位。

Bad:
    | 编号 | 项目 | 金额 |
    |---|---|---:|
    | L1 | 订阅 | 12 | 600,000 |
Bad:
    | ID | Item | Amount |
    | L1 | Licences | 600,000 |
Good:
    | ID | Item | Amount |
    |---|---|---:|
    | L1 | Licences \\| support | 600,000 |
    | Total | | 600,000 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.markdown import Code
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.ragged import cells_in

CODE = "HY004"
SEVERITY: Severity = "error"


def check(report: Report) -> Iterator[Fault]:
    inside: set[int] = set()
    for grid in (grid for grid in report.grids if not grid.is_list):
        inside |= {grid.line, grid.line + 1, *map(grid.line_of, range(len(grid.rows)))}
        yield from (
            fault for row in range(len(grid.rows)) for fault in _row(report, grid.line_of(row), len(grid.titles))
        )
    yield from _no_tables(report, inside)


def _row(report: Report, line: int, wanted: int) -> Iterator[Fault]:
    count = cells_in(report, line)
    if count != wanted:
        fix = Words("补齐或合并单元格；单元格里的竖线写成 \\|", "add or merge cells; write a bar inside a cell as \\|")
        words = Words(f"这一行有 {count} 格，表头有 {wanted} 格", f"the row has {count} cells, the header {wanted}")
        yield Fault(line, words, fix, None if count > wanted else "warning")


def _no_tables(report: Report, inside: set[int]) -> Iterator[Fault]:
    """Lines that look like rows and are in no table; the first of each run. Code blocks may hold anything."""
    before, shown = False, _code(report)
    for number, raw in enumerate(report.bare_lines, start=1):
        line = raw.strip()
        looks = number not in shown and number not in inside and line.startswith("|") and line.count("|") > 2
        if looks and not before:
            yield Fault(
                number,
                Words("看起来是表，但读不成表", "it looks like a table and is none"),
                Words(
                    "表头下加一行 |---|---|，上方空一行", "put a row |---|---| below the header and a blank line above"
                ),
            )
        before = looks


def _code(report: Report) -> set[int]:
    """The lines of code blocks, with the fence above."""
    blocks = (block for block in report.blocks if isinstance(block, Code))
    return {line for code in blocks for line in range(code.line, code.line + code.text.count("\n") + 1)}
