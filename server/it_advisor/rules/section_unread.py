"""A plan, a solution or costs told so that none of their checks could be made.

计划、方案或成本写成了查不了的样子。

Why: what cannot be checked is not therefore right; owners, alternatives and sums are looked for in tables and lists.

为何：查不了不等于没有问题；负责人、备选、合计都要从表或清单里查。

Bad:
    ## Implementation Plan
    Design comes first and takes the summer. The pilot team follows, then all the others, as the planners see fit.
Bad:
    ## 成本效益分析
    软件订阅由总部统一谈判，实施费用视范围而定，培训由内部承担，总体投入在同类项目中处于合理水平，各项收益预计在数年内逐步体现，具体数字待测算。
Good:
    ## Implementation Plan
    | Stage | Period | Responsible | Finished when |
    |---|---|---|---|
    | Design | June to July 2027 | Head of planning | Process book approved |
    | Pilot | August 2027 | Team leader | 20 reports pass |
Good:
    ## 成本效益分析
    | 项目 | 金额（万元） | 依据 |
    |---|---:|---|
    | 订阅 | 60 | 假设：询价替换 |
    | 实施 | 120 | 假设：询价替换 |
"""

from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Kind
from it_advisor.report.headings import Role
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.no_requirement_matrix import SHORTEST
from it_advisor.rules.outlays import keys
from it_advisor.rules.stages import stages

CODE = "ST109"
SEVERITY: Severity = "warning"

_WANTED: tuple[tuple[Role, tuple[Kind, ...], Words, Words], ...] = (
    (
        "solution",
        ("components",),
        Words("组件，备选与分工没有查", "components; alternatives and what each is for were not checked"),
        Words("层、选择、比较过的替代", "layer, choice, alternatives weighed"),
    ),
    (
        "plan",
        ("phases",),
        Words("阶段，负责人、时长与退出条件没有查", "phases; owners, durations and exits were not checked"),
        Words("阶段、时间、负责人、退出条件", "phase, when, owner, exit"),
    ),
    (
        "costs",
        ("costs", "years", "benefits"),
        Words("金额，合计与回本没有查", "amounts; sums and payback were not checked"),
        Words("项目、数量、单价、年数、金额、依据", "item, quantity, unit price, years, amount, basis"),
    ),
)


def check(report: Report) -> Iterator[Fault]:
    """A summary block says what prose leaves open."""
    if report.summary is not None:
        return
    for role, kinds, unread, columns in _WANTED:
        if len(report.text(role)) >= SHORTEST and not any(report.grids_of(*kinds)) and not _is_told(report, role):
            yield Fault(
                report.line_of(role),
                Words(f"没有认出{unread.zh}", f"no table or list was recognised as {unread.en}"),
                Words(f"写成表：{columns.zh}", f"make it a table: {columns.en}"),
                about=role,
            )


def _is_told(report: Report, role: Role) -> bool:
    """By a list of phases, or a table of key figures."""
    if role == "plan":
        return bool(stages(report))
    return role == "costs" and next(keys(report), None) is not None
