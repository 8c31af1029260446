"""Bringing a database to what this program works with: when it is opened, and thoroughly when somebody asks for it."""

from sqlalchemy import update

from it_advisor.errors import Unprepared, Words
from it_advisor.store import migration
from it_advisor.store.database import Database
from it_advisor.store.indexing import reindex
from it_advisor.store.ledger import is_behind
from it_advisor.store.schema import facts
from it_advisor.store.shape import lacking


async def bring_up(database: Database) -> None:
    """Take the steps that are missing. Raises Unprepared where a newer program has been at it, or Unavailable."""
    async with database.reading() as connection:
        revision = await connection.run_sync(migration.revision_of)
    if revision != migration.NEWEST:
        async with database.changing() as connection:
            await connection.run_sync(migration.upgrade)
            await reindex(connection)


async def as_it_should_be(database: Database) -> None:
    """Raises Unprepared where its tables are of another version of this program, Unavailable where it is not there."""
    async with database.reading() as connection:
        migration.refuse_newer(await connection.run_sync(migration.revision_of))


async def mend(database: Database) -> tuple[str, ...]:
    """Make the tables anew that are missing though their step was taken, full text and the count of rows with them.

    Returns the names of the tables, which are empty now.

    Raises Unprepared for what no step can make, such as a column of a table that is there.
    """
    async with database.changing() as connection:
        gone = tuple(await connection.run_sync(lambda inner: [*lacking(inner)]))
        if gone:
            await connection.run_sync(migration.forget)
            await connection.run_sync(migration.upgrade)
            await reindex(connection)
        if newest := await is_behind(connection):
            await connection.execute(update(facts).where(facts.c.name == "number").values(value=str(newest)))
        if left := await connection.run_sync(lambda inner: ", ".join(lacking(inner))):
            raise Unprepared(
                Words(
                    f"缺少 {left}，升级无法补上；请把备份导入新的数据库（it-advisor db import）",
                    f"{left} is missing and no upgrade makes it; import a backup into a new database "
                    "(it-advisor db import)",
                )
            )
    return gone
