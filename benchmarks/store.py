"""Full text over contributed cases in both databases, and how long the store takes to open."""

import asyncio
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import insert, select

from benchmarks.distractors import ELSEWHERE, NEEDS, ORGANISATIONS, distractors
from benchmarks.figures import Effort, Goal, Topic, at_most, p99
from it_advisor.store import fulltext
from it_advisor.store.indexing import CASE, text_of_case
from it_advisor.store.opening import Store, open_store
from it_advisor.store.schema import contributions

SEED = 11
MOST_MS = {"SQLite": 10.0, "PostgreSQL": 25.0}
HELD_AT = 10_000
"""Cases at which the targets hold."""
LISTED = 20
_BATCH = 1_000


def search(effort: Effort) -> Topic:
    """Found by words and read from the table, as a curator's list is."""
    rows, goals = [], list[Goal]()
    for name, written in databases():
        for count in effort.kept:
            opened, built, took = asyncio.run(_measured(written(), count, effort))
            middle = sorted(took)[len(took) // 2]
            rows.append(
                (f"{name}, {count:,} cases", f"{middle:.2f}", f"{p99(took):.2f}", f"{built:.1f}", f"{opened * 1e3:.0f}")
            )
            if count == HELD_AT:
                goals.append(at_most(f"search of {count:,} kept cases, {name}, p50", [middle], MOST_MS[name], " ms"))
    head = ("what", "p50 ms", "p99 ms", "filling s", "opening ms")
    note = f"One query after the other, {LISTED} found and their rows read, transfer included."
    return Topic("Full text in the store", [head, *rows], note, tuple(goals))


def databases() -> Iterator[tuple[str, Callable[[], str]]]:
    """Each kind with what gives an address of an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        names = (Path(folder) / f"{number}.db" for number in range(100))
        yield "SQLite", lambda: str(next(names))
    with _postgres() as fresh:
        yield "PostgreSQL", fresh


@contextmanager
def _postgres() -> Iterator[Callable[[], str]]:
    with warnings.catch_warnings(action="ignore"):  # of its import, where nobody is logged in
        from tests.databases import fresh_database, postgres_server

    with postgres_server() as server:
        yield lambda: fresh_database(server.get_uri())


async def _measured(written: str, count: int, effort: Effort) -> tuple[float, float, list[float]]:
    """Seconds to open and to fill, and the milliseconds of every query."""
    begin = perf_counter()
    store = await open_store(written)
    opened = perf_counter() - begin
    begin = perf_counter()
    await _fill(store, count)
    built = perf_counter() - begin
    took = [await _asked(store, words) for words in queries(effort.requests)]
    await store.database.close()
    return opened, built, took


async def _fill(store: Store, count: int) -> None:
    cases = [*distractors(count, SEED)]
    for start in range(0, count, _BATCH):
        some = cases[start : start + _BATCH]
        rows = [
            {
                "id": case.id, "number": start + place, "version": 1, "published": 0, "state": "pending",
                "title": case.title, "language": case.language, "changed_at": "",
            }
            for place, case in enumerate(some)
        ]  # fmt: skip
        async with store.database.writing() as connection:
            await connection.execute(insert(contributions), rows)
            await fulltext.put(connection, CASE, [(case.id, *text_of_case(case)) for case in some])


async def _asked(store: Store, words: str) -> float:
    begin = perf_counter()
    async with store.database.reading() as connection:
        refs = await fulltext.find(connection, CASE, words, LISTED)
        found = await connection.execute(select(contributions).where(contributions.c.id.in_(refs)))
        assert len(found.all()) == len(refs) > 0
    return (perf_counter() - begin) * 1e3


def queries(count: int) -> Iterator[str]:
    """An organisation and two needs, in one language, as somebody asks."""
    chance = Random(SEED)
    told = (ORGANISATIONS, NEEDS, ELSEWHERE)
    tables = [[line.split(" | ")[-2:] for line in text.strip().splitlines()] for text in told]
    for number in range(count):
        yield " ".join(chance.choice(table)[number % 2] for table in tables)
