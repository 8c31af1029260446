"""Where the database is: a file of the user's, a path, or a URL."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from it_advisor.errors import Incomplete, Misconfigured, Words

_URL = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_NO_DRIVER = Words(
    "PostgreSQL 需要附加组件；请运行 pip install 'it-advisor[postgres]'",
    "PostgreSQL needs an extra: pip install 'it-advisor[postgres]'",
)
_NO_ADDRESS = Words(
    "IT_ADVISOR_DATABASE：应为文件路径，或 sqlite:///路径，或 postgresql://用户@主机/库名",
    "IT_ADVISOR_DATABASE: must be a file's path, sqlite:///PATH or postgresql://USER@HOST/NAME",
)

_NO_OPTIONS = Words(
    "IT_ADVISOR_DATABASE：sqlite:/// 后只写文件路径（绝对路径有四个斜杠），不带主机和选项",
    "IT_ADVISOR_DATABASE: sqlite:/// takes a file's path and nothing else, no host (an absolute path makes four "
    "slashes) and no options",
)


class Address(NamedTuple):
    """A database, and where it is one, its file."""

    url: URL
    file: Path | None

    @property
    def is_postgres(self) -> bool:
        return self.file is None

    @property
    def shown(self) -> str:
        """For messages to whoever runs the service: without a password."""
        if self.file:
            return str(self.file)
        return self.url.difference_update_query(["password", "sslpassword"]).render_as_string(hide_password=True)


def address_of(written: str) -> Address:
    """Raises Misconfigured for what is no address, Incomplete where PostgreSQL's driver is not installed."""
    if not _URL.match(written):
        return _of_file(Path(written).expanduser())
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise Misconfigured(_NO_ADDRESS) from error
    if url.drivername in ("sqlite", "sqlite+aiosqlite") and url.database and url.database != ":memory:":
        if url.host or url.query:
            raise Misconfigured(_NO_OPTIONS)
        return _of_file(Path(url.database))
    if url.drivername not in _POSTGRES:
        raise Misconfigured(_NO_ADDRESS)
    if find_spec("psycopg") is None:
        raise Incomplete(_NO_DRIVER)
    return Address(url.set(drivername="postgresql+psycopg"), None)


def _of_file(file: Path) -> Address:
    return Address(URL.create("sqlite+aiosqlite", database=str(file)), file)
