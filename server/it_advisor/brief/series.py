"""The numbers a list is counted by: which of them count its items, and which belong to the words."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_HAN_DIGITS = "一二三四五六七八九"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBERED = re.compile(
    r"[(（](?:(?P<bracketed>[0-9]{1,3})|(?P<bracketed_han>[一二三四五六七八九十]{1,3})|(?P<bracketed_letter>[a-z]))[)）]"
    r"|(?<![A-Za-z0-9_.])(?:(?P<dotted>[0-9]{1,3})[.．](?!\d)|(?P<closed>[0-9]{1,3})[)）]|(?P<comma>[0-9]{1,3})、)"
    r"|(?P<circled>[①-⑳])"
    r"|(?<![第周期一二三四五六七八九十、A-Za-z0-9_])(?P<han>[一二三四五六七八九十]{1,3})、"
    r"|(?<![^\s；;。，,])(?:(?P<roman>[ivx]{1,4})|(?P<letter>[a-z]))[.)](?= )"
    r"|(?<![A-Za-z0-9])(?:(?:需求|要求|(?:Requirement|Req\.?) ?)R?|R)(?P<named>[0-9]{1,3})[.:：)]",
    re.IGNORECASE,
)
_SEPARATES = re.compile(r"[\s；;。，,)）]")
_A_NUMBER = re.compile(f"[0-9{_HAN_DIGITS}十]")
_HAN_BEFORE_A_NUMBER = re.compile(r"([\u4e00-\u9fff])(?=\d)|([\u4e00-\u9fff])(?=[一二三四五六七八九十]、)")


class Mark(NamedTuple):
    """A number before an item: where it stands, in which way it counts, and the place it gives."""

    start: int
    end: int
    way: str
    place: int
    enumerates: bool
    """Followed by 、 and a further number, as in 3、4月份; then it may be no mark at all."""


def marks_of(lines: Iterable[str]) -> list[Mark | None]:
    """The mark each line begins with."""
    marks, way = list[Mark | None](), ""
    for line in lines:
        found = _NUMBERED.match(line)
        mark = _mark(line, found, way) if found else None
        marks.append(mark)
        way = mark.way if mark else way
    return marks


def counting(marks: Sequence[Mark | None]) -> Iterable[bool]:
    """Which marks of a text's lines count: those beside whose number another of the same way stands.

    A list may also be numbered 1. 1. 1., as Markdown allows.
    """
    if not any(marks):
        yield from (False for _ in marks)
        return
    plain = {(mark.way, mark.place) for mark in marks if mark and not mark.enumerates}
    every = {(mark.way, mark.place) for mark in marks if mark}
    ones = [mark.way for mark in marks if mark and mark.place == 1 and not mark.enumerates]
    for mark in marks:
        beside = plain if mark and mark.enumerates else every
        yield mark is not None and (
            any((mark.way, mark.place + step) in beside for step in (-1, 1))
            or (mark.place == 1 and ones.count(mark.way) > 1)
        )


def starts(line: str) -> list[int]:
    """Where the items begin in a line that counts 1. 2. 3. or in another way from its start; else nothing."""
    found = list[Mark]()
    for one in _NUMBERED.finditer(line):
        mark = _mark(line, one, found[-1].way if found else "")
        if mark.enumerates or mark.place != len(found) + 1:
            continue
        if (found and mark.way == found[-1].way) or (not found and not line[: mark.start].strip()):
            found.append(mark)
    glued = any(not _SEPARATES.match(line[mark.start - 1]) for mark in found[1:])
    return [mark.start for mark in found] if len(found) > 1 and not (glued and _names_places(line)) else []


def _names_places(line: str) -> bool:
    """Whether the same word stands before several numbers, as in 1、覆盖车间2、车间3: they number what it names."""
    before = [one[1] or one[2] for one in _HAN_BEFORE_A_NUMBER.finditer(line)]
    return len(before) > len(set(before))


def _mark(line: str, found: re.Match[str], way: str) -> Mark:
    kind = found.lastgroup or ""
    kind = "letter" if kind == "roman" and way == "letter" and len(found["roman"]) == 1 else kind
    said = found[found.lastgroup or 0].lower()
    goes_on = line[found.end() - 1] == "、" and _A_NUMBER.match(line, found.end()) is not None
    return Mark(found.start(), found.end(), kind, _place(said, kind), goes_on)


def _place(said: str, kind: str) -> int:
    """The number a mark stands for; 0 beyond 十九, which nobody counts to in a line."""
    if said.isdecimal():
        return int(said)
    if kind == "roman":
        return _ROMAN.index(said) + 1 if said in _ROMAN else 0
    if said in _HAN_DIGITS:
        return _HAN_DIGITS.index(said) + 1
    if said[0] == "十":
        return 10 + (_HAN_DIGITS.find(said[1:]) + 1 if said[1:] else 0)
    return ord(said) - ord("①" if "①" <= said <= "⑳" else "a") + 1 if len(said) == 1 else 0
