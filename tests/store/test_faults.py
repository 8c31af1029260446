"""What happens when the database or the program fails: a clear error, nothing acknowledged lost, no hand needed."""

import asyncio
import json
import resource
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import killing
import pytest
from severing import wired
from sqlalchemy import insert

from databases import fresh_database, postgres_server, stop_at_once
from it_advisor.doors import cli
from it_advisor.dossier import DossierRequest, DossierSearch, Revision, Start
from it_advisor.errors import Incomplete, Misconfigured, Unavailable, Uncertain
from it_advisor.store import address, database, migration
from it_advisor.store.opening import Store, open_store
from it_advisor.store.schema import metadata
from it_advisor.store.transfer import faults, lines
from material import start

HERE = Path(__file__).parent
CYCLES = 4
"""`make killing` runs 200."""


def test_two_processes_that_edit_one_section_lose_nothing(url: str) -> None:
    """Whoever is refused reads and merges; every word of both is there in the end."""
    dossier = asyncio.run(killing.begun(url))
    command = [sys.executable, str(HERE / "rival.py"), url, dossier]
    rivals = [subprocess.Popen([*command, name, "8"], stdout=subprocess.PIPE, encoding="utf-8") for name in ("a", "b")]
    assert all(rival.communicate(timeout=60) and rival.returncode == 0 for rival in rivals)

    async def words() -> list[str]:
        store = await open_store(url)
        shown = await store.shown(DossierRequest(id=dossier, section="text.risks"))
        await store.database.close()
        return str(shown.content).split()

    assert sorted(asyncio.run(words())) == sorted(f"{name}{number}" for name in ("a", "b") for number in range(8))


