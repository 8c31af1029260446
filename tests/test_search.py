"""Full text search scores as SQLite's FTS5 does, which everybody can check, without asking SQLite for every term."""

import sqlite3
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from it_advisor.search import Document, Index
from it_advisor.terms import terms

WORDS = (
    "erp",
    "mes",
    "sap",
    "café",
    "cafe",
    "zürich",
    "łódź",
    "việt",
    "5g",
    "x²",
    "ё",
    "ß",
    "仓库",
    "店、小",
    "库。",
    "カフェ",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(lambda words: terms("，".join(words)))
DOCUMENTS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8)


def by_sqlite(documents: Sequence[tuple[list[str], list[str]]], wanted: Sequence[str]) -> dict[int, float]:
    """Row and BM25 of the documents that have one of the terms, best first."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE texts USING fts5(head, text)")
    for row, parts in enumerate(documents):
        table.execute("INSERT INTO texts (rowid, head, text) VALUES (?, ?, ?)", (row, *map(" ".join, parts)))
    ask = "SELECT rowid, -bm25(texts, 3.0, 1.0) AS score FROM texts WHERE texts MATCH ? ORDER BY score DESC, rowid"
    found = dict(table.execute(ask, (" OR ".join(f'"{term}"' for term in wanted),)))
    table.close()
    return found


@given(DOCUMENTS, TEXTS.filter(bool))
def test_documents_are_found_and_scored_as_by_sqlite(
    documents: list[tuple[list[str], list[str]]], asked: list[str]
) -> None:
    """The same documents in the same order, each with the same share of the same whole."""
    found = Index(Document(*parts) for parts in documents).find(asked, range(len(documents)), 50)
    oracle = by_sqlite(documents, sorted(dict.fromkeys(asked), key=lambda term: (met(documents, term), term)))
    assert not found or list(found) == list(oracle)
    shares = [oracle[row] / score for row, score in found.items() if score < 1]
    assert max(shares, default=1) - min(shares, default=1) < 1e-9


def met(documents: Sequence[tuple[list[str], list[str]]], term: str) -> int:
    return sum(term in head or term in text for head, text in documents)


def test_an_accent_is_neither_needed_nor_in_the_way() -> None:
    """A customer in Zurich finds Zürich, and the other way round."""
    index = Index([Document(terms("Zürich"), []), Document(terms("Zurich"), []), *[Document(["x"], [])] * 5])
    assert index.find(["zurich"], range(7), 5).keys() == index.find(["zürich"], range(7), 5).keys() == {0, 1}
