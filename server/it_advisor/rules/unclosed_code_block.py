"""A code block that is opened and never closed.

代码块只开不合。

Why: everything below it is shown as code.

为何：它下面的全部内容都会显示成代码。

Bad:
    ## 附：机器可读摘要
    ```yaml
    title: ERP
Good:
    ## Annex
    ```yaml
    title: ERP
    ```
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity

CODE = "HY008"
SEVERITY: Severity = "error"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


def check(report: Report) -> Iterator[Fault]:
    mark, opened = "", 0
    for number, line in enumerate(report.lines, start=1):
        found = _FENCE.match(line)
        if found is None:
            continue
        if not mark:
            mark, opened = found[1], number
        elif found[1][0] == mark[0] and len(found[1]) >= len(mark) and not found[2].strip():
            mark = ""
    if mark:
        yield Fault(
            opened,
            Words(f"“{mark}”没有合上", f"“{mark}” is never closed"),
            Words(f"在代码末尾另起一行写 {mark}", f"write {mark} on a line of its own after the code"),
        )
