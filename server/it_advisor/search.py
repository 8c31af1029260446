"""Full text search over Chinese and English: words and bigrams in an SQLite FTS5 table held in memory."""

import re
import sqlite3
import weakref
from collections.abc import Iterable

_RUN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]+|[^\W_\u2e80-\u9fff\uf900-\ufaff]+")
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_STOP = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "our",
        "the",
        "to",
        "we",
        "with",
    )
)
MOST_TERMS = 200
"""A query uses its first so many different terms; more make it slow and no better."""


def terms(text: str) -> list[str]:
    """The index terms of a text, in order: lower-case words without plural s, and every Chinese bigram."""
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if not _CHINESE.match(run):
            if run not in _STOP:
                found.append(run[:-1] if len(run) > 3 and run.endswith("s") and not run.endswith("ss") else run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[place : place + 2] for place in range(len(run) - 1)]
    return found


class Index:
    """Texts by id, searched with BM25. A title's terms weigh three times a body's."""

    def __init__(self, documents: Iterable[tuple[str, str, str]]) -> None:
        """Takes (id, title, body) triples."""
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._table.close)
        self._table.execute("CREATE VIRTUAL TABLE text USING fts5(id UNINDEXED, title, body, tokenize='unicode61')")
        self._table.executemany(
            "INSERT INTO text VALUES (?, ?, ?)",
            ((key, " ".join(terms(title)), " ".join(terms(body))) for key, title, body in documents),
        )

    def find(self, query: str, most: int = 200) -> dict[str, float]:
        """The ids that share a term with the query, best first, with their BM25 score (higher is better)."""
        wanted = list(dict.fromkeys(terms(query)))[:MOST_TERMS]
        if not wanted:
            return {}
        phrase = " OR ".join(f'"{term}"' for term in wanted)
        rows = self._table.execute(
            "SELECT id, -bm25(text, 0, 3.0, 1.0) AS score FROM text WHERE text MATCH ? ORDER BY score DESC, id LIMIT ?",
            (phrase, most),
        )
        return dict(rows.fetchall())
