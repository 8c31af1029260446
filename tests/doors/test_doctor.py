"""`it-advisor doctor` says what is wrong with a set-up before a client fails without a word."""

import asyncio
import json
import re
import sqlite3
import stat
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest

from databases import fresh_database
from homes import PROGRAM, at_home
from it_advisor.documents import fonts
from it_advisor.doors.client_files import place, write
from it_advisor.doors.client_places import WITHOUT_A_FILE
from it_advisor.doors.clients import CLIENTS, entry
from it_advisor.doors.doctor import examine
from it_advisor.doors.launch import Launch, answer
from it_advisor.errors import Refusal
from it_advisor.store.opening import open_store

CASE = Path(__file__).parents[2] / "examples" / "hotel-group-pms-crs.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home in which nothing is set up, and the current folder."""
    for name in ("XDG_CONFIG_HOME", "CLAUDE_CONFIG_DIR", "CODEX_HOME", "IT_ADVISOR_PROMPTS", "IT_ADVISOR_CASES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cursor(home: Path, **entry: Any) -> None:
    file = home / ".cursor" / "mcp.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"mcpServers": {"it-advisor": entry}}), "utf-8")


def server(file: Path, name: str = "it-advisor 0.1.0") -> Path:
    """A program that greets as our server does, and is quicker."""
    server, version = name.split()
    greeting = json.dumps({"id": 1, "result": {"serverInfo": {"name": server, "version": version}}})
    file.write_text(f"#!/bin/sh\necho '{greeting}'\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def said(home: Path, level: str | None = None) -> list[str]:
    findings = examine(server(home / "it-advisor"))
    return [finding.words.en for finding in findings if level in (None, finding.level)]


def test_a_sound_set_up_has_nothing_to_fix(home: Path) -> None:
    """Before a client is set up it says how to do that, afterwards that it starts this installation."""
    before = "\n".join(said(home, "note"))
    clients = [client for client in CLIENTS if client not in WITHOUT_A_FILE]
    for client in clients:
        assert f"to add it: it-advisor config {client} --write" in before
        block = entry(client, str(PROGRAM))
        write(place(client), block.key, block.entry)
    after = at_home(home, "doctor")
    assert (after.returncode, after.stderr) == (0, "")
    assert after.stdout.count("starts this installation") == len(clients)
    assert "starts and answers" in after.stdout.splitlines()[0]
    assert all(line.startswith("ok ") for line in after.stdout.splitlines())


def test_what_must_be_fixed_is_said_in_both_languages_and_by_the_exit_code(tmp_path: Path) -> None:
    """A script can tell, and so can a person."""
    cursor(tmp_path, command="/gone/it-advisor")
    english, chinese = (at_home(tmp_path, "doctor", "--language", language) for language in ("en", "zh"))
    assert (english.returncode, chinese.returncode) == (1, 1)
    line = f"fix   cursor ({tmp_path}/.cursor/mcp.json): /gone/it-advisor does not exist or cannot be run; "
    assert line + "run it-advisor config cursor --write\n" in english.stdout
    assert f"须改  cursor ({tmp_path}/.cursor/mcp.json)：/gone/it-advisor 不存在或不可执行" in chinese.stdout


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({}, "does not exist"),
        ({"command": "sh", "args": ["-c", "echo no module >&2; exit 3"]}, "gave no answer: no module"),
        ({"command": "sh", "args": ["-c", "exit 3"]}, "gave no answer: exit code 3"),
        ({"command": "echo", "args": ["hello"]}, "gave no answer"),
        ({"command": str(PROGRAM), "args": "serve"}, "args is wrong"),
        ({"command": str(PROGRAM), "env": {"PYTHONUTF8": 1}}, "env.PYTHONUTF8 is wrong"),
        ({"command": str(PROGRAM), "env": {"IT_ADVISOR_CASES": "/gone/cases"}}, "no folder /gone/cases"),
    ],
)
def test_an_entry_that_does_not_work_is_named_with_its_reason(home: Path, entry: dict[str, Any], says: str) -> None:
    """The command is started as the client would."""
    cursor(home, **entry)
    (fault,) = said(home, "fix")
    assert says in fault
    assert fault.startswith(f"cursor ({home}/.cursor/mcp.json): ")


