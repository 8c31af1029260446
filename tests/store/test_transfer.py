"""All that is kept moves from one database to the other and back, byte by byte."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from databases import fresh_database
from it_advisor.caller import Caller
from it_advisor.doors import cli
from it_advisor.dossier import DossierSearch, Revision
from it_advisor.errors import BadRequest, Conflict
from it_advisor.store import migration
from it_advisor.store.address import address_of
from it_advisor.store.database import Database
from it_advisor.store.ledger import written
from it_advisor.store.migration import NEWEST
from it_advisor.store.opening import Store, open_store
from it_advisor.store.transfer import faults, lines, put_back
from it_advisor.store.upgrading import mend
from material import start


async def filled(store: Store) -> list[str]:
    """A store with a bit of everything in it, exported."""
    begun = await store.dossiers.start(start(key="transfer-1"))
    step = {"id": begun.id, "base_revision": 1, "author": "Bo"}
    for more in (
        {"section": "text.risks", "content": "冬天 ❄️ first\nand \\ \" '"},
        {"action": "comment", "content": "@Li?"},
        {"action": "sign", "role": "cio", "base_revision": 2},
    ):
        await store.dossiers.revise(Revision.model_validate({**step, **more}))
    return [line async for line in lines(store.database)]


async def test_an_export_of_either_database_fills_the_other(store: Store, postgres: str, tmp_path: Path) -> None:
    """What the other exports then is byte-equal, and its full text finds the same."""
    told = await filled(store)
    other = str(tmp_path / "other.db") if store.database.address.is_postgres else fresh_database(postgres)
    target = await open_store(other)
    assert await put_back(target.database, told) == len(told) - 2
    assert [line async for line in lines(target.database)] == told
    asked = DossierSearch(words="homelessness charity")
    assert await target.listing(asked) == await store.listing(asked)
    with pytest.raises(Conflict, match="the database holds something"):
        await put_back(target.database, told)
    assert await put_back(target.database, told, replacing=True) == len(told) - 2
    await target.database.close()


async def test_a_damaged_export_changes_nothing(store: Store) -> None:
    """Cut off, changed, or no export at all: refused whole."""
    told = await filled(store)
    hidden = told[3].replace("Bo", "B\\u0000") if "Bo" in told[3] else told[3][:-1] + ',"x":"\\u0000"}'
    for bad in (
        told[:-1],
        told[:-2] + told[-1:],
        [*told[:2], told[1], *told[2:]],
        ["{}"],
        ["no"],
        [],
        [told[0], hidden],
    ):
        with pytest.raises(BadRequest):
            await put_back(store.database, bad, replacing=True)
    assert [line async for line in lines(store.database)] == told


def test_the_command_line_backs_up_and_restores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a home of its own: a backup never replaces a file, a restore keeps what was there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))

    def run(*words: str, code: int = 0) -> str:
        assert cli.run([*words]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    dossier = json.loads(run("dossier", "start", "--business-nature", "a hotel group", "--json"))["id"]
    run("db", "backup", "one.jsonl")
    run("dossier", "revise", "--id", dossier, "--base-revision", "1", "--section", "text.risks",
        "--content", "Winter.", "--author", "Bo")  # fmt: skip
    assert "is already there" in run("db", "backup", "one.jsonl", code=2)
    (tmp_path / "cut.jsonl").write_text(run("db", "export")[:-100], "utf-8")
    assert "is not a whole export" in run("db", "restore", "cut.jsonl", code=2)
    assert not [*tmp_path.glob("cut.jsonl.replaced-*")]
    run("db", "restore", "one.jsonl")
    assert json.loads(run("dossier", "show", dossier, "--json"))["newest"] == 1
    (kept,) = tmp_path.glob("one.jsonl.replaced-*")
    assert {path.stat().st_mode & 0o777 for path in (kept, tmp_path / "one.jsonl")} == {0o600}
    assert run("db", "export") == (tmp_path / "one.jsonl").read_text("utf-8")
    assert "nothing wrong" in run("db", "check")
    assert run("db", "upgrade") == f"{NEWEST}\n"


async def test_an_export_from_before_there_were_workspaces_is_read(store: Store) -> None:
    """Its dossiers are in the workspace of whoever was given no other, as those of an upgraded database are."""
    rows = [json.loads(line) for line in await filled(store)]
    head, body = {**rows[0], "schema": "0002"}, [row for row in rows[1:-1] if row["table"] not in ("tokens", "members")]
    for row in body:
        row.pop("workspace", None)
    told = [written(row) for row in (head, *body)]
    sum_ = hashlib.sha256("".join(f"{line}\n" for line in told).encode()).hexdigest()
    assert await put_back(store.database, [*told, written({"rows": len(body), "sha256": sum_})], replacing=True)
    assert len((await store.listing(DossierSearch())).dossiers) == 1
    elsewhere = store.serving(Caller("Bo", "editor", "north", "it-advisor", "Bo"))
    assert (await elsewhere.listing(DossierSearch())).dossiers == ()


async def test_a_database_from_before_there_were_workspaces_keeps_its_dossiers(url: str) -> None:
    """They are in the workspace of whoever was given no other; what it says is found by its words as before."""
    database = Database(address_of(url))
    async with database.writing() as connection:
        await connection.run_sync(migration.upgrade, "0002")
        about = "'AAAAAAAAAAAAAAAAAAAAAA', 1, 1, 'A lighthouse', 'en', '', ''"
        await connection.exec_driver_sql(
            f"INSERT INTO dossiers (id, number, head, title, language, created_at, changed_at) VALUES ({about})"
        )
    await database.close()
    opened = await open_store(url)
    assert [one.title for one in (await opened.listing(DossierSearch())).dossiers] == ["A lighthouse"]
    await opened.database.close()


async def test_what_is_replaced_is_saved_while_nobody_can_write(store: Store) -> None:
    """In one transaction: what somebody is told is written is in the copy, or in the database afterwards."""
    told = await filled(store)
    saved: list[str] = []

    async def keep(before: AsyncIterator[str]) -> None:
        saved.extend([line async for line in before])
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await store.dossiers.start(start(key="meanwhile"))

    await put_back(store.database, told, replacing=True, keep=keep)
    assert saved == told


async def test_an_export_that_does_not_fit_is_refused_with_its_reason(store: Store) -> None:
    """Of a newer program, or with a row that leads nowhere although its sum is right."""
    told = await filled(store)
    newer = told[0].replace('"schema":"', '"schema":"9')
    with pytest.raises(BadRequest, match="newer version of this program"):
        await put_back(store.database, [newer, *told[1:]], replacing=True)
    body = [line for line in told[1:-1] if '"table":"dossiers"' not in line]
    sum_ = hashlib.sha256("".join(f"{line}\n" for line in (told[0], *body)).encode()).hexdigest()
    with pytest.raises(BadRequest, match=r"revisions: holds rows that are there twice or lead nowhere"):
        await put_back(store.database, [told[0], *body, written({"rows": len(body), "sha256": sum_})], replacing=True)
    assert [line async for line in lines(store.database)] == told


async def test_rows_are_counted_on_where_the_count_was_lost(store: Store) -> None:
    """db check says so, db upgrade mends it, and the next row finds a number of its own."""
    await filled(store)
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE facts SET value = '0' WHERE name = 'number'"))
    assert [words.en async for words in faults(store.database)] == [
        "rows are ahead of their count; run it-advisor db upgrade"
    ]
    await mend(store.database)
    assert [words.en async for words in faults(store.database)] == []
    assert (await store.dossiers.start(start(key="transfer-2"))).id
