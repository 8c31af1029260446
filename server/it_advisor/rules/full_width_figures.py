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
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit, Fault, Severity

CODE = "HY009"
SEVERITY: Severity = "info"

_WIDE = re.compile(r"[０-９]++(?:[．，][０-９]++)*+[％]?")
_PLAIN = {code: code - 0xFEE0 for code in (*range(ord("０"), ord("９") + 1), ord("．"), ord("，"), ord("％"))}


def check(report: Report) -> Iterator[Fault]:
    for number, line in enumerate(report.lines, start=1):
        found = _WIDE.findall(line)
        if found:
            said = "、".join(found[:3])
            yield Fault(
                number,
                Words(f"全角数字：{said}", f"full-width digits: {said}"),
                Words("改成半角", "write them as plain digits"),
                edits=tuple(Edit(number, wide, wide.translate(_PLAIN)) for wide in found),
            )
