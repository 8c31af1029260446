"""An acceptance measure that cannot be measured.

无法衡量的验收指标。

Why: “user-friendly” is accepted by whoever is tired first.

为何：“好用”“满意”谁也说不清算不算通过。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 店员会用 | C1 | 操作简单，用户满意 |
Bad:
    | ID | Need | Component | Acceptance measure |
    |---|---|---|---|
    | R1 | Staff can use it | C1 | User-friendly and fast |
Good:
    | ID | Need | Component | Acceptance measure |
    |---|---|---|---|
    | R1 | Staff can use it | C1 | 9 of 10 pass the test on the first day |
    | R2 | One record | C1 | Claim file accepted by HMRC |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import label
from it_advisor.text import short

CODE = "RQ209"
SEVERITY: Severity = "warning"

_VAGUE = re.compile(
    r"满意|好用|易用|友好|操作简[单便]|便捷|流畅|良好|稳定可靠|合理|及时|尽快|显著|大幅|高效|正常运行"
    r"|满足(?:业务)?(?:需求|要求)"
    r"|user[- ]friendly|easy to use|intuitive|satisf|seamless|smooth|\bfast\b|\bquick|reasonable|robust|as needed"
    r"|works well|meets? (?:the )?(?:needs?|requirements?)|adequate|state of the art",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\d|[零一二两三四五六七八九十百]|每|任|无|不|测评|签字|accepted|signed|none|\bno\b|every|each|zero|all "
)


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("requirements"):
        for cell in grid.cells("acceptance"):
            found = _VAGUE.search(cell.text)
            if found and not _MEASURED.search(cell.text):
                name = label(grid.rows[cell.row])
                yield Fault(
                    cell.line,
                    Words(
                        f"{name} 的验收指标“{short(cell.text)}”测不出来",
                        f"{name}: “{short(cell.text)}” measures nothing",
                    ),
                    Words(
                        "写成数：谁、做什么、多少次、多久、允许错几次",
                        "make it a number: who does what, how often, how fast, how many errors",
                    ),
                )
