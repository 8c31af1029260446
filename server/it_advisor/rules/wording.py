"""Where sentences and cells meet a pattern, with the place in them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.markdown import Code
from it_advisor.report.comments import comments
from it_advisor.report.headings import Role
from it_advisor.report.phrases import Sought
from it_advisor.report.reading import Passage, Report

MOST = 5
"""Hits in one passage; what has more is a list of figures, and looking at each again would cost its length squared."""


_CLAUSE = re.compile("[，；;：。]|[,.] |: ")
_FAR = 120
"""Characters around a hit in which the words about it stand."""


class Hit(NamedTuple):
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


def hits(report: Report, sought: Sought, *roles: Role) -> Iterator[Hit]:
    """The first few of each passage."""
    last, place, count = None, 0, 0
    for passage, words in report.find(sought, *roles):
        if passage is not last:
            last, place, count = passage, 0, 0
        if count < MOST:
            start = passage.text.find(words, place)
            place, count = start + len(words), count + 1
            yield Hit(passage, words, start, place)


def elsewhere(report: Report, sought: Sought) -> Iterator[tuple[int, str]]:
    """Where a pattern in small letters is met outside sentences and cells: headings, columns, comments, code."""
    texts = [(section.line, section.heading) for section in report.sections]
    texts += [(grid.line, title) for grid in report.grids if not grid.is_list for title in grid.titles]
    texts += [(comment.line, comment.text) for comment in comments(report.markdown) if "it-advisor" not in comment.text]
    texts += [
        (block.line + 1, block.text)
        for block in report.blocks
        if isinstance(block, Code) and block.language in ("", "text", "md", "markdown")
    ]
    for line, text in texts:
        for found in sought.finditer(text.lower()):
            yield line + text.count("\n", 0, found.start()), text[found.start() : found.end()]


def told(report: Report, sought: Sought, *roles: Role) -> Iterator[Hit]:
    """Those in sentences, cells left out."""
    return (hit for hit in hits(report, sought, *roles) if not hit.passage.is_cell)
