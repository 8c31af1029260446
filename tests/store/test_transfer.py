"""All that is kept moves from one database to the other and back, byte by byte."""

import json
from pathlib import Path

import pytest

from databases import fresh_database
from it_advisor.doors import cli
from it_advisor.dossier import DossierSearch, Revision
from it_advisor.errors import BadRequest, Conflict
from it_advisor.store.migration import NEWEST
from it_advisor.store.opening import Store, open_store
from it_advisor.store.transfer import lines, put_back
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
