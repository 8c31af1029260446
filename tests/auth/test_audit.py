"""What is written down of sign-ins, writes and refusals, and how one sees that it was not changed since."""

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from it_advisor.cabinet import Cabinet
from it_advisor.doors import cli
from it_advisor.doors.witness import AGAIN, MOST, Witness
from it_advisor.settings import Settings
from raw_http import post
from tokens import Shared


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = cli.run(["audit", *words])
    return code, capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(capsys, "export")[1].splitlines()]


def test_every_write_refusal_and_sign_in_leaves_a_row(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With who it was; of strangers why and where, and nothing that they sent."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", shared.database)
    before = len(rows(capsys))

    def start(who: str) -> int:
        header = f"Authorization: Bearer {shared.tokens.get(who, who)}"
        return post(shared.server.port, "/api/v1/start_dossier", {"business_nature": "a hotel"}, header).status

    assert [start(who) for who in ("curator", "viewer", "expired", "canary-secret")] == [200, 403, 401, 401]
    wanted = {
        ("start_dossier", "curator"),
        ("refuse 403 editor", "viewer"),
        ("refuse 401 expired", "-"),
        ("refuse 401 malformed", "-"),
    }
    deadline = time.monotonic() + 10
    while not wanted <= (told := {(row["action"].partition(" x")[0], row["actor"]) for row in rows(capsys)}):
        assert time.monotonic() < deadline, told
        time.sleep(0.3)
    assert len(rows(capsys)) > before
    assert ("sign_in", "curator") in told
    assert "canary-secret" not in run(capsys, "export")[1]
    assert run(capsys, "verify")[0] == 0


async def test_a_flood_of_refusals_fills_nothing(tmp_path: Path) -> None:
    """Ten thousand within a minute are a row a kind, with how many there were; of kinds there is a limit."""
    now = 0.0
    cabinet = Cabinet(Settings(database=str(tmp_path / "flood.db")))
    witness = Witness(cabinet, lambda: now)

    async def written() -> list[tuple[str, str]]:
        await witness.write()
        with sqlite3.connect(tmp_path / "flood.db") as database:
            return database.execute("SELECT action, subject FROM audit ORDER BY number").fetchall()

    witness.tell("-", "401 unknown", "/mcp")
    assert await written() == [("refuse 401 unknown x1", "/mcp")]
    for _ in range(10_000):
        witness.tell("-", "401 unknown", "/mcp")
    assert len(await written()) == 1
    now = AGAIN
    assert (await written())[1:] == [("refuse 401 unknown x10000", "/mcp")]
    for number in range(10 * MOST):
        witness.tell(f"person {number}", "403 editor", "start_dossier")
    assert len(await written()) <= 2 + MOST + 1
    await cabinet.close()


def test_a_row_that_was_changed_or_taken_out_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its number; the exit code tells a script."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", str(tmp_path / "audit.db"))
    for name in ("Ana", "Bo", "Cy", "Di"):
        assert cli.run(["token", "create", name]) == 0
    capsys.readouterr()
    code, said = run(capsys, "verify")
    assert (code, said.startswith("4 rows, the chain is whole; its last link is ")) == (0, True)
    assert rows(capsys)[-1]["chain"] in said
    for change, told in (
        ("UPDATE audit SET actor = 'somebody else' WHERE number = 2", "line 2 of the audit was changed\n"),
        ("DELETE FROM audit WHERE number = 1", "line 1 of the audit is missing\n"),
    ):
        with sqlite3.connect(tmp_path / "audit.db") as database:
            database.execute(change)
        assert run(capsys, "verify") == (1, told)
