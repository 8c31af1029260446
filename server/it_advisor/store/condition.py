"""How a database is: where it lies, whether it answers, which state its tables are in, and how large it is."""

from typing import Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.errors import Misconfigured, Unavailable, Words
from it_advisor.store import migration
from it_advisor.store.address import Address, address_of
from it_advisor.store.database import Database
from it_advisor.store.faults import cause_of, unlike
from it_advisor.store.shape import lacking

_NONE = Words(
    "数据库：尚无；第一份决策档案或案例写入时建立 {0}",
    "database: none yet; the first dossier or contributed case makes {0}",
)
_DOWN = Words(
    "数据库 {0}：{1}；请排除此故障，或改正 IT_ADVISOR_DATABASE",
    "database {0}: {1}; mend that, or correct IT_ADVISOR_DATABASE",
)
_BLANK = Words(
    "数据库 {0}：可用，还没有表，第一次使用时建立",
    "database {0}: answers; it has no tables yet, which are made when it is first used",
)
_OLD = Words(
    "数据库 {0}：可用，表还是旧的（{1}），下次使用时升级到 {2}",
    "database {0}: answers; its tables are of an older version ({1}) and are brought to {2} when it is next used",
)
_GOOD = Words(
    "数据库 {0}：可用，{1}，表为最新（{2}），{3:,} KB", "database {0}: answers; {1}, tables up to date ({2}), {3:,} KB"
)


class Condition(NamedTuple):
    """As it should be, worth knowing, or to be mended and then how."""

    level: Literal["ok", "note", "fix"]
    words: Words


async def condition(written: str) -> Condition:
    """Of the database at an address. It is only looked at: nothing is made and nothing is brought up to date."""
    try:
        address = address_of(written)
        if address.file and not address.file.exists():
            return Condition("ok", _filled(_NONE, address.shown))
        database = Database(address)
        try:
            return await _looked_at(database, address)
        finally:
            await database.close()
    except Unavailable as error:
        zh, en = cause_of(error)
        return Condition("fix", Words(_DOWN.zh.format(address.shown, zh), _DOWN.en.format(address.shown, en)))
    except Misconfigured as error:
        return Condition("fix", Words(f"数据库：{error.words.zh}", f"database: {error.words.en}"))


async def _looked_at(database: Database, address: Address) -> Condition:
    """Raises Misconfigured for tables of a newer version, or that are not all there."""
    async with database.reading() as connection:
        revision = await connection.run_sync(migration.revision_of)
        migration.refuse_newer(revision)
        if revision is None:
            return Condition("ok", _filled(_BLANK, address.shown))
        if revision != migration.NEWEST:
            return Condition("note", _filled(_OLD, address.shown, revision, migration.NEWEST))
        if gone := await connection.run_sync(lambda inner: ", ".join(lacking(inner))):
            raise unlike(f"− {gone}")
        kind, size = await _kind_and_size(connection)
        return Condition("ok", _filled(_GOOD, address.shown, kind, revision, -(-size // 1024)))


async def _kind_and_size(connection: AsyncConnection) -> tuple[str, int]:
    """In bytes, with the space of what was deleted."""
    version = ".".join(map(str, connection.dialect.server_version_info or ()))
    if connection.dialect.name == "sqlite":
        size = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return f"SQLite {version}", (await connection.execute(size)).scalar_one()
    size = text("SELECT pg_database_size(current_database())")
    return f"PostgreSQL {version}", (await connection.execute(size)).scalar_one()


def _filled(words: Words, *values: object) -> Words:
    return Words(words.zh.format(*values), words.en.format(*values))
