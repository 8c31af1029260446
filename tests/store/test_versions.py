"""Programs of two versions on one database, and tables that something else has left half made."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import httpx2
import pytest
from mcp import Client

from homes import at_home
from it_advisor.dossier import DossierRequest, DossierSearch
from it_advisor.errors import Unprepared
from it_advisor.store.address import address_of
from it_advisor.store.database import Database
from it_advisor.store.opening import Store, open_store
from it_advisor.store.transfer import faults
from it_advisor.store.upgrading import mend
from material import start
from processes import on_http

NEWER = "UPDATE alembic_version SET version_num = '9999'"
TOLD = r"the database is newer: .* to 9999 and this program knows \d{4}; upgrade it-advisor here"


async def run(database: Database, *statements: str) -> None:
    async with database.changing() as connection:
        for one in statements:
            await connection.exec_driver_sql(one)


async def opened(url: str, *statements: str) -> Store:
    """A store with a dossier in it, and what was done to it behind its back."""
    store = await open_store(url)
    await store.dossiers.start(start())
    await run(store.database, *statements)
    return store


async def test_a_newer_program_has_been_at_the_database(url: str) -> None:
    """An older one says so at its next write, when it opens, and where it misses what it would read."""
    store = await opened(url, NEWER)
    with pytest.raises(Unprepared, match=TOLD):
        await store.dossiers.start(start())
    (found,) = (await store.listing(DossierSearch())).dossiers
    with pytest.raises(Unprepared, match=TOLD):
        await open_store(url)
    await run(store.database, "DROP TABLE ballots")
    with pytest.raises(Unprepared, match=TOLD):
        await store.shown(DossierRequest(id=found.id, view="scores"))
    await store.database.close()


async def test_every_door_says_which_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that goes on running while another one upgrades its database; it is there again after that."""
    file = str(tmp_path / "shared.db")
    monkeypatch.setenv("IT_ADVISOR_DATABASE", file)
    store = await opened(file)
    with on_http() as server:
        async with httpx2.AsyncClient(timeout=20) as http, Client(f"{server.url}/mcp") as client:
            raw = {"business_nature": "a hotel group"}
            ask = f"{server.url}/api/v1/start_dossier"
            begun = await http.post(ask, json=raw)
            assert begun.status_code == 200
            await run(store.database, NEWER, "ALTER TABLE revisions RENAME TO steps")
            answer = await http.post(ask, json=raw)
            tool = await client.call_tool("start_dossier", raw)
            form = {"report": begun.json()["id"], "format": "html"}
            pages = [
                await http.post(f"{server.url}{path}", data=form, headers={"Origin": server.url})
                for path in ("/report", "/report/document")
            ]
        typed = await asyncio.to_thread(
            at_home, tmp_path, "dossier", "start", "--business-nature", "a hotel group", IT_ADVISOR_DATABASE=file
        )
    await store.database.close()
    assert (answer.status_code, tool.is_error, typed.returncode) == (503, True, 2)
    assert [page.status_code for page in pages] == [503, 503]
    for told in (answer.text, str(tool.content), typed.stderr, *(page.text for page in pages)):
        assert re.search("a newer version has upgraded the database to 9999|已由更新版本的 it-advisor 升级", told)


HALF_MADE: Sequence[Sequence[str]] = (
    ("DROP TABLE alembic_version",),
    ("UPDATE alembic_version SET version_num = '0001'", "DROP TABLE outcomes"),
)


@pytest.mark.parametrize("statements", HALF_MADE, ids=" ".join)
async def test_a_migration_that_was_left_half_done_is_completed(url: str, statements: Sequence[str]) -> None:
    """When the database is next opened, without a hand and with all that is in it."""
    await (await opened(url, *statements)).database.close()
    store = await open_store(url)
    assert len((await store.listing(DossierSearch(words="homelessness"))).dossiers) == 1
    await store.dossiers.start(start())
    assert await mend(store.database) == ()
    await store.database.close()


async def test_a_table_that_is_gone_is_said_and_made_anew(url: str) -> None:
    """Whatever is asked of it until then gets an answer that names the command."""
    store = await opened(url, "DROP TABLE ballots", "DROP TABLE texts")
    (found,) = (await store.listing(DossierSearch())).dossiers
    for asked in (DossierRequest(id=found.id, view="scores"), DossierRequest(words="homelessness")):
        with pytest.raises(Unprepared, match=r"not those this program works with .*; run it-advisor db upgrade"):
            await store.shown(asked)
    found_wrong = {words.en async for words in faults(store.database)}
    assert found_wrong == {f"{name} is missing; run it-advisor db upgrade" for name in ("ballots", "texts")}
    assert set(await mend(store.database)) == {"ballots", "texts"}
    assert [words async for words in faults(store.database)] == []
    assert (await store.shown(DossierRequest(words="homelessness"))).dossiers
    assert (await store.shown(DossierRequest(id=found.id, view="scores"))).panel is None
    await store.database.close()


async def test_what_no_upgrade_can_make_is_named(url: str) -> None:
    """A column of a table that is there."""
    store = await opened(url, "ALTER TABLE ballots DROP COLUMN scores")
    with pytest.raises(Unprepared, match=r"ballots\.scores is missing and no upgrade makes it; import a backup"):
        await mend(store.database)
    await store.database.close()


async def test_a_database_of_another_program_is_left_alone(url: str) -> None:
    """What it says of its own upgrades is not taken for ours."""
    database = Database(address_of(url))
    await run(database, "CREATE TABLE alembic_version (version_num TEXT)")
    await run(database, "INSERT INTO alembic_version VALUES ('ae1027a6')")
    await database.close()
    with pytest.raises(Unprepared, match="says ae1027a6, which is none of it-advisor's"):
        await open_store(url)