def test_how_the_database_is(home: Path, monkeypatch: pytest.MonkeyPatch, postgres: str) -> None:
    """Where it is, whether it answers, its tables and its size; looking makes none and changes nothing."""

    def database() -> tuple[str, str]:
        (found,) = (one for one in examine(server(home / "it-advisor")) if one.words.en.startswith("database"))
        return found.level, found.words.en

    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    file = home / "data" / "it-advisor" / "it-advisor.db"
    assert database() == ("ok", f"database: none yet; the first dossier or contributed case makes {file}")
    assert not file.exists()
    asyncio.run(_begun(str(file)))
    assert re.fullmatch(
        rf"database {file}: answers; SQLite 3\.\S+, tables up to date \(\d{{4}}\), \d+ KB", database()[1]
    )
    for statement, level, says in (
        ("DROP TABLE ballots", "fix", r"\(− ballots\); run it-advisor db upgrade"),
        ("UPDATE alembic_version SET version_num = '0001'", "note", r"of an older version \(0001\) and are brought to"),
        ("UPDATE alembic_version SET version_num = '9999'", "fix", "a newer version has upgraded the database to 9999"),
    ):
        with sqlite3.connect(file) as connection:
            connection.execute(statement)
        assert database()[0] == level
        assert re.search(says, database()[1])
    monkeypatch.setenv("IT_ADVISOR_DATABASE", fresh_database(postgres))
    assert re.search("answers; it has no tables yet", database()[1])
    monkeypatch.setenv("IT_ADVISOR_DATABASE", "postgresql://sam:secret@127.0.0.1:1/x")
    there = "postgresql+psycopg://sam:***@127.0.0.1:1/x"
    says = f"database {there}: the database does not answer; mend that, or correct IT_ADVISOR_DATABASE"
    assert database() == ("fix", says)


async def _begun(file: str) -> None:
    await (await open_store(file)).database.close()


def test_a_file_that_a_client_cannot_read_is_named_by_line(home: Path) -> None:
    """In the home and in the project of the current folder."""
    (home / ".claude.json").write_text("{\n  'mcpServers': {}\n}", "utf-8")
    (home / ".mcp.json").write_text("{\n\n]", "utf-8")
    own, project = said(home, "fix")
    assert own.startswith(f"claude-code: {home}/.claude.json: line 2: not valid JSON")
    assert project.startswith(f"claude-code: {home}/.mcp.json: line 3: not valid JSON")


def test_a_project_is_mended_in_the_project(home: Path) -> None:
    """The command offered is the one for that file."""
    (home / ".mcp.json").write_text('{"mcpServers": {"it-advisor": {"command": "/gone"}}}', "utf-8")
    (fault,) = said(home, "fix")
    assert fault.endswith("it-advisor config claude-code --write --project")


def test_another_installation_is_told_from_this_one(home: Path) -> None:
    """Whoever updated one and starts the other is told so."""
    cursor(home, command=str(server(home / "other", "it-advisor 0.0.9")))
    assert any(f"starts another installation, {home}/other (it-advisor 0.0.9)" in words for words in said(home, "note"))


