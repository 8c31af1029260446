"""Digits of full width among the figures.

数字用了全角字符。

Why: spreadsheets and searches do not find them.

为何：表格软件和搜索都认不出。

Bad:
    三年合计８００万元。
Good:
    三年合计 800 万元。
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.markdown import Code
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit, Fault, Severity

CODE = "HY009"
SEVERITY: Severity = "info"

_WIDE = re.compile(r"[０-９]++(?:．[０-９]++)*+％?")
_PLAIN = {code: code - 0xFEE0 for code in (*range(ord("０"), ord("９") + 1), ord("．"), ord("％"))}
_CODE = re.compile(r"`[^`]*`")


def check(report: Report) -> Iterator[Fault]:
    """Code keeps its digits. A comma between two of them stays as it is: it may part two numbers."""
    code = {
        block.line + at
        for block in report.blocks
        if isinstance(block, Code)
        for at in range(block.text.count("\n") + 1)
    }
    for number, line in enumerate(report.lines, start=1):
        found = _WIDE.findall(_CODE.sub("", line)) if number not in code else []
        if found:
            said = "、".join(found[:3])
            same = found == _WIDE.findall(line)
            yield Fault(
                number,
                Words(f"全角数字：{said}", f"full-width digits: {said}"),
                Words("改成半角", "write them as plain digits"),
                edits=tuple(Edit(number, wide, wide.translate(_PLAIN)) for wide in found) if same else (),
            )
