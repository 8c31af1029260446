"""Every promise of the store is kept by both databases."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from databases import empty, fresh_database
from it_advisor.store.opening import Store, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A blank database of each kind, which nobody has opened yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return fresh_database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables in it and nothing else."""

    async def made(file: Path) -> Path:
        await (await open_store(str(file))).database.close()
        return file

    return asyncio.run(made(tmp_path_factory.mktemp("upgraded") / "store.db"))


@pytest.fixture(scope="session")
def kept(postgres: str) -> str:
    """A database that tests use one after the other."""
    return fresh_database(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with its tables in it."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("upgraded"), tmp_path / "store.db"))
    return str(request.getfixturevalue("kept"))


@pytest.fixture
async def store(place: str) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    opened = await open_store(place)
    await empty(opened)
    yield opened
    await opened.database.close()
