"""A criterion or a must-have that names a product, so that one vendor alone can meet it.

准则或门槛点名某个产品，只有一家能满足。

Why: the choice was made before the comparison; a bidder may challenge it.

为何：等于先定了结果再比较，投标人可以质疑。

Bad:
    | 准则 | 权重 | 甲 金蝶云 | 乙 用友云 |
    |---|---:|---:|---:|
    | 与金蝶云一致 | 40 | 5 | 1 |
    | 费用 | 60 | 3 | 4 |

    甲输在费用。
Bad:
    ## Recommended System Solution
    Must-have: only one vendor can deliver the module, sole source.
Good:
    | Criterion | Weight | Alpha ERP | Beta Suite |
    |---|---:|---:|---:|
    | Interface to the bank in place | 40 | 5 | 1 |
    | Cost | 60 | 3 | 4 |

    Alpha loses on cost.
"""

import re
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.text import short

CODE = "NE504"
SEVERITY: Severity = "warning"

_SOLE = Phrases(
    r"指定(?:品牌|厂商|产品|型号)|独家(?:供应|提供|支持)|仅(?:此)?一家|只有一家(?:厂商|供应商)?(?:能|可以)|"
    r"(?:须|必须)(?:基于|采用|使用)[^，。；]{2,12}(?:平台|产品|系统|数据库)|must (?:be built|run) on the |"
    r"sole[- ]sourc|"
    r"only one (?:vendor|supplier|product) (?:can|offers|meets)|brand name required|must be from the same vendor"
)
_WARNED = re.compile(r"不得|不应|避免|风险|锁定|avoid|risk|lock-?in|not |never")
_NAME = re.compile(r"[A-Z][A-Za-z0-9+.]{3,}|[\u4e00-\u9fff]{3,}")
_COMMON = frozenset(
    {"维持现状", "继续现状", "自行开发", "Option", "Suite", "System", "Platform", "Cloud", "Services", "Keep", "Hosted"}
)
"""Words of options' names that say what they are and not whose."""


def check(report: Report) -> Iterator[Fault]:
    for grid in report.grids_of("scores"):
        yield from _named(grid)
    for passage, said, *_ in report.find(_SOLE):
        if not _WARNED.search(passage.text.lower()):
            yield _fault(passage.line, said)


def _named(grid: Grid) -> Iterator[Fault]:
    """A word of one option's name alone, in a criterion."""
    options = [set(_NAME.findall(title)) - _COMMON for title in grid.titles[2:]]
    own = {
        word
        for at, words in enumerate(options)
        for word in words
        if not any(word in o for i, o in enumerate(options) if i != at)
    }
    for cell in grid.cells("criterion"):
        if found := next((word for word in sorted(own) if word in cell.text), None):
            yield _fault(cell.line, f"{cell.text} ({found})")


def _fault(line: int, said: str) -> Fault:
    return Fault(
        line,
        Words(f"“{short(said)}”只有一家能满足", f"“{short(said)}” can be met by one vendor alone"),
        Words(
            "写成要达到的效果，例如“与现有财务系统每日对账”",
            "write the effect that is wanted, e.g. “reconciles with the ledger daily”",
        ),
    )
