"""Numbers that jump or stand twice.

编号跳号或重号。

Why: the reader looks for the row that is missing, and references go astray.

为何：读者会去找缺的那一条，引用也会指错。

Bad:
    | 编号 | 需求 | 组件 | 验收指标 |
    |---|---|---|---|
    | R1 | 统一主数据 | C1 | 无重码 |
    | R3 | 断网可用 | C1 | 断网 4 小时不丢单 |
Bad:
    | ID | Risk | Trigger | Mitigation | Owner |
    |---|---|---|---|---|
    | K1 | Late | Month 3 | Stop | CFO |
    | K1 | Dear | Quote | Cut | CFO |
Good:
    | ID | Risk | Trigger | Mitigation | Owner |
    |---|---|---|---|---|
    | K1 | Late | Month 3 | Stop | CFO |
    | K2 | Dear | Quote | Cut | CFO |
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit, Fault, Severity
from it_advisor.rules.tracing import is_id, parts_of

CODE = "RQ205"
SEVERITY: Severity = "error"

_ID = re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{1,3}(?![A-Za-z0-9])")


def check(report: Report) -> Iterator[Fault]:
    """Of each letter over all tables of a kind: cost lines of two options are numbered through.

    Twice in one table is an error; in two it is none: each option may have its own L1, the first page names K1 again.
    Requirements are not renumbered by machine: their numbers are those of the brief.
    """
    for kind in ("requirements", "components", "costs", "benefits", "phases", "risks", "evidence"):
        grids = list(report.grids_of(kind))
        rows = [(grid, at) for grid in grids for at in range(len(grid.rows)) if is_id(grid.rows[at][0])]
        yield from _check(report, rows)


def _check(report: Report, rows: list[tuple[Grid, int]]) -> Iterator[Fault]:
    gaps = 0
    seen: dict[str, dict[int, Grid]] = defaultdict(dict)
    highest: dict[str, int] = {}
    for grid, at in rows:
        name = grid.rows[at][0]
        letters, number = parts_of(name)
        known = seen[letters]
        if known.get(number) is grid:
            yield Fault(
                grid.line_of(at),
                Words(f"编号 {name} 用了两次", f"{name} stands twice"),
                Words(
                    "给后一条新的编号，引用处一并改",
                    "give the later one a number of its own, and mend what refers to it",
                ),
            )
        elif known and number > highest[letters] + 1:
            missing = f"{letters}{highest[letters] + 1}"
            yield _gap(grid, at, missing, () if gaps or grid.kind == "requirements" else _renumbered(report, rows))
            gaps += 1
        known[number] = grid
        highest[letters] = max(number, highest.get(letters, 0))


def _gap(grid: Grid, at: int, missing: str, edits: tuple[Edit, ...]) -> Fault:
    name = grid.rows[at][0]
    return Fault(
        grid.line_of(at),
        Words(f"{name} 之前缺 {missing}", f"{missing} is missing before {name}"),
        Words(f"补上 {missing}，或顺次重编", f"add {missing}, or number the rows through"),
        "warning",
        edits,
    )


def _renumbered(report: Report, rows: list[tuple[Grid, int]]) -> tuple[Edit, ...]:
    """The rows numbered through; nothing where an id stands twice or is named anywhere but in its own row."""
    names = [grid.rows[at][0] for grid, at in rows]
    letters = {name[0] for name in names}
    written = [name for name in _ID.findall(report.markdown) if name[0] in letters]
    if len(letters) != 1 or not all(map(_ID.fullmatch, names)) or sorted(written) != sorted(set(names)):
        return ()
    first = int(names[0][1:])
    return tuple(
        Edit(grid.line_of(at), name, f"{name[0]}{number}")
        for number, (name, (grid, at)) in enumerate(zip(names, rows, strict=True), first)
        if name != f"{name[0]}{number}"
    )
