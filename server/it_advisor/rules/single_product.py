"""A major component with one product only.

重要组件只有一个产品，没有备选。

Why: without an alternative there is no choice, and no price to negotiate.

为何：没有备选就没有选型，也没有议价的余地。

Bad:
    | 编号 | 层次 | 选择 | 比较过的替代 |
    |---|---|---|---|
    | C1 | 应用 | 金蝶云·星空 | — |
Bad:
    | ID | Layer | Choice | Alternatives weighed |
    |---|---|---|---|
    | C1 | Application | Lamplight | Charitylog |
Good:
    | ID | Layer | Choice | Alternatives weighed |
    |---|---|---|---|
    | C1 | Application | Lamplight | Charitylog; In-Form |
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import is_blank, label

CODE = "NE501"
SEVERITY: Severity = "error"

_PARTS = re.compile(r"[;；、,，+]| / |(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])| or | and |或|和|与")
_CHOSEN = re.compile(r"[;；、,，]| or |或|择一")
"""What parts products left to choose from; “and” joins modules of one."""
_ASIDE = re.compile(r"[（(][^（()）]{0,80}[)）]")
_KIND = re.compile(r"^[^：:]{0,30}[：:]")
FIX = Words(
    "写至少两个真正比较过的替代，各一句为何没选",
    "name at least two alternatives that were really weighed, and why each was not chosen",
)


def check(report: Report) -> Iterator[Fault]:
    """Products left to choose from count, wherever they stand: “A, B or C, by demonstration”."""
    for grid in report.grids_of("components"):
        choice = grid.at("choice")
        for cell in grid.cells("alternatives"):
            chosen = _KIND.sub("", grid.rows[cell.row][choice]) if choice is not None else "?"
            count = _count(cell.text, _PARTS) + _count(chosen, _CHOSEN)
            name = label(grid.rows[cell.row])
            if count < 2:
                yield Fault(
                    cell.line,
                    Words(f"{name}：没有替代", f"{name}: no alternative"),
                    FIX,
                    "warning" if grid.is_list else None,
                )
            elif count == 2:
                words = Words(f"{name}：只比较了一个替代", f"{name}: one alternative only")
                yield Fault(cell.line, words, FIX, "warning")


def _count(text: str, parts: re.Pattern[str]) -> int:
    names = [] if is_blank(text) else [one.strip() for one in parts.split(_ASIDE.sub("", text))]
    return sum(bool(name) and not is_blank(name) for name in names)
