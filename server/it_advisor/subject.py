"""What a text is about: the industries, the kinds of organisation and the needs it speaks of."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from it_advisor.concepts import concepts
from it_advisor.kinds import ANY, DENIALS, FRAME, MAKERS, industry_in, kinds
from it_advisor.terms import Spelling

BESIDE = 0.5
"""What an industry counts that a text speaks of, but less than of its main one."""
QUALIFIERS = 5
"""Terms before the word for an organisation that may only say which: an airport hotel, a watch factory."""


class Subject(NamedTuple):
    """Industries with their share (1 is the main one), keys of kinds.KINDS, and keys of concepts.CONCEPTS."""

    industries: Mapping[str, float]
    kinds: frozenset[str]
    needs: frozenset[str]
    unread: int = 0
    """How many terms belong to no word we know, and do not say which organisation of its kind it is."""

    @property
    def marks(self) -> frozenset[str]:
        """What two texts on the same subject have in common, whatever their words and language."""
        return frozenset((*self.industries, *self.kinds, *self.needs))


def subject_of(terms: Sequence[str]) -> Subject:
    """The main industry is the one spoken of most often, the first where several tie."""
    needs = concepts().met(terms)
    organisations = _claimed(terms, kinds().met(terms))
    told = Counter(industry_in(key) for key, _ in organisations)
    main = max(told, key=told.__getitem__, default=None)
    return Subject(
        industries={key: 1.0 if key == main else BESIDE for key in told},
        kinds=frozenset(key for key, _ in organisations if "/" in key),
        needs=frozenset(key for key, _ in needs),
        unread=_unread(terms, [places for _, places in organisations], [places for _, places in needs]),
    )


def _claimed(terms: Sequence[str], organisations: Sequence[tuple[str, range]]) -> Sequence[tuple[str, range]]:
    """Without what somebody is not: all words of `not a boutique hotel`."""
    denied = {place for _, places in organisations if _is_denied(terms, places.start) for place in places}
    return [one for one in organisations if denied.isdisjoint(one[1])] if denied else organisations


def _is_denied(terms: Sequence[str], place: int) -> bool:
    """Whether the word before says not; in Chinese a bigram stands between: 不是 是酒 酒店."""
    apart = 1 if terms[place].isascii() else 2
    return place >= apart and terms[place - apart] in DENIALS


def _unread(terms: Sequence[str], organisations: Sequence[range], needs: Sequence[range]) -> int:
    known = {place for places in (*organisations, *needs) for place in places}
    known |= {place for place, term in enumerate(terms) if term in ANY or term in FRAME}
    known |= {counted for place, term in enumerate(terms) if term.isdigit() for counted in (place, place + 1)}
    read = known | {place for places in organisations for place in _which(terms, places)}
    return sum(not (place in read or _joins(terms, place, known)) for place in range(len(terms)))


def _which(terms: Sequence[str], organisation: range) -> range:
    """The places of what qualifies an organisation: the words before; for a maker, also what it makes."""
    after = QUALIFIERS if terms[organisation.stop - 1] in MAKERS else 0
    return range(organisation.start - QUALIFIERS, organisation.stop + after)


def _joins(terms: Sequence[str], place: int, known: Collection[int]) -> bool:
    """Whether a Chinese bigram only joins a known word to the next one."""
    term = terms[place]
    before = place - 1 in known and terms[place - 1][-1] == term[0]
    after = place + 1 in known and terms[place + 1][0] == term[-1]
    return not term.isascii() and (before or after)


@cache
def spelling() -> Spelling:
    return Spelling(kinds().words() | concepts().words())
