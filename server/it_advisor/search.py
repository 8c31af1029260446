"""Full text search over Chinese and English: BM25 over words and bigrams, from lists of who has which term."""

import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import accumulate, islice
from math import log
from typing import NamedTuple

MOST_TERMS = 60
"""A query uses at most so many different terms, the rarest; more make it slow and no better."""
MOST_ROWS = 2_000
"""A query leaves its more frequent terms out where its terms together are met in more documents than this."""
K1, B = 1.2, 0.75
"""Usual for BM25: repetition makes a term weigh at most k1 + 1 times its weight, and b is how much length counts."""
IN_HEAD = 3
"""What a term in a head counts; one in a text counts 1."""
IN_ANNEX = 1.0
"""What a term in an annex counts, in weights: as much as one met once in a text of usual length."""
LEAST = 1e-6
"""What a term weighs at least where it is met, for the order of documents that share no better one."""


class Document(NamedTuple):
    """The terms of a head, which weigh three times, of a text, and of an annex.

    The annex is looked into only for terms that no head or text has; it keeps neither place nor count.
    """

    head: Sequence[str]
    text: Sequence[str]
    annex: Sequence[str] = ()


class _Bearers:
    """The documents that have a term, and how much of it."""

    __slots__ = ("amounts", "rows")

    def __init__(self) -> None:
        self.rows, self.amounts = array("I"), array("f")


class Index:
    """Documents by number, searched by terms."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """One document after the other, so that never all of them are in memory."""
        self._seen: Counter[str] = Counter()
        self._texts: dict[str, _Bearers] = defaultdict(_Bearers)
        self._annexes: dict[str, array[int] | int] = {}
        plain = _Plain()
        lengths = [self._take(row, one, plain) for row, one in enumerate(documents)]
        self._size = len(lengths)
        usual = sum(lengths) / max(1, self._size)
        self._damping = [K1 * (1 - B + B * length / usual) if length else K1 for length in lengths]

    def _take(self, row: int, document: Document, plain: Mapping[str, str]) -> int:
        """Note the terms of a document. Returns its length."""
        self._seen.update({*document.head, *document.text})
        head, text, annex = (filter(None, map(plain.__getitem__, part)) for part in document)
        amounts: Counter[str] = Counter(text)
        length = amounts.total()
        for term in head:
            amounts[term] += IN_HEAD
            length += 1
        for term, amount in amounts.items():
            bearers = self._texts[term]
            bearers.rows.append(row)
            bearers.amounts.append(amount)
        for term in {*annex}:
            self._annex(term, row)
        return length

    def _annex(self, term: str, row: int) -> None:
        """Most terms are in one annex only, for which a list would take five times the memory."""
        match self._annexes.get(term):
            case None:
                self._annexes[term] = row
            case int(first):
                self._annexes[term] = array("I", (first, row))
            case bearers:
                bearers.append(row)

    def __contains__(self, term: str) -> bool:
        return term in self._seen or _plain(term) in self._annexes

    def is_rare(self, term: str) -> bool:
        """Whether so few documents have the term that it tells them from the others."""
        return self._seen[term] <= max(2, self._size // 50)

    def find(self, terms: Iterable[str], among: Collection[int], most: int) -> dict[int, float]:
        """The documents that share a term, best first, with a score from 0 to 1.

        The score is BM25 as a share of what a document full of all the terms would reach.
        """
        wanted = self._telling(dict.fromkeys(terms))
        reach = sum(map(self._weight, wanted)) * (K1 + 1)
        if not reach:
            return {}
        everything = len(among) == self._size
        scores = dict(_best(self._scores(wanted, None if everything else among), most))
        for term in (term for term in wanted if not self._seen[term]):
            weight = self._weight(term) * IN_ANNEX
            met = self._annexes.get(_plain(term), ())
            bearers = (met,) if isinstance(met, int) else met
            for row in islice((row for row in bearers if row in among), most):
                scores[row] = scores.get(row, 0.0) + weight
        return {row: min(1.0, score / reach) for row, score in _best(scores, most)}

    def _scores(self, wanted: Iterable[str], among: Collection[int] | None) -> dict[int, float]:
        """BM25 of every document that has one of the terms in its head or text."""
        scores: dict[int, float] = defaultdict(float)
        for term in wanted:
            if bearers := self._texts.get(_plain(term)):
                weight = max(LEAST, self._telling_of(len(bearers.rows)))
                for row, amount in zip(bearers.rows, bearers.amounts, strict=True):
                    if among is None or row in among:
                        scores[row] += weight * (amount * (K1 + 1) / (amount + self._damping[row]))
        return scores

    def _weight(self, term: str) -> float:
        """How much a term tells: BM25's inverse document frequency, 0 where every other document has it."""
        return max(0.0, self._telling_of(self._seen[term]))

    def _telling_of(self, seen: int) -> float:
        return log((self._size - seen + 0.5) / (seen + 0.5))

    def _telling(self, terms: Iterable[str]) -> list[str]:
        """The rarest of the terms, as many as the bounds allow, and at least one."""
        rarest = sorted(terms, key=lambda term: (self._seen[term], term))[:MOST_TERMS]
        rows = accumulate(self._seen[term] for term in rarest)
        return [
            term for place, (term, met) in enumerate(zip(rarest, rows, strict=True)) if met <= MOST_ROWS or not place
        ]


def _best(scores: dict[int, float], most: int) -> list[tuple[int, float]]:
    return nsmallest(most, scores.items(), key=lambda one: (-one[1], one[0]))


def _plain(term: str) -> str:
    """The term as it is looked for: letters and digits only, Latin ones without their one accent."""
    if term.isascii():
        return term
    plain = term.translate(_LETTERS)
    return term if plain == term else plain  # one text for both, where there are ten thousand of them


class _Plain(dict[str, str]):
    """Terms as they are looked for, each worked out once; only for as long as documents are taken in."""

    def __missing__(self, term: str) -> str:
        self[term] = plain = _plain(term)
        return plain


class _Letters(dict[int, str]):
    """By its code, what is left of a character; found out when first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        accented = len(parts) == 2 and parts[0].isascii() and unicodedata.combining(parts[1])
        self[code] = left = (parts[0] if accented else chr(code)) if chr(code).isalnum() else ""
        return left


_LETTERS = _Letters()
