"""All that is kept as lines of text, the same from either database, and back."""

import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Table, Text, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import DEFAULT
from it_advisor.errors import BadRequest, Conflict, Problem, Words
from it_advisor.store import auditing, migration
from it_advisor.store.case_library import tell
from it_advisor.store.database import Database
from it_advisor.store.indexing import reindex
from it_advisor.store.ledger import fact, is_behind, written
from it_advisor.store.schema import KEPT, audit, facts
from it_advisor.store.shape import lacking
from it_advisor.text import clean

FORMAT = 1
_ADDED = {table: {"workspace": DEFAULT} for table in ("dossiers", "contributions")}
"""What exports of earlier versions do not say."""
_ROWS = 500
"""Put back at once."""
_APART = Words(
    "有些行重复，或指向不存在的行，不是本程序导出的内容",
    "holds rows that are there twice or lead nowhere, which no export of this program does",
)
_NOT_EMPTY = Words(
    "数据库里已有内容；导入只进空库，要替换请用 it-advisor db restore",
    "the database holds something; import fills an empty one, it-advisor db restore replaces",
)
_DAMAGED = Words("不是完整的 it-advisor 导出文件", "is not a whole export of it-advisor")


async def lines(database: Database) -> AsyncIterator[str]:
    """A head, every row in a fixed order, and a foot with the sum over all of it; of one moment."""
    async with database.reading() as connection:
        async for line in _lines(connection):
            yield line


async def _lines(connection: AsyncConnection) -> AsyncIterator[str]:
    head = written({"it_advisor_export": FORMAT, "schema": migration.NEWEST})
    sum_, count = hashlib.sha256(f"{head}\n".encode()), 0
    yield head
    for table in KEPT:
        async for row in await connection.stream(_in_order(table, connection)):
            line = written({"table": table.name, **row._mapping})
            sum_.update(f"{line}\n".encode())
            count += 1
            yield line
    yield written({"rows": count, "sha256": sum_.hexdigest()})


def _in_order(table: Table, connection: AsyncConnection) -> Any:
    """By key, texts byte by byte in both databases."""
    collation = "BINARY" if connection.dialect.name == "sqlite" else "C"
    keys = (c.collate(collation) if isinstance(c.type, Text) else c for c in table.primary_key)
    return select(table).order_by(*keys)


def verified(told: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of an export, by table. Raises BadRequest where it is damaged, cut off, or of another version."""
    sum_, count, foot = hashlib.sha256(), 0, None
    for place, line in enumerate(told):
        row = _row(line, place)
        if foot is not None:
            raise BadRequest(Problem(f"line {place + 1}", _DAMAGED))
        if "sha256" in row and "table" not in row:
            foot = row
            continue
        sum_.update(f"{line.rstrip(chr(10))}\n".encode())
        if place == 0:
            _refuse_other(row)
            continue
        count += 1
        yield str(row.pop("table", "")), row
    if foot != {"rows": count, "sha256": sum_.hexdigest()}:
        raise BadRequest(Problem("file", _DAMAGED))


def _row(line: str, place: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadRequest(Problem(f"line {place + 1}", _DAMAGED)) from error
    if not isinstance(row, dict):
        raise BadRequest(Problem(f"line {place + 1}", _DAMAGED))
    return row


def _refuse_other(head: dict[str, Any]) -> None:
    made, schema = head.get("it_advisor_export"), str(head.get("schema"))
    if isinstance(made, int) and (made > FORMAT or schema > migration.NEWEST):
        raise BadRequest(
            Problem(
                "file",
                Words(
                    f"由更新版本的程序导出（表结构 {schema}）；本程序最高到 {migration.NEWEST}，请先升级程序",
                    f"was exported by a newer version of this program (tables {schema}); this one knows them up to "
                    f"{migration.NEWEST}: upgrade the program first",
                ),
            )
        )
    if made != FORMAT:
        raise BadRequest(Problem("file", _DAMAGED))


Keep = Callable[[AsyncIterator[str]], Awaitable[object]]
"""What saves the lines of an export."""


async def put_back(database: Database, told: Iterable[str], replacing: bool = False, keep: Keep | None = None) -> int:
    """Fill an empty database, or with `replacing` put the export in place of all there is; all or nothing.

    What is replaced is given to `keep` first, in the same transaction: nothing can be written between the two.
    Raises Conflict where the database holds something, BadRequest for an export whose rows do not fit together.
    Returns how many rows it has now.
    """
    count = 0
    async with database.writing() as connection:
        if not replacing and await _holds_something(connection):
            raise Conflict(Problem("database", _NOT_EMPTY))
        if keep:
            await keep(_lines(connection))
        told_before = await fact(connection, "library")
        for table in reversed(KEPT):
            await connection.execute(delete(table))
        rows = verified(told)
        while some := list(islice(rows, _ROWS)):
            await _insert(connection, some)
            count += len(some)
        await reindex(connection)
        await _announce(connection, told_before)
    return count


async def _announce(connection: AsyncConnection, told_before: int) -> None:
    """Servers that have read what was published read it anew, also where as many changes are told of as before."""
    if told_before:
        newest = max(told_before, await fact(connection, "library")) + 1
        await connection.execute(update(facts).where(facts.c.name == "library").values(value=str(newest)))
    await tell(connection)


async def _insert(connection: AsyncConnection, rows: list[tuple[str, dict[str, Any]]]) -> None:
    tables = {table.name: table for table in KEPT}
    for name in dict.fromkeys(name for name, _ in rows):
        if name not in tables:
            raise BadRequest(Problem("table", _DAMAGED))
        table = tables[name]
        mine = [clean(_ADDED.get(name, {}) | row, (name,)) for of, row in rows if of == name]
        if any(row.keys() != table.c.keys() and set(row) != set(table.c.keys()) for row in mine):
            raise BadRequest(Problem(name, _DAMAGED))
        try:
            await connection.execute(insert(table), mine)
        except IntegrityError as error:
            raise BadRequest(Problem(name, _APART)) from error


async def _holds_something(connection: AsyncConnection) -> bool:
    return bool((await connection.execute(select(func.count()).select_from(audit))).scalar_one())


async def faults(database: Database) -> AsyncIterator[Words]:
    """Missing tables; where there are none, a broken chain, rows that lead nowhere, SQLite's own findings."""
    async with database.reading() as connection:
        gone = await connection.run_sync(lambda inner: [*lacking(inner)])
        for name in gone:
            yield Words(f"缺少 {name}；请运行 it-advisor db upgrade", f"{name} is missing; run it-advisor db upgrade")
        if gone:
            return
        if await is_behind(connection):
            yield Words(
                "计数落后于已有的行；请运行 it-advisor db upgrade",
                "rows are ahead of their count; run it-advisor db upgrade",
            )
        if connection.dialect.name == "sqlite":
            for (said,) in await connection.exec_driver_sql("PRAGMA integrity_check"):
                if said != "ok":
                    yield Words(f"数据库文件：{said}", f"database file: {said}")
            for row in await connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield Words(f"悬空的行：{row[0]}", f"a row of {row[0]} leads nowhere")
        for words in (await auditing.checked(connection)).faults:
            yield words
