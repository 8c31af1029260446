"""Where sentences and cells meet a pattern, with the place in them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.report.headings import Role
from it_advisor.report.reading import Passage, Report

MOST = 5
"""Hits in one passage; what has more is a list of figures, and looking at each again would cost its length squared."""


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


def hits(report: Report, pattern: re.Pattern[str], *roles: Role) -> Iterator[Hit]:
    """The first few of each passage."""
    last, place, count = None, 0, 0
    for passage, words in report.find(pattern, *roles):
        if passage is not last:
            last, place, count = passage, 0, 0
        if count < MOST:
            start = passage.text.find(words, place)
            place, count = start + len(words), count + 1
            yield Hit(passage, words, start, place)


def told(report: Report, pattern: re.Pattern[str], *roles: Role) -> Iterator[Hit]:
    """Those in sentences, cells left out."""
    return (hit for hit in hits(report, pattern, *roles) if not hit.passage.is_cell)
