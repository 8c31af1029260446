"""Full text search over Chinese and English: BM25 over words and bigrams in SQLite FTS5 tables held in memory."""

import sqlite3
import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, islice
from math import log
from typing import NamedTuple

MOST_TERMS = 60
"""A query uses at most so many different terms, the rarest; more make it slow and no better."""
MOST_ROWS = 2_000
"""A query leaves its more frequent terms out where its terms together are met in more documents than this."""
K1 = 1.2
"""FTS5's own: repetition makes a term weigh at most k1 + 1 times its weight (sqlite.org/fts5.html, bm25())."""
IN_ANNEX = 1.0
"""What a term in an annex counts, in weights: as much as FTS5 gives one met once in a text of usual length."""
_TEXTS = "SELECT rowid, -bm25(texts, 3.0, 1.0) AS score FROM texts WHERE texts MATCH ? ORDER BY score DESC, rowid"
_ANNEXES = "SELECT rowid FROM annexes WHERE annexes MATCH ? ORDER BY rowid"


class Document(NamedTuple):
    """The terms of a head, which weigh three times, of a text, and of an annex.

    The annex is looked into only for terms that no head or text has; it keeps neither place nor count.
    """

    head: Sequence[str]
    text: Sequence[str]
    annex: Sequence[str] = ()


class Index:
    """Documents by number, searched by terms."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._size = len(documents)
        self._seen = Counter(term for one in documents for term in {*one.head, *one.text})
        self._tables = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._tables.close)
        self._tables.execute("CREATE VIRTUAL TABLE texts USING fts5(head, text, content='')")
        self._tables.execute("CREATE VIRTUAL TABLE annexes USING fts5(annex, detail=none, columnsize=0, content='')")
        for row, (head, text, annex) in enumerate(documents):
            self._tables.execute(
                "INSERT INTO texts (rowid, head, text) VALUES (?, ?, ?)", (row, *map(" ".join, (head, text)))
            )
            self._tables.execute("INSERT INTO annexes (rowid, annex) VALUES (?, ?)", (row, " ".join(annex)))

    def __contains__(self, term: str) -> bool:
        return term in self._seen or any(True for _ in self._annexes(term))

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
        rows = self._tables.execute(_TEXTS, (" OR ".join(f'"{term}"' for term in wanted),))
        scores = Counter(dict(islice((row for row in rows if row[0] in among), most)))
        for term in (term for term in wanted if not self._seen[term]):
            bearers = islice((row for row in self._annexes(term) if row in among), most)
            scores.update(dict.fromkeys(bearers, self._weight(term) * IN_ANNEX))
        best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        return {row: min(1.0, score / reach) for row, score in best[:most]}

    def _weight(self, term: str) -> float:
        """How much a term tells: BM25's inverse document frequency, 0 where every other document has it."""
        return max(0.0, log((self._size - self._seen[term] + 0.5) / (self._seen[term] + 0.5)))

    def _telling(self, terms: Iterable[str]) -> list[str]:
        """The rarest of the terms, as many as the bounds allow, and at least one."""
        rarest = sorted(terms, key=lambda term: (self._seen[term], term))[:MOST_TERMS]
        rows = accumulate(self._seen[term] for term in rarest)
        return [
            term for place, (term, met) in enumerate(zip(rarest, rows, strict=True)) if met <= MOST_ROWS or not place
        ]

    def _annexes(self, term: str) -> Iterator[int]:
        return (row for (row,) in self._tables.execute(_ANNEXES, (f'"{term}"',)))
