"""A paragraph that stands twice.

同一段文字出现两次。

Why: the reader looks for the difference, and one of the two will be out of date.

为何：读者会去找两处的差别，日后也总有一处没改到。

Bad:
    部署选公有云，店内只留网络、门锁与应急终端；集团信息部只有六个人，养不起十二处机房。

    ## 实施建议

    部署选公有云，店内只留网络、门锁与应急终端；集团信息部只有六个人，养不起十二处机房。
Good:
    部署选公有云，店内只留网络、门锁与应急终端。

    断网时用离线模式，恢复后按时间戳补传。
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.markdown import Item, Paragraph
from it_advisor.report.reading import Report
from it_advisor.report.sections import text_of
from it_advisor.rules.fault import Fault, Severity

CODE = "HY005"
SEVERITY: Severity = "error"

SHORTEST = 30
"""Letters and digits that two paragraphs must have in common not to be alike by chance."""

_FIELD = re.compile(r"[^:：\n]{1,20}[:：][^\n]{1,100}")
"""A line of a record, “Owner: head of operations”, which may stand under several phases."""


def check(report: Report) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for section in report.sections:
        for block in section.blocks:
            if not isinstance(block, Paragraph | Item):
                continue
            said = "".join(filter(str.isalnum, text_of(block))).casefold()
            if len(said) < SHORTEST or _FIELD.fullmatch(text_of(block).strip()):
                continue
            if (line := first.setdefault(said, block.line)) != block.line:
                yield Fault(
                    block.line,
                    Words(f"与第 {line} 行的一段相同", f"the same paragraph stands on line {line}"),
                    Words("只留一处，另一处写“见……”", "keep one, and refer to it from the other place"),
                )
