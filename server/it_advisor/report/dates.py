"""Days and months as reports write them: 2027-01-15, 2027年4月, 15 January 2027, Apr 6 – May 15."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from it_advisor.brief.glyphs import fold

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?:{'|'.join(_NAMES)})[a-z]{{0,6}}\.?"
_NTH = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?: ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?|[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![\d%]))"
    rf"|(?<!\d)(?:\d{{1,2}}{_NTH} )?(?<![a-z]){_NAME} (?:\d{{1,2}}{_NTH},? )?(?:19|20)\d\d(?!\d)"
    rf"|(?<![a-z]){_NAME} (?:\d{{1,2}}{_NTH})(?![\d.,]*[\d%])(?! ?(?:people|users|days|weeks|months))"
    rf"|(?<!\d)\d{{1,2}}{_NTH} {_NAME}(?![a-z])"
    r"|(?<![\d第])\d{1,2} ?月 ?\d{1,2} ?[日号]"
    r"|(?<!\d)(?:19|20)\d\d ?年(?!度?[内后])"
    r"|(?<![\d-])\d{1,2}-\d\d(?![\d%-])(?= ?(?:前|后|晚|至|之|完|关|封|起|,|，|。|$))",
    re.IGNORECASE,
)
"""A day or a month with its year, a year called one, or a day of the year."""
_DAY = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?: ?年 ?"
    r"|[-/.])(?P<m>\d{1,2})(?!\d)(?: ?月)?(?:[-/.]?(?<=[-/.月]) ?(?P<d>\d{1,2})(?![\d-]))?"
    rf"|(?:(?<!\d)(?P<d2>\d{{1,2}}){_NTH} )?(?<![a-z])(?P<name>{_NAME})(?![a-z])(?: (?P<d3>\d{{1,2}}){_NTH}(?!\d))?"
    r"(?:,? (?P<y2>(?:19|20)\d\d)(?!\d))?"
    r"|(?<![\d第个])(?P<m4>\d{1,2}) ?月(?! ?后)(?: ?(?P<d4>\d{1,2}) ?[日号])?",
    re.IGNORECASE,
)
_TO = re.compile(r" ?[日号]? ?(?:至|到|to|until|–|—|~|～|-)+ ?", re.IGNORECASE)
_MONTH_LENGTH = Decimal("30.4")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day, or a month where no day is given; year 0 where none is."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def months(self) -> int:
        return self.year * 12 + self.month

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has it: there is no 30 February."""
        leap = self.month != 2 or self.day < 29 or not self.year or self.year % 4 == 0
        return self.day <= _LENGTHS[self.month - 1] and leap


class Span(NamedTuple):
    """From one day to another, as it is written."""

    first: Day
    last: Day
    text: str

    @property
    def is_exact(self) -> bool:
        return bool(self.first.day and self.last.day)

    @property
    def months(self) -> Decimal:
        """Whole months where no days are given: June to July is two."""
        months = Decimal(self.last.months - self.first.months)
        return months + (Decimal(self.last.day + 1 - self.first.day) / _MONTH_LENGTH if self.is_exact else 1)


def days(text: str) -> Iterator[Day]:
    """Each day and each month of a year; a name alone that may be a word (may, mar) is none."""
    plain = fold(text)
    for found in _DAY.finditer(plain):
        name = (found["name"] or "")[:3].lower()
        year = int(found["y"] or found["y2"] or 0)
        day = int(found["d"] or found["d2"] or found["d3"] or found["d4"] or 0)
        month = _NAMES.index(name) + 1 if name else int(found["m"] or found["m4"])
        if 1 <= month <= 12 and (year or day or not name or _TO.match(plain, found.end())):
            yield Day(year, month, day, *found.span())


def spans(text: str) -> Iterator[Span]:
    """Days joined by a dash or a word for it; the year is said once, before or behind."""
    for one, other in pairwise(days(text)):
        if _TO.fullmatch(fold(text[one.end : other.end])[: other.start - one.end]):
            first = one if one.year else one._replace(year=other.year - (one.month > other.month) if other.year else 1)
            last = other if other.year else other._replace(year=first.year + (other.month < first.month))
            yield Span(first, last, text[one.start : other.end])
