"""One number, two names: an id stands for different things in two places.

同一编号两个名称：编号在两处指的不是一件东西。

Why: whoever follows the id from the decision to the contract arrives at another product.

为何：顺着编号从决策查到合同，查到的是另一件东西。

Bad:
    ## 系统类型
    | 编号 | 层 | 选择 | 比较过的替代 |
    |---|---|---|---|
    | C1 | 应用 | 云 PMS，先询绿云 | 石基 |
    ## 附录
    | 编号 | 层 | 选择 | 比较过的替代 |
    |---|---|---|---|
    | C1 | 应用 | 中央预订与渠道直连 | SynXis |
Bad:
    ## Costs
    | ID | Item | Quantity | Unit price | Amount |
    |---|---|---:|---:|---:|
    | L1 | CRM seats | 14 | 600 | 8,400 |

    | ID | Item | Quantity | Unit price | Amount |
    |---|---|---:|---:|---:|
    | L1 | Firewall | 1 | 900 | 900 |
Good:
    ## System Types
    | ID | Layer | Choice | Alternatives |
    |---|---|---|---|
    | C1 | Application | Donor CRM; first quote: Donorfy | Beacon |
    ## Annex
    | ID | Layer | Choice | Alternatives |
    |---|---|---|---|
    | C1 | Application | Donorfy, a donor CRM | Beacon |
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.columns import Column
from it_advisor.report.grids import Kind
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Fault, Severity
from it_advisor.rules.tracing import is_id
from it_advisor.text import short

CODE = "CO904"
SEVERITY: Severity = "error"

_NAMED: dict[Kind, Column] = {
    "components": "choice",
    "costs": "item",
    "phases": "phase",
    "benefits": "benefit",
    "risks": "risk",
}
_WORD = re.compile(r"[a-z][a-z0-9+/.-]*[a-z0-9+]|[\u4e00-\u9fff]")
_PROPER = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9/+.-]+")
_LITTLE_WORDS = {
    "a",
    "an",
    "the",
    "one",
    "of",
    "for",
    "and",
    "or",
    "to",
    "in",
    "on",
    "with",
    "by",
    "的",
    "和",
    "与",
    "或",
}
_HAN = re.compile("[\u4e00-\u9fff]")
_LONG_WORDS = re.compile("[A-Za-z]{3,}")
_LITTLE, _SOME = 0.2, 0.6

_TRANSLATED = 2
"""Words from which on a name in the other script is one translated, as in an annex of two languages."""


class Named(NamedTuple):
    name: str
    line: int


def check(report: Report) -> Iterator[Fault]:
    """An error where the names share next to nothing, a warning where each has a proper name the other lacks."""
    first: dict[str, Named] = {}
    for id_, name, line in _all(report):
        known = first.setdefault(id_, Named(name, line))
        if known.name != name and (severity := _differ(known.name, name)):
            yield Fault(
                line,
                Words(
                    f"{id_} 这里叫“{short(name, 40)}”，第 {known.line} 行叫“{short(known.name, 40)}”",
                    f"{id_} is “{short(name, 40)}” here and “{short(known.name, 40)}” on line {known.line}",
                ),
                Words("一个编号一个名称；是两件东西就各给编号", "one id, one name; two things get two ids"),
                severity,
            )


def _all(report: Report) -> Iterator[tuple[str, str, int]]:
    for kind, role in _NAMED.items():
        for grid in report.grids_of(kind):
            column = grid.at(role)
            for row, cells in enumerate(grid.rows if column is not None else ()):
                if is_id(cells[0]) and cells[column or 0]:
                    yield cells[0], cells[column or 0], grid.line_of(row)
    summary = report.summary
    if summary is not None:
        line = report.line_of("annex")
        yield from ((one.id, one.choice, line) for one in summary.components)
        yield from ((one.id, one.item, line) for one in summary.cost_lines)
        yield from ((one.id, one.item, line) for one in summary.benefit_lines)
        yield from ((one.id, one.name, line) for one in summary.phases)
        yield from ((one.id, one.risk, line) for one in summary.risks)


def _differ(one: str, other: str) -> Severity | None:
    mine, theirs = (set(_WORD.findall(text.lower())) - _LITTLE_WORDS for text in (one, other))
    if not mine or not theirs:
        return None
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    if bool(_HAN.search(one)) != bool(_HAN.search(other)):
        latin = other if _HAN.search(one) else one
        return "warning" if shared < _LITTLE and len(_LONG_WORDS.findall(latin)) < _TRANSLATED else None
    if shared < _LITTLE:
        return "error" if not _proper(one) & _proper(other) else "warning"
    apart = bool(_proper(one) - theirs) and bool(_proper(other) - mine)
    return "warning" if shared < _SOME or apart or _swapped(mine - theirs, theirs - mine) else None


def _swapped(mine: set[str], theirs: set[str]) -> bool:
    """One or two words stand in the place of others that are no other form of theirs."""
    starts = {word[:4] for word in mine} & {word[:4] for word in theirs}
    return 1 <= len(mine) <= 2 and 1 <= len(theirs) <= 2 and not starts


def _proper(text: str) -> set[str]:
    return {word.lower() for word in _PROPER.findall(text)}
