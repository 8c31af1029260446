"""What a text is about: the industries, the kinds of organisation and the needs it speaks of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from it_advisor.concepts import concepts
from it_advisor.kinds import industry_in, kinds
from it_advisor.terms import Spelling

BESIDE = 0.5
"""What an industry counts that a text speaks of, but less than of its main one."""


class Subject(NamedTuple):
    """Industries with their share (1 is the main one), keys of kinds.KINDS, and keys of concepts.CONCEPTS."""

    industries: Mapping[str, float]
    kinds: frozenset[str]
    needs: frozenset[str]
    unread: int = 0
    """How many terms belong to no word we know."""

    @property
    def marks(self) -> frozenset[str]:
        """What two texts on the same subject have in common, whatever their words and language."""
        return frozenset((*self.industries, *self.kinds, *self.needs))


def subject_of(terms: Sequence[str]) -> Subject:
    """The main industry is the one spoken of most often, the first where several tie."""
    organisations, needs = kinds().met(terms), concepts().met(terms)
    told = Counter(industry_in(key) for key, _ in organisations)
    main = max(told, key=told.__getitem__, default=None)
    return Subject(
        industries={key: 1.0 if key == main else BESIDE for key in told},
        kinds=frozenset(key for key, _ in organisations if "/" in key),
        needs=frozenset(key for key, _ in needs),
        unread=len(terms) - len({place for _, places in (*organisations, *needs) for place in places}),
    )


@cache
def spelling() -> Spelling:
    return Spelling(kinds().words() | concepts().words())
