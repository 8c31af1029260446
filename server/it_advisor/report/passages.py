"""Sentences and cells of a report, and where they meet what is searched for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from it_advisor.markdown import Item, Paragraph, Table, plain
from it_advisor.report.headings import Role
from it_advisor.report.sections import Section

_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;]) +(?=[\"'(“A-Z0-9])|\n")
_CLAUSE = re.compile("[，；;：。]|[,.] |: ")
_FAR = 120
"""Characters around a hit in which the words about it stand."""
MOST_HITS = 5
"""In one passage, of what is searched for: what has more is a list, and whoever looks at the passage again for each
would take the square of its length."""


class Passage(NamedTuple):
    """A sentence or a cell: what a rule about words looks at."""

    text: str
    line: int
    role: Role | None
    is_cell: bool = False


class Hit(NamedTuple):
    """Where a passage meets a pattern: the words as written and their place in it."""

    passage: Passage
    words: str
    start: int
    end: int

    def before(self, reach: int) -> str:
        """What stands before it, in small letters."""
        return self.passage.text[max(0, self.start - reach) : self.start].lower()

    def after(self, reach: int) -> str:
        return self.passage.text[self.end : self.end + reach]

    def clause(self) -> str:
        """The part of the sentence it stands in with the one before, in small letters: what it is said of."""
        text = self.passage.text
        ends = [found.start() for found in _CLAUSE.finditer(text, max(0, self.start - _FAR), self.start)]
        after = _CLAUSE.search(text, self.end, self.end + _FAR)
        start = ends[-2] if len(ends) > 1 else max(0, self.start - _FAR) if ends or self.start > _FAR else 0
        return text[start : after.start() if after else self.end + _FAR].lower()


class Folded(NamedTuple):
    """Passages, and their texts in small letters, one a line, with where each starts."""

    passages: Sequence[Passage]
    text: str
    starts: tuple[int, ...]

    def met(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern is met within a passage."""
        place = 0
        while (found := pattern.search(self.text, place)) is not None:
            at = bisect_right(self.starts, found.start())
            end = self.starts[at] - 1
            if found.end() > end:
                found = pattern.search(self.text, place, end)
            place = max(found.end(), place + 1) if found else end + 1
            if found:
                yield found

    def told(self, found: re.Match[str]) -> Hit:
        """The words as written, and where."""
        at = bisect_right(self.starts, found.start()) - 1
        start, end = (place - self.starts[at] for place in found.span())
        return Hit(self.passages[at], self.passages[at].text[start:end], start, end)


def in_small_letters(text: str) -> str:
    """In small letters and one line, as long as before."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return small.replace("\n", " ")


def passages_of(sections: Iterable[Section], lines: Sequence[str]) -> Iterator[Passage]:
    """Sentences and cells, in their order; code blocks left out."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for at, row in enumerate(block.rows):
                    yield from (Passage(plain(c).strip(), block.line_of(at), section.role, True) for c in row if c)
            elif isinstance(block, Paragraph | Item):
                yield from _sentences(lines, block, section.role)


def _sentences(lines: Sequence[str], block: Paragraph | Item, role: Role | None) -> Iterator[Passage]:
    """Each with its line: a break inside a paragraph was read as a blank."""
    text = plain(block.spans)
    raw = lines[block.line - 1 : block.line + text.count(" ")]
    ends = list(takewhile(lambda end: end <= len(text), accumulate(len(line.strip()) + 1 for line in raw)))
    for start, part in _parts(text):
        if part.strip():
            yield Passage(part.strip(), block.line + bisect_right(ends, start), role)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place."""
    parts = _END.split(text)
    place = 0
    for part in parts:
        place = text.find(part, place)
        yield place, part
        place += len(part)
