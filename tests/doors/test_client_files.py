"""A client's own configuration file: our entry goes in and out of it, and nothing else in it is lost."""

import json
import re
import stat
import tempfile
import threading
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given, settings

from homes import PROGRAM, at_home
from it_advisor.doors.client_files import find, remove, write
from it_advisor.doors.clients import CLIENTS, Client, entry, user_files
from it_advisor.errors import Misconfigured
from it_advisor.settings import Folders
from jsonc_files import files

LOCAL = entry("vscode", "/opt/it-advisor").entry
SHARED = entry("vscode", "/opt/it-advisor", "https://mcp.example.com/mcp").entry
MINE = """\
// our servers
{
\t"inputs": [],
\t"servers": {
\t\t"数据库": {"command": "db", "args": ["--read-only",],}, // ask Wang first
\t\t/* "old": {}, */
\t},
}
"""
HOME_FILES = {
    "claude-desktop": ".config/Claude/claude_desktop_config.json",
    "claude-code": ".claude.json",
    "vscode": ".config/Code/User/mcp.json",
    "cursor": ".cursor/mcp.json",
}
ALICE, LI = PurePosixPath("/Users/alice"), PureWindowsPath(r"C:\Users\李")
NONE = Folders(appdata=None, localappdata=None, xdg_config_home=None, claude_config_dir=None)
WINDOWS = NONE.model_copy(update={"appdata": r"D:\Roaming", "localappdata": r"D:\Local"})
LINUX = NONE.model_copy(update={"xdg_config_home": "/x/config", "claude_config_dir": "/x/claude"})


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("client", "platform", "home", "folders", "expected"),
    [
        ("claude-desktop", "darwin", ALICE, NONE, "Library/Application Support/Claude/claude_desktop_config.json"),
        ("claude-desktop", "linux", ALICE, NONE, ".config/Claude/claude_desktop_config.json"),
        ("claude-desktop", "linux", ALICE, LINUX, "/x/config/Claude/claude_desktop_config.json"),
        ("claude-desktop", "win32", LI, WINDOWS, r"D:\Roaming\Claude\claude_desktop_config.json"),
        ("claude-desktop", "win32", LI, NONE, r"AppData\Roaming\Claude\claude_desktop_config.json"),
        ("claude-code", "darwin", ALICE, NONE, ".claude.json"),
        ("claude-code", "linux", ALICE, LINUX, "/x/claude/.claude.json"),
        ("claude-code", "win32", LI, WINDOWS, ".claude.json"),
        ("vscode", "darwin", ALICE, NONE, "Library/Application Support/Code/User/mcp.json"),
        ("vscode", "linux", ALICE, NONE, ".config/Code/User/mcp.json"),
        ("vscode", "win32", LI, WINDOWS, r"D:\Roaming\Code\User\mcp.json"),
        ("cursor", "darwin", ALICE, NONE, ".cursor/mcp.json"),
        ("cursor", "win32", LI, WINDOWS, r".cursor\mcp.json"),
    ],
)
def test_each_operating_system_keeps_its_files_in_its_own_place(
    client: Client, platform: str, home: PurePath, folders: Folders, expected: str
) -> None:
    """Where the client reads, with the folders that the system's variables name."""
    assert user_files(client, platform, home, folders)[-1] == home / expected


def test_claude_desktop_of_the_windows_store_reads_in_its_package() -> None:
    """It comes first, and counts if its folder exists."""
    first, _ = user_files("claude-desktop", "win32", LI, WINDOWS)
    packaged = r"D:\Local\Packages\Claude_pzs8sxrjxfjjc\LocalCache\Roaming\Claude\claude_desktop_config.json"
    assert first == PureWindowsPath(packaged)


@pytest.mark.parametrize("client", CLIENTS)
def test_one_command_sets_a_client_up_and_one_undoes_it(tmp_path: Path, client: Client) -> None:
    """Folder and file are made where there are none; a second time there is nothing to do; nothing is left behind."""
    done = at_home(tmp_path, "config", client, "--write")
    assert (done.returncode, done.stderr) == (0, "")
    assert HOME_FILES[client] in done.stdout
    assert list(everything(tmp_path)) == [HOME_FILES[client]]
    written = json.loads((tmp_path / HOME_FILES[client]).read_text("utf-8"))
    assert written == json.loads(entry(client, str(PROGRAM)).text)
    assert "nothing to do" in at_home(tmp_path, "config", client, "--write").stdout
    assert at_home(tmp_path, "config", client, "--remove").returncode == 0
    assert everything(tmp_path) == {}


