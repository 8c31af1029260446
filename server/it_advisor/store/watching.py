"""Learning that another process has published something: PostgreSQL says so, SQLite is asked."""

from collections.abc import AsyncIterator

import anyio

from it_advisor.store.database import CHANNEL, Database
from it_advisor.store.faults import DOWN, unavailable

QUIET_SECONDS = 30
"""After so long without a word it is looked whether something was said all the same."""


def signs(database: Database, seconds: float) -> AsyncIterator[None]:
    """Once whenever something may have been published; for ever. Raises Unavailable."""
    return _rings(database) if database.address.is_postgres else _ticks(seconds)


async def _rings(database: Database) -> AsyncIterator[None]:
    import psycopg  # an extra

    url = database.address.url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        async with await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=5) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            yield None  # what was said before this, nobody heard
            while True:
                async for _ in connection.notifies(timeout=QUIET_SECONDS, stop_after=1):
                    pass
                yield None  # also when nothing was said: a connection may have died without a word
    except psycopg.Error as error:
        raise unavailable(DOWN) from error


async def _ticks(seconds: float) -> AsyncIterator[None]:
    while True:
        yield None
        await anyio.sleep(seconds)
