"""One database behind one interface: transactions, what can go wrong with them, and full text."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from it_advisor.errors import Misconfigured, Unprepared, Words
from it_advisor.store import migration
from it_advisor.store.address import Address
from it_advisor.store.faults import made_final, said_clearly

BUSY_SECONDS = 5
"""How long a transaction waits for another one's lock, a request for a connection, a connection to be made."""
CONNECTIONS = 8
WRITER = 4_957_238_451
"""PostgreSQL's advisory lock of whoever writes; SQLite has one writer anyway."""
CHANNEL = "it_advisor"
"""What replicas on PostgreSQL tell one another of changes through."""
_MAGIC = b"SQLite format 3\0"
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Database:
    """Transactions: many readers, one writer at a time."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.engine = _engine(address)

    async def close(self) -> None:
        await self.engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """To look, whatever state the tables are in; all that is read is of one moment."""
        try:
            async with said_clearly(self.address), self._begun("BEGIN") as connection:
                yield connection
        except Unprepared:
            async with said_clearly(self.address), self._begun("BEGIN") as connection:
                migration.refuse_newer(await connection.run_sync(migration.revision_of))
            raise

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """All or nothing, one writer at a time, and only while the tables are those this program knows."""
        async with self.changing() as connection:
            migration.refuse_newer(await connection.run_sync(migration.revision_of))
            yield connection

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[AsyncConnection]:
        """As writing, whatever state the tables are in."""
        async with said_clearly(self.address), self._begun("BEGIN IMMEDIATE") as connection:
            yield connection

    @asynccontextmanager
    async def _begun(self, begin: str) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as plain:
            is_writing = begin != "BEGIN"
            options = {"it_advisor_begin": begin}
            if self.address.is_postgres:
                options["isolation_level"] = "READ COMMITTED" if is_writing else "REPEATABLE READ"
            connection = await plain.execution_options(**options)
            async with connection.begin() as transaction:
                if is_writing and self.address.is_postgres:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER})
                yield connection
                if is_writing:
                    async with made_final(self.address):
                        await transaction.commit()


def _engine(address: Address) -> AsyncEngine:
    if address.file is None:
        return create_async_engine(
            address.url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=True,
            connect_args=_patience(address),
        )
    _make_folder(address)
    engine = create_async_engine(
        address.url, pool_size=CONNECTIONS, max_overflow=0, pool_timeout=BUSY_SECONDS, connect_args={"timeout": 5}
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _patience(address: Address) -> dict[str, object]:
    """How long a server is waited for; what the URL says of it counts."""
    said = str(address.url.query.get("options", ""))
    timeout = address.url.query.get("connect_timeout", BUSY_SECONDS)
    return {"connect_timeout": timeout, "options": f"-c lock_timeout=5s -c statement_timeout=30s {said}".strip()}


def _make_folder(address: Address) -> None:
    assert address.file is not None
    try:
        address.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        where = address.file.parent
        raise Misconfigured(
            Words(f"无法创建 {where}：{error.strerror}", f"cannot make {where}: {error.strerror}")
        ) from error
    _make_file(address.file)


def _make_file(file: Path) -> None:
    """Raises Misconfigured for a file that is there and no database: a mistyped path must not cost anybody a file."""
    try:
        with suppress(FileExistsError):  # readable by its owner alone, as SQLite then makes the files beside it
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with file.open("rb") as source:
            head = source.read(len(_MAGIC))
    except OSError as error:
        raise Misconfigured(Words(f"{file}：{error.strerror}", f"{file}: {error.strerror}")) from error
    if head and head != _MAGIC:
        raise Misconfigured(
            Words(
                f"{file}：不是数据库文件；如果它曾是，请先把它移走，再运行 it-advisor db restore",
                f"{file}: is not a database file; if it was one, move it away and then run it-advisor db restore",
            )
        )


def _prepare(connection: Any, _: Any) -> None:
    """Transactions begin where we say so; otherwise SQLite's driver would begin them late."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("it_advisor_begin", "BEGIN"))
