"""Full text over what is kept, by the analysis the shipped cases are ranked by: words and bigrams."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.terms import terms

MOST_TERMS = 40
"""Of a query, the first; more make it slow and no better."""
MOST_WORDS = 12_000
"""Of a text that are kept; PostgreSQL counts no further than 16,383 places."""
MOST_BYTES, PLACES_BYTES = 1_000_000, 16
"""PostgreSQL keeps less than 1 MiB of terms of a text, each with a few bytes for its places."""
LONGEST = 200
"""Characters of a term; whatever is longer is no word."""

MOST_SCORED = 500
"""Texts that SQLite weighs for a query, those with its rarest terms, where they are enough.

Measured, the best five are the same as of all.
"""

_FIND = {
    "sqlite": text(
        "SELECT ref FROM texts WHERE texts MATCH :query AND rank MATCH 'bm25(0, 0, 3.0, 1.0)' AND kind = :kind "
        "ORDER BY rank LIMIT :most"
    ),
    "postgresql": text(
        "SELECT ref FROM texts, CAST(:query AS tsquery) query WHERE terms @@ query AND kind = :kind "
        'ORDER BY ts_rank(terms, query, 1) DESC, ref COLLATE "C" LIMIT :most'
    ),
}
_USES = text("SELECT term, doc FROM text_terms WHERE term IN :terms").bindparams(bindparam("terms", expanding=True))
_PLACE = "SELECT place FROM text_places WHERE kind = :kind AND ref = :ref"
_PUT = {
    "sqlite": (
        text("INSERT INTO text_places (kind, ref) VALUES (:kind, :ref) ON CONFLICT DO NOTHING"),
        text(f"DELETE FROM texts WHERE rowid = ({_PLACE})"),
        text(f"INSERT INTO texts (rowid, kind, ref, head, body) VALUES (({_PLACE}), :kind, :ref, :head, :body)"),
    ),
    "postgresql": (
        text(
            "INSERT INTO texts (kind, ref, terms) VALUES (:kind, :ref, CAST(:terms AS tsvector)) "
            "ON CONFLICT (kind, ref) DO UPDATE SET terms = excluded.terms"
        ),
    ),
}
"""A text in place of the one there was. FTS5 has no index over references; looking for one would read every text."""


async def put(connection: AsyncConnection, kind: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Texts by reference, head and body, in place of those the references had."""
    found = [(ref, _known(head), _known(body)) for ref, head, body in rows]
    if not found:
        return
    name = connection.dialect.name
    make = _of_sqlite if name == "sqlite" else _of_postgres
    values = [{"kind": kind, "ref": ref, **make(head, body)} for ref, head, body in found]
    for step in _PUT[name]:
        names = step.compile().params
        await connection.execute(step, [{key: row[key] for key in names} for row in values])


async def find(connection: AsyncConnection, kind: str, words: str, most: int) -> list[str]:
    """The references whose texts share a term with the words, best first."""
    asked = list(dict.fromkeys(_known(words)))[:MOST_TERMS]
    if not asked:
        return []
    name = connection.dialect.name
    whole = (" | ".join(map(_quoted, asked)),)
    queries = whole if name == "postgresql" else await _narrowed(connection, asked)
    found: list[str] = []
    for query in queries:  # where those with the rarest terms are too few, all the others too
        if len(found) < most:
            rows = await connection.execute(_FIND[name], {"query": query, "kind": kind, "most": most})
            found = list(rows.scalars())
    return found


async def _narrowed(connection: AsyncConnection, asked: list[str]) -> tuple[str, ...]:
    """Texts that hold one of the rarest terms, weighed by all: FTS5 takes its time over each text it weighs."""
    uses: dict[str, int] = {row.term: row.doc for row in await connection.execute(_USES, {"terms": asked})}
    known = sorted((term for term in asked if term in uses), key=uses.__getitem__)
    sums = accumulate(uses[term] for term in known)
    rare = [
        term for place, (term, sum_) in enumerate(zip(known, sums, strict=True)) if not place or sum_ <= MOST_SCORED
    ]
    every = _any_of(known or asked)
    return (every,) if len(rare) == len(known) else (f"({_any_of(rare)}) AND ({every})", every)


def _any_of(terms: list[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)


async def forget(connection: AsyncConnection) -> None:
    await connection.execute(text("DELETE FROM texts"))


def _known(written: str) -> list[str]:
    """Terms of letters and digits; the analysis leaves no others but for marks within scripts, which go."""
    found = ("".join(filter(str.isalnum, term)) for term in terms(written))
    return [term for term in found if 0 < len(term) <= LONGEST][:MOST_WORDS]


def _of_sqlite(head: list[str], body: list[str]) -> dict[str, str]:
    return {"head": " ".join(head), "body": " ".join(body)}


def _of_postgres(head: list[str], body: list[str]) -> dict[str, str]:
    """As many places as a term has uses, at most three of each; those of the head weigh most."""
    uses = {term: ["1A"] for term in head}
    for term, count in Counter(body).items():
        uses.setdefault(term, []).extend(f"{place + 2}D" for place in range(min(count, 3)))
    sizes = accumulate(len(term.encode()) + PLACES_BYTES for term in uses)
    fitting = [term for term, size in zip(uses, sizes, strict=True) if size <= MOST_BYTES]
    return {"terms": " ".join(f"{_quoted(term)}:{','.join(uses[term])}" for term in fitting)}


def _quoted(term: str) -> str:
    """Letters and digits only, so that nothing in it can end the quotes."""
    return f"'{term}'"
