"""A numbered list or numbered headings that skip a number or use one twice.

列表或标题的编号跳号、重号。

Why: “see step 4” leads to the wrong step.

为何：“见第 4 条”会指错。

Bad:
    1. 2027-01-15：董事会表决。
    2. 2027-01-25：发出招标文件。
    4. 2027-03-26：定标。
Bad:
    ## 1. Decision Summary
    Take A.
    ## 2. Requirements
    One item master.
    ## 2. Recommended Solution
    Cloud ERP.
Good:
    1. Ask.
    2. Decide.

    Another list:

    1. Sign.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from it_advisor.errors import Words
from it_advisor.markdown import Item, plain
from it_advisor.report.phrases import Phrases
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit, Fault, Severity

CODE = "HY007"
SEVERITY: Severity = "warning"

_REFERENCE = Phrases(
    r"(?:steps?|items?|points?|actions?|sections?|chapters?|parts?|no\.|§) ?\d"
    r"|第 ?[\d一二三四五六七八九十]{1,3} ?[步条项点节章部]|[见按如] ?\d|上述 ?\d"
)
"""“See step 4”: numbered anew, it would lead to another."""
_NAMED = re.compile(
    r"(?:see|before|after|under|per|cf\.?|number|like|and|or|[#(（见按如第至和与]) ?(\d{1,2})(?![\d.,%:/]|(?<= )[a-z])"
    r"(?! ?(?:[个年月周天日人家%]|days?|weeks?|months?|years?|hours?|people|users))"
)
"""Numbers that a text may mean a list's item by: (5), see 5 below."""
_BELOW = re.compile(r"(?<![\d.])(\d{1,2})\.\d")
"""4.1 is part of 4."""
_MONTH = re.compile(
    r" ?(?:月|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z]))", re.I
)
_MOST_ITEMS = 500
_SLIP = 3
"""Numbers that a slip may leave out; a list that jumps further counts something else: days, years, places."""
_HEADED = re.compile(r"(#{1,6} +)(\d{1,2})(?=[.、．] ?\D)")


def check(report: Report) -> Iterator[Fault]:
    """A list that repeats one number throughout is meant to be numbered when it is shown.

    Nothing is renumbered by machine where some sentence refers to a number.
    """
    found = list(_faults(report))
    text = report.prose.lower() if found else ""
    named = {int(one[1]) for pattern in (_NAMED, _BELOW) for one in pattern.finditer(text)}
    named |= {int(one[1]) for section in report.sections for one in _BELOW.finditer(section.heading)}
    referred = bool(found) and report.says(_REFERENCE)
    for fault, numbers in found:
        yield fault._replace(edits=()) if referred or named & numbers else fault


def _faults(report: Report) -> Iterator[tuple[Fault, set[int]]]:
    """Each with the number it has and the one it should have."""
    for section in report.sections:
        items = [
            block
            for block in section.blocks
            if isinstance(block, Item) and block.depth == 1 and block.marker[:-1].isdecimal()
        ]
        if not any(_MONTH.match(plain(item.spans)) for item in items):
            yield from _in_lists([(item.line, int(item.marker[:-1]), item.marker) for item in items])
    yield from _in_headings(report)


def _in_lists(items: list[tuple[int, int, str]]) -> Iterator[tuple[Fault, set[int]]]:
    expected = 0
    for at, (line, number, marker) in enumerate(items):
        starts = number <= 1 and not (at and items[at - 1][1] == number)
        if starts or at == 0 or number == items[at - 1][1] == items[0][1]:
            expected = number
        else:
            expected += 1
        if number > expected + _SLIP or number > _MOST_ITEMS:
            return
        if number != expected:
            yield _fault(line, marker, f"{expected}{marker[-1]}"), {number, expected}


def _in_headings(report: Report) -> Iterator[tuple[Fault, set[int]]]:
    by_level: dict[int, int] = defaultdict(int)
    for section in report.sections:
        found = _HEADED.match(report.lines[section.line - 1])
        if found is None:
            continue
        number, before = int(found[2]), by_level[section.level]
        expected = number if number == 1 or not before else before + 1
        by_level[section.level] = expected
        if number != expected:
            yield _fault(section.line, found[0], f"{found[1]}{expected}"), {number, expected}


def _fault(line: int, old: str, new: str) -> Fault:
    return Fault(
        line,
        Words(f"编号“{old.strip('# ')}”应为“{new.strip('# ')}”", f"“{old.strip('# ')}” should be “{new.strip('# ')}”"),
        Words(f"改为“{new.strip('# ')}”", f"make it “{new.strip('# ')}”"),
        edits=(Edit(line, old, new),),
    )