def test_what_only_the_client_can_fill_is_not_tried(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its variables nor a server elsewhere count as faults."""
    monkeypatch.setenv("IT_ADVISOR_CASES", str(CASE.parent))
    cursor(home, command="${workspaceFolder}/it-advisor", env={"IT_ADVISOR_CASES": "${workspaceFolder}/cases"})
    assert said(home, "fix") == []
    assert not any("does not see" in words for words in said(home))
    cursor(home, command=str(server(home / "it-advisor")), args=["connect", "https://mcp.example.com/mcp"])
    assert not any("does not see" in words for words in said(home))
    cursor(home, url="https://mcp.example.com/mcp")
    findings = said(home)
    assert not any("does not see" in words for words in findings)
    assert any("uses https://mcp.example.com/mcp (not tried)" in words for words in findings)


def test_a_team_learns_which_of_its_files_load_and_why_others_do_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By file, line and field; and that a client hands on only what its entry names."""
    cases, prompts = home / "cases", home / "prompts"
    cases.mkdir()
    prompts.mkdir()
    text = CASE.read_text("utf-8")
    (cases / "good.md").write_text(text, "utf-8")
    (cases / "bad.md").write_text(text.replace("industry: ", "industry: no "), "utf-8")
    (prompts / "memo.en.md").write_text("no front matter\n", "utf-8")
    cursor(home, command=str(server(home / "it-advisor")))
    monkeypatch.setenv("IT_ADVISOR_CASES", str(cases))
    monkeypatch.setenv("IT_ADVISOR_PROMPTS", str(prompts))
    findings = said(home)
    assert f"IT_ADVISOR_CASES={cases}: 1 of 2 files load" in said(home, "ok")
    assert f"IT_ADVISOR_PROMPTS={prompts}: 0 of 1 files load" in findings
    assert any("bad.md:" in words and "[industry]" in words for words in findings)
    assert any("the client does not see IT_ADVISOR_CASES" in words for words in findings)
    assert any("memo.en.md:1: must begin" in words for words in findings)
    assert len(said(home, "fix")) == 2


def test_a_folder_that_is_not_there_is_a_fault(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server itself would say, before it is started."""
    monkeypatch.setenv("IT_ADVISOR_PROMPTS", "/gone/prompts")
    assert said(home, "fix") == ["IT_ADVISOR_PROMPTS: no folder /gone/prompts; create it or correct it"]


def test_a_variable_set_to_nothing_is_not_set(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a client passes it that has a field for it and no value; the current folder is not meant."""
    monkeypatch.setenv("IT_ADVISOR_CASES", "")
    assert not any("IT_ADVISOR_CASES" in words for words in said(home))


def test_an_installation_without_its_program_is_to_be_installed_again(home: Path) -> None:
    """The way out is named."""
    (fault,) = (finding.words for finding in examine(home / "gone") if finding.level == "fix")
    assert "pip install --force-reinstall it-advisor" in fault.en
    assert "请重新安装" in fault.zh


def test_each_optional_part_is_there_or_is_told_how_to_get(home: Path) -> None:
    """All that the package offers."""
    parts = [words for words in said(home) if words.startswith("optional part")]
    assert len(parts) == len(metadata("it-advisor").get_all("Provides-Extra", []))
    assert "optional part [test] is installed" in parts


def test_an_encoding_that_garbles_chinese_is_noted(tmp_path: Path) -> None:
    """With what to do about it; the program itself writes UTF-8 all the same."""
    done = at_home(tmp_path, "doctor", "--language", "zh", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "本程序一律用 UTF-8" in done.stdout


def test_a_server_that_hangs_is_not_waited_for_without_end() -> None:
    """It is said how long was waited."""
    with pytest.raises(Refusal, match=r"no answer within 0\.2 seconds"):
        answer(Launch("sleep", ("20",)), 0.2)


def test_it_tells_the_font_of_documents(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A board paper with empty boxes for Chinese is prevented before it is made."""
    assert any("Noto Sans SC" in line and "has Chinese" in line for line in said(home, "ok"))
    fonts.book.cache_clear()
    monkeypatch.setattr(fonts, "_file", lambda: tmp_path / "no.ttf")
    assert any("Noto Sans SC" in line and "install" in line for line in said(home, "fix"))
    fonts.book.cache_clear()