def test_what_was_acknowledged_survives_kill_9(url: str) -> None:
    """A few cycles with a fixed seed, in a process of their own, whose forks share no threads with the tests."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "killing.py"), str(CYCLES), url],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, "all found again" in done.stdout) == (0, True), done.stderr


def test_a_migration_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half of it is as good as none: the next who opens the database runs it whole."""
    file = tmp_path / "half.db"
    program = (
        "import asyncio, os, signal\n"
        "from it_advisor.store import migration\n"
        "from it_advisor.store.opening import open_store\n"
        "whole = migration.upgrade\n"
        "def half(connection):\n"
        "    whole(connection, '0001')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "migration.upgrade = half\n"
        f"asyncio.run(open_store({str(file)!r}))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9

    async def opened() -> list[object]:
        store = await open_store(str(file))
        await store.dossiers.start(start())
        found = [words async for words in faults(store.database)]
        await store.database.close()
        return found

    assert asyncio.run(opened()) == []


async def test_a_database_of_the_oldest_program_is_brought_up_to_date(url: str) -> None:
    """With what is in it; full text is there for what was written before there was any."""
    store = await open_store(url)
    begun = await store.dossiers.start(Start(business_nature="a hotel group"))
    told = [line async for line in lines(store.database)]
    await store.database.close()
    old = fresh_database(url) if "://" in url else f"{url}.old"
    before = database.Database(address.address_of(old))
    async with before.changing() as connection:
        await connection.run_sync(migration.upgrade, "0001")
        for row in map(json.loads, told[1:-1]):
            table = metadata.tables[row.pop("table")]
            row.pop("workspace", None)  # there was one only
            if table.name != "facts":
                await connection.execute(insert(table), row)
    await before.close()
    store = await open_store(old)
    assert [one.id for one in (await store.listing(DossierSearch(words="hotels"))).dossiers] == [begun.id]
    await store.database.close()


async def test_time_that_goes_back_changes_no_order(url: str) -> None:
    """Revisions, comments, lists and the audit are ordered by number; ids say nothing of the time."""
    times = iter(datetime(2027, 1, 1, tzinfo=UTC) - timedelta(days=day) for day in range(1_000))
    opened = await open_store(url)
    store = Store(opened.database, lambda: next(times))
    names = ["first hotel", "second hotel", "third hotel"]
    for name in names:
        await store.dossiers.start(Start(business_nature=name))
    assert [one.title for one in (await store.listing(DossierSearch())).dossiers] == names[::-1]
    begun = (await store.listing(DossierSearch(words="second"))).dossiers[0].id
    for base in (1, 2):
        step = {"id": begun, "base_revision": base, "author": "Bo", "content": f"number {base}"}
        await store.dossiers.revise(Revision.model_validate({**step, "section": "text.risks"}))
        await store.dossiers.revise(Revision.model_validate({**step, "action": "comment"}))
    history = (await store.shown(DossierRequest(id=begun, view="history"))).history
    assert [one.revision for one in history] == [3, 2, 1]
    assert [one.at for one in history] == sorted(one.at for one in history)
    assert (await store.shown(DossierRequest(id=begun, section="text.risks"))).content == "number 2"
    comments = (await store.shown(DossierRequest(id=begun, view="comments"))).comments
    assert [one.text for one in comments] == ["number 1", "number 2"]
    assert [words async for words in faults(store.database)] == []
    await store.database.close()


async def test_a_line_of_the_audit_that_was_changed_is_found(store: Store) -> None:
    """And nothing else is complained about."""
    await store.dossiers.start(start())
    await store.dossiers.start(start(title="Another"))
    async with store.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE audit SET actor = 'somebody else' WHERE number = 1")
    assert [words.en async for words in faults(store.database)] == ["line 1 of the audit was changed"]


async def test_a_file_that_is_locked_is_busy_and_recovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits too long is told to come again, and then gets in."""
    monkeypatch.setattr(database, "_PRAGMAS", ("PRAGMA busy_timeout = 50",))
    store = await open_store(str(tmp_path / "store.db"))
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="busy; nothing was written"):
        await store.dossiers.start(start(key="come-again-1"))
    other.close()
    assert await store.dossiers.start(start(key="come-again-1"))
    await store.database.close()


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    """Once there is room again the same request succeeds."""
    file = tmp_path / "store.db"
    asyncio.run(killing.begun(str(file)))
    bound = sum(one.stat().st_size for one in tmp_path.iterdir()) + 60_000

    async def until_full() -> int:
        store, done = await open_store(str(file)), 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (bound, resource.RLIM_INFINITY))
        with pytest.raises(Unavailable, match="disk is full or cannot be written"):
            while True:
                await store.dossiers.start(start(title=f"dossier {done}", key=f"number-{done:04}"))
                done += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await store.dossiers.start(start(title=f"dossier {done}", key=f"number-{done:04}"))
        assert len((await store.listing(DossierSearch(limit=50))).dossiers) == min(50, done + 2)
        assert [words async for words in faults(store.database)] == []
        await store.database.close()
        return done

    assert asyncio.run(until_full()) < 50


@pytest.mark.parametrize("what", ["folder", "text"])
async def test_a_place_that_is_no_database_is_named(tmp_path: Path, what: str) -> None:
    """With what is wrong about it."""
    place = tmp_path / "here"
    if what == "folder":
        place.mkdir()
    else:
        place.write_text("not a database, and longer than a header of one has to be" * 20)
    with pytest.raises(Misconfigured, match=r"Is a directory|is not a database file"):
        await open_store(str(place))


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("bogus=1", 'an option of the URL is wrong: invalid connection option "bogus"'),
        ("sslmode=bogus", 'an option of the URL is wrong: invalid sslmode value: "bogus"'),
        ("service=nope", 'definition of service "nope" not found'),
    ],
)
async def test_a_wrong_option_of_a_url_is_named(option: str, message: str) -> None:
    """Nobody waits for a server that was never called."""
    with pytest.raises(Misconfigured, match=message):
        await open_store(f"postgresql://127.0.0.1:1/x?{option}")


@pytest.mark.parametrize("written", ["sqlite:///x.db?mode=ro", "sqlite://folder/x.db"])
def test_what_a_file_cannot_take_is_refused(written: str) -> None:
    """Rather than left out."""
    with pytest.raises(Misconfigured, match="takes a file's path and nothing else"):
        address.address_of(written)


@pytest.mark.parametrize(
    "written", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://x/y", "http://x"]
)
def test_an_address_that_is_none_is_refused(written: str) -> None:
    """Naming the variable and the forms there are."""
    with pytest.raises(Misconfigured, match="IT_ADVISOR_DATABASE: must be"):
        address.address_of(written)


async def test_a_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The file, and those that SQLite keeps beside it while it works."""
    store = await open_store(str(tmp_path / "store.db"))
    await store.dossiers.start(start())
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {
        f"store.db{ending}": "0o600" for ending in ("", "-wal", "-shm")
    }
    await store.database.close()


def test_without_its_driver_postgresql_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be typed as it stands."""
    monkeypatch.setattr(address, "find_spec", lambda _: None)
    with pytest.raises(Incomplete, match=r"pip install 'it-advisor\[postgres\]'"):
        address.address_of("postgresql://localhost/x")


def test_a_password_is_in_no_message() -> None:
    """Not even in those for whoever runs the service."""
    for written in ("postgresql://app:geheim@db/x", "postgresql://db/x?user=app&password=geheim"):
        assert "geheim" not in address.address_of(written).shown


async def test_a_server_that_stops_and_starts_again_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is down requests are told so at once; afterwards the same request is answered, without a hand."""
    with postgres_server() as server:
        url = fresh_database(server.get_uri())
        store = await open_store(url)
        begun = await store.dossiers.start(start())
        stop_at_once(server)
        with pytest.raises(Unavailable, match="does not answer; nothing was written"):
            await store.shown(DossierRequest(id=begun.id))
        with pytest.raises(Unavailable, match="does not answer"):
            await open_store(url)
        server.ensure_postgres_running()
        step = Revision(id=begun.id, base_revision=1, section="text.risks", content="Again.", author="Bo")
        assert (await store.dossiers.revise(step)).revision == 2
        await store.database.close()


@pytest.mark.parametrize(("cut", "written"), [("before", 0), ("after", 1)])
async def test_a_connection_lost_at_the_last_moment_leaves_the_outcome_open(
    postgres: str, cut: Literal["before", "after"], written: int
) -> None:
    """It is said so, whichever it was; the same request with its key is then done once."""
    async with wired(fresh_database(postgres)) as (wire, url):
        store = await open_store(url)
        wire.cut = cut
        with pytest.raises(Uncertain, match=r"may have written it or not; look .* or send it again with the same key"):
            await store.dossiers.start(start(key="once-or-twice"))
        wire.cut = ""
        assert len((await store.listing(DossierSearch())).dossiers) == written
        begun = await store.dossiers.start(start(key="once-or-twice"))
        assert [one.id for one in (await store.listing(DossierSearch())).dossiers] == [begun.id]
        await store.database.close()


def test_a_damaged_file_makes_room_for_a_backup_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it is damaged, short of its very head; a backup that is not whole moves nothing."""
    kept = tmp_path / "kept.db"
    monkeypatch.setenv("IT_ADVISOR_DATABASE", str(kept))
    assert cli.run(["dossier", "start", "--business-nature", "a hotel group", "--author", "Bo"]) == 0
    backup = tmp_path / "kept.jsonl"
    assert cli.run(["db", "backup", str(backup)]) == 0
    whole, rows = kept.read_bytes(), backup.read_text("utf-8").count("\n") - 2
    for place in (100, 4_096 * 2, len(whole) // 2):
        kept.write_bytes(whole[:place] + b"\x5a" * (len(whole) - place))
        torn = kept.read_bytes()
        (tmp_path / "cut.jsonl").write_text(backup.read_text("utf-8")[:-40], "utf-8")
        capsys.readouterr()
        assert cli.run(["db", "restore", str(tmp_path / "cut.jsonl")]) == 2
        assert kept.read_bytes() == torn
        assert cli.run(["db", "restore", str(backup)]) == 0
        said = capsys.readouterr()
        assert said.out.strip() == str(rows)
        (damaged,) = (one for one in tmp_path.glob("kept.db.damaged-*") if not one.name.endswith(("-wal", "-shm")))
        assert str(damaged) in said.err
        assert damaged.read_bytes() == torn
        assert cli.run(["db", "check"]) == 0
        damaged.unlink()