def test_where_there_is_nothing_to_remove_nothing_happens(tmp_path: Path) -> None:
    """Neither without a file nor in one without our entry."""
    file = tmp_path / "mcp.json"
    assert "nothing to do" in remove(file, "servers").en
    file.write_text('{"servers": {}}', "utf-8")
    assert "nothing to do" in remove(file, "servers").en
    assert everything(tmp_path) == {"mcp.json": b'{"servers": {}}'}


def test_a_project_has_a_file_of_its_own(tmp_path: Path) -> None:
    """With --project it is that of the current folder; Claude Desktop has none, and is told so."""
    for client in ("claude-code", "vscode", "cursor"):
        assert at_home(tmp_path, "config", client, "--write", "--project").returncode == 0
    assert set(everything(tmp_path)) == {".mcp.json", ".vscode/mcp.json", ".cursor/mcp.json"}
    refused = at_home(tmp_path, "config", "claude-desktop", "--write", "--project")
    assert refused.returncode == 2
    assert "--project: claude-desktop keeps no file" in refused.stderr


def test_a_shared_server_is_written_by_its_address(tmp_path: Path) -> None:
    """As printed, so written; Claude Desktop's file takes no address, and is not touched."""
    url = "https://mcp.example.com/mcp"
    assert at_home(tmp_path, "config", "cursor", "--write", "--url", url).returncode == 0
    assert find(tmp_path / ".cursor/mcp.json", "mcpServers") == {"url": url}
    before = everything(tmp_path)
    assert at_home(tmp_path, "config", "claude-desktop", "--write", "--url", url).returncode == 2
    assert everything(tmp_path) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_everything_a_person_wrote_stays(tmp_path: Path, newline: str, mark: str) -> None:
    """Comments, other servers, tabs, line ends, byte order mark, permissions; the file as it was is kept beside it."""
    file = tmp_path / "mcp.json"
    mine = (mark + MINE.replace("\n", newline)).encode()
    file.write_bytes(mine)
    file.chmod(0o600)
    write(file, "servers", LOCAL)
    now = file.read_bytes().decode()
    added = [line for line in now.split(newline) if line not in (mark + MINE).split("\n")]
    assert now.replace(newline.join(added) + newline, "").encode() == mine
    assert added[0] == '\t\t"it-advisor": {'
    assert find(file, "servers") == LOCAL
    backup = tmp_path / "mcp.json.before-it-advisor-1"
    assert backup.read_bytes() == mine
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, backup)] == [0o600, 0o600]
    remove(file, "servers")
    assert file.read_bytes() == mine
    assert set(everything(tmp_path)) == {"mcp.json", "mcp.json.before-it-advisor-1"}


