"""Full text search over Chinese and English: BM25 over words and bigrams in SQLite FTS5 tables held in memory."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

MOST_TERMS = 60
"""A query uses at most so many different terms, the rarest; more make it slow and no better."""
MOST_ROWS = 3_000
"""A query leaves its more frequent terms out where its terms together are met in more documents than this."""
_K1 = 1.2
"""FTS5's own: repetition makes a term weigh at most k1 + 1 times its weight (sqlite.org/fts5.html, bm25())."""
_IN_ANNEX = 0.5
"""What a term found only in an annex counts, where FTS5 gives 1 / k1 to one met once in a text of usual length."""

_BEST = (
    "SELECT rowid, -bm25(texts, 3.0, 1.0, 0.0) AS score FROM texts WHERE texts MATCH ? ORDER BY score DESC, rowid LIMIT ?"
)
_ROWS = "SELECT rowid FROM texts WHERE texts MATCH ?"
_ANNEX = "SELECT rowid FROM annexes WHERE annexes MATCH ? LIMIT ?"
_ANNEX_AMONG = f"SELECT rowid FROM annexes WHERE annexes MATCH ? AND rowid IN ({_ROWS}) LIMIT ?"


class Document(NamedTuple):
    """What the index keeps of a text: terms of its head, weighing three times; of its text; facts; and its annex."""

    head: Sequence[str]
    text: Sequence[str]
    facts: Sequence[str] = ()
    annex: Iterable[str] = ()
    """Terms looked up only where no head or text has them. They may be many: neither place nor count is kept."""


class Index:
    """Documents by id, searched by terms."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._ids = tuple(documents)
        self._seen = Counter(term for one in documents.values() for term in {*one.head, *one.text})
        self._tables = sqlite3.connect(":memory:", check_same_thread=False)
        usual = "content='', tokenize=\"unicode61 tokenchars '#'\""
        self._tables.execute(f"CREATE VIRTUAL TABLE texts USING fts5(head, text, facts, {usual})")
        self._tables.execute(f"CREATE VIRTUAL TABLE annexes USING fts5(annex, detail=none, columnsize=0, {usual})")
        for row, one in enumerate(documents.values()):
            head, text, facts, annex = map(" ".join, one)
            self._tables.execute("INSERT INTO texts (rowid, head, text, facts) VALUES (?, ?, ?, ?)", (row, head, text, facts))
            self._tables.execute("INSERT INTO annexes (rowid, annex) VALUES (?, ?)", (row, annex))

    def __contains__(self, term: str) -> bool:
        return term in self._seen or any(True for _ in self._in_annexes(term, (), 1))

    def weight(self, term: str) -> float:
        """How much a term tells: BM25's inverse document frequency, 0 where every other document has it."""
        seen, documents = self._seen[term], len(self._ids)
        return max(0.0, log((documents - seen + 0.5) / (seen + 0.5)))

    def is_rare(self, term: str) -> bool:
        """Whether so few documents have the term that it tells them from the others."""
        return self._seen[term] <= max(2, len(self._ids) // 50)

    def find(self, terms: Iterable[str], facts: Sequence[str] = (), most: int = 200) -> dict[str, float]:
        """The ids that share a term and have all the facts, best first, with a score from 0 to 1.

        The score is BM25 as a share of what a document full of all the terms would reach.
        """
        wanted = self._telling(dict.fromkeys(terms))
        reach = sum(map(self.weight, wanted)) * (_K1 + 1)
        if not reach:
            return {}
        scores = Counter(self._in_texts(wanted, facts, most))
        for term in wanted:
            if not self._seen[term]:
                scores.update(dict.fromkeys(self._in_annexes(term, facts, most), self.weight(term) * _IN_ANNEX * (_K1 + 1)))
        best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:most]
        return {self._ids[row]: min(1.0, score / reach) for row, score in best}

    def having(self, facts: Sequence[str]) -> list[str]:
        """The ids of all documents with all the facts."""
        if not facts:
            return list(self._ids)
        return [self._ids[row] for (row,) in self._tables.execute(f"{_ROWS} ORDER BY rowid", (_all(facts),))]

    def _telling(self, terms: Iterable[str]) -> list[str]:
        """The rarest of the terms, as many as the bounds allow, and at least one."""
        rarest = sorted(terms, key=lambda term: (self._seen[term], term))[:MOST_TERMS]
        rows, chosen = 0, []
        for term in rarest:
            rows += self._seen[term]
            if chosen and rows > MOST_ROWS:
                break
            chosen.append(term)
        return chosen

    def _in_texts(self, terms: Sequence[str], facts: Sequence[str], most: int) -> dict[int, float]:
        anything = " OR ".join(f'"{term}"' for term in terms)
        wanted = " AND ".join((f"({{head text}} : ({anything}))", *filter(None, (_all(facts),))))
        return dict(self._tables.execute(_BEST, (wanted, most)).fetchall())

    def _in_annexes(self, term: str, facts: Sequence[str], most: int) -> Iterator[int]:
        asked = (f'"{term}"', most) if not facts else (f'"{term}"', _all(facts), most)
        rows = self._tables.execute(_ANNEX_AMONG if facts else _ANNEX, asked)
        return (row for (row,) in rows)


def _all(facts: Iterable[str]) -> str:
    """FTS5's query for documents with each of the facts."""
    return " AND ".join(f'facts : "{fact}"' for fact in facts)