@settings(deadline=None)  # it writes to a disk
@given(files())
def test_written_and_removed_a_file_is_what_it_was(drawn: tuple[str, dict[str, Any]]) -> None:
    """To the byte, however it was written, with servers in it or none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mcp.json"
        file.write_bytes(drawn[0].encode())
        write(file, "servers", LOCAL)
        remove(file, "servers")
        assert file.read_bytes() == drawn[0].encode()


@pytest.mark.parametrize("before", ["", "\n", "{}", '{\n  "servers": {}\n}\n'])
def test_a_file_with_nothing_in_it_is_given_back_too(tmp_path: Path, before: str) -> None:
    """Empty or without servers."""
    file = tmp_path / "mcp.json"
    file.write_text(before, "utf-8")
    write(file, "servers", LOCAL)
    assert find(file, "servers") == LOCAL
    remove(file, "servers")
    assert file.read_text("utf-8") == before


def test_what_changed_meanwhile_is_not_undone(tmp_path: Path) -> None:
    """Only our entry goes, and the file with it is kept; what became of earlier copies does not matter."""
    file = tmp_path / "mcp.json"
    (tmp_path / "mcp.json.before-it-advisor-0").write_text("{ broken", "utf-8")
    file.write_text('{"servers": {}, "inputs": []}\n', "utf-8")
    write(file, "servers", LOCAL)
    changed = file.read_text("utf-8").replace('"inputs": []', '"inputs": [1] /* mine */')
    file.write_text(changed, "utf-8")
    remove(file, "servers")
    assert file.read_text("utf-8") == '{"servers": {}, "inputs": [1] /* mine */}\n'
    assert (tmp_path / "mcp.json.before-it-advisor-2").read_text("utf-8") == changed


def test_no_copy_ever_replaces_an_earlier_one(tmp_path: Path) -> None:
    """Each state of the file before a change of ours is kept, once."""
    file = tmp_path / "mcp.json"
    states = [f'{{"servers": {{"mine": {{"command": "v{number}"}}}}}}' for number in range(3)]
    for state in (*states, states[0]):
        file.write_text(state, "utf-8")
        write(file, "servers", LOCAL)
    backups = sorted(tmp_path.glob("*before*"))
    assert [backup.read_text("utf-8") for backup in backups] == states


def test_what_a_person_added_to_our_entry_stays(tmp_path: Path) -> None:
    """Variables and comments in it survive the move of the program to another folder."""
    file = tmp_path / "mcp.json"
    write(file, "servers", LOCAL)
    mine = '"env": {"IT_ADVISOR_CASES": "/team/cases", // ours\n'
    file.write_text(file.read_text("utf-8").replace('"env": {', mine), "utf-8")
    write(file, "servers", {**LOCAL, "command": "/new/it-advisor"})
    found = find(file, "servers")
    assert found
    assert found["command"] == "/new/it-advisor"
    assert found["env"] == {"IT_ADVISOR_CASES": "/team/cases", "PYTHONUTF8": "1"}
    assert "// ours" in file.read_text("utf-8")


def test_after_a_move_too_the_entry_goes(tmp_path: Path) -> None:
    """A copy that holds an earlier entry of ours is no state to go back to."""
    file = tmp_path / "mcp.json"
    file.write_text(MINE, "utf-8")
    write(file, "servers", LOCAL)
    file.write_text("// mine\n" + file.read_text("utf-8"), "utf-8")
    write(file, "servers", {**LOCAL, "command": "/new/it-advisor"})
    remove(file, "servers")
    assert file.read_text("utf-8") == "// mine\n" + MINE


def test_program_and_address_are_never_mixed(tmp_path: Path) -> None:
    """An entry that started a program is replaced by one that names a server, and back."""
    file = tmp_path / "mcp.json"
    for wanted in (LOCAL, SHARED, LOCAL):
        write(file, "servers", wanted)
        assert find(file, "servers") == wanted


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Who keeps configuration files elsewhere finds the change there."""
    kept = tmp_path / "dotfiles" / "mcp.json"
    kept.parent.mkdir()
    kept.write_text("{}", "utf-8")
    link = tmp_path / "mcp.json"
    link.symlink_to(kept)
    write(link, "servers", LOCAL)
    assert link.is_symlink()
    assert find(kept, "servers") == LOCAL


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{\n  "mcpServers": {\n', "line 3: not valid JSON"),
        (b'{\n  "mcpServers": []\n}', "line 2: an object"),
        (b'{\n  "mcpServers": {"it-advisor": true}\n}', "line 2: an object"),
        (b'{\n  "mcpServers": {},\n  "mcpServers": {}\n}', "line 3: mcpServers a second time"),
        (b'{\n  "a": "\xff"\n}', "line 2: not UTF-8"),
        ('{\n  "a": 1\n}'.encode("utf-16"), "line 1: not UTF-8"),
        (b"[]", "line 1: an object"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """The words name the file and the line in it."""
    file = tmp_path / "mcp.json"
    file.write_bytes(content)
    with pytest.raises(Misconfigured, match=re.escape(f"{file}: {says}")):
        write(file, "mcpServers", LOCAL)
    assert everything(tmp_path) == {"mcp.json": content}


def test_a_refusal_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    """As every mistake on the command line is."""
    file = tmp_path / ".claude.json"
    file.write_text("{\n'a': 1}", "utf-8")
    for option in ("--write", "--remove"):
        done = at_home(tmp_path, "config", "claude-code", option)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert f"{file}: line 2: not valid JSON" in done.stderr


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where a folder should be, a folder where the file should be."""
    (tmp_path / ".cursor").write_text("", "utf-8")
    with pytest.raises(Misconfigured, match=r"\.cursor/mcp\.json: Not a directory"):
        write(tmp_path / ".cursor" / "mcp.json", "mcpServers", LOCAL)
    with pytest.raises(Misconfigured, match="Is a directory"):
        write(tmp_path, "mcpServers", LOCAL)


def test_a_client_that_reads_meanwhile_never_sees_half_a_file(tmp_path: Path) -> None:
    """The file is replaced as a whole."""
    file = tmp_path / "mcp.json"
    padding = {f"server {number}": {"command": "x" * 1000} for number in range(200)}
    file.write_text(json.dumps({"servers": padding}, indent=2), "utf-8")
    stop = threading.Event()
    seen: list[int] = []

    def look() -> None:
        while not stop.is_set():
            seen.append(len(json.loads(file.read_text("utf-8"))["servers"]))

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(10):
        write(file, "servers", LOCAL)
        remove(file, "servers")
    stop.set()
    reader.join()
    assert len(seen) > 10
    assert set(seen) <= {200, 201}
