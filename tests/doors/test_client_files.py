"""A client's own configuration file: our entry goes in and out of it, and nothing else in it is lost."""

import json
import re
import stat
import tempfile
import threading
import tomllib
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given, settings

from homes import PROGRAM, at_home
from it_advisor.doors.client_files import find, remove, write
from it_advisor.doors.client_places import WITHOUT_A_FILE, user_files
from it_advisor.doors.clients import CLIENTS, Client, entry
from it_advisor.errors import Misconfigured
from it_advisor.jsonc import load
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
    "windsurf": ".codeium/windsurf/mcp_config.json",
    "zed": ".config/zed/settings.json",
    "codex": ".codex/config.toml",
    "gemini-cli": ".gemini/settings.json",
}
PROJECT_FILES = {".mcp.json", ".vscode/mcp.json", ".cursor/mcp.json", ".codex/config.toml", ".gemini/settings.json"}
ALICE, LI = PurePosixPath("/Users/alice"), PureWindowsPath(r"C:\Users\李")
NONE = Folders(appdata=None, localappdata=None, xdg_config_home=None, claude_config_dir=None, codex_home=None)
WINDOWS = NONE.model_copy(update={"appdata": r"D:\Roaming", "localappdata": r"D:\Local"})
LINUX = NONE.model_copy(
    update={"xdg_config_home": "/x/config", "claude_config_dir": "/x/claude", "codex_home": "/x/codex"}
)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def parsed(text: str, client: str) -> dict[str, Any]:
    """As the client reads its file."""
    found: dict[str, Any] = tomllib.loads(text) if client == "codex" else json.loads(text)
    return found


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
        ("windsurf", "win32", LI, WINDOWS, r".codeium\windsurf\mcp_config.json"),
        ("zed", "darwin", ALICE, NONE, ".config/zed/settings.json"),
        ("zed", "linux", ALICE, LINUX, "/x/config/zed/settings.json"),
        ("zed", "win32", LI, WINDOWS, r"D:\Roaming\Zed\settings.json"),
        ("codex", "darwin", ALICE, NONE, ".codex/config.toml"),
        ("codex", "linux", ALICE, LINUX, "/x/codex/config.toml"),
        ("gemini-cli", "win32", LI, WINDOWS, r".gemini\settings.json"),
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


@pytest.mark.parametrize("client", [client for client in CLIENTS if client not in WITHOUT_A_FILE])
def test_one_command_sets_a_client_up_and_one_undoes_it(tmp_path: Path, client: Client) -> None:
    """Folder and file are made where there are none; a second time there is nothing to do; nothing is left behind."""
    done = at_home(tmp_path, "config", client, "--write")
    assert (done.returncode, done.stderr) == (0, "")
    assert HOME_FILES[client] in done.stdout
    assert list(everything(tmp_path)) == [HOME_FILES[client]]
    written = parsed((tmp_path / HOME_FILES[client]).read_text("utf-8"), client)
    assert written == parsed(entry(client, str(PROGRAM)).text, client)
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
    for client in ("claude-code", "vscode", "cursor", "codex", "gemini-cli"):
        assert at_home(tmp_path, "config", client, "--write", "--project").returncode == 0
    assert set(everything(tmp_path)) == PROJECT_FILES
    refused = at_home(tmp_path, "config", "claude-desktop", "--write", "--project")
    assert refused.returncode == 2
    assert "--project: claude-desktop keeps no file" in refused.stderr


def test_a_shared_server_is_written_by_its_address(tmp_path: Path) -> None:
    """As printed, so written; Claude Desktop, whose file takes no address, starts the bridge to it."""
    url = "https://mcp.example.com/mcp"
    for client, wanted in (
        ("cursor", {"url": url}),
        ("claude-desktop", {"command": str(PROGRAM), "args": ["connect", url], "env": {"PYTHONUTF8": "1"}}),
    ):
        assert at_home(tmp_path, "config", client, "--write", "--url", url).returncode == 0
        assert find(tmp_path / HOME_FILES[client], "mcpServers") == wanted


@pytest.mark.parametrize("client", sorted(WITHOUT_A_FILE))
def test_a_client_without_a_file_gets_a_block_to_paste_and_is_told_where(tmp_path: Path, client: Client) -> None:
    """Nothing is written anywhere; the words name the command that prints it."""
    refused = at_home(tmp_path, "config", client, "--write")
    assert (refused.returncode, refused.stdout, everything(tmp_path)) == (2, "", {})
    assert f"run it-advisor config {client}, then: " in refused.stderr
    shown = at_home(tmp_path, "config", client)
    assert json.loads(shown.stdout)["mcpServers"]["it-advisor"]["command"] == str(PROGRAM)


def test_what_vscode_asks_for_is_added_to_what_it_asks_already(tmp_path: Path) -> None:
    """The token is asked for once and kept by VS Code; the file holds none, and the other inputs stay as typed."""
    file = tmp_path / "mcp.json"
    before = '{\n  // asked once\n  "inputs": [{"id": "key" /* mine */},],\n  "servers": {}\n}\n'
    file.write_text(before, "utf-8")
    block = entry("vscode", "", "https://mcp.example.com/mcp", with_token=True)
    for _ in range(2):
        write(file, block.key, block.entry, block.inputs)
    text = file.read_text("utf-8")
    assert load(text)["inputs"] == [{"id": "key"}, *block.inputs]
    assert "// asked once" in text and "/* mine */" in text
    remove(file, block.key)
    assert file.read_text("utf-8") == before


CODEX = """\
# mine
model = "o9"   # the large one

[mcp_servers."数据库"]
command = 'db'  # ask Wang first
args = ["--read-only"]

[profiles.fast]
model = "o9-mini"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "before", [CODEX, "", "# only a comment\n", "mcp_servers = {db = {command = 'db'}}\n", CODEX + "[mcp_servers.z]\n"]
)
def test_the_toml_of_codex_keeps_every_line_a_person_wrote(tmp_path: Path, before: str, newline: str) -> None:
    """Comments, quotes, order, line ends; the entry is what Codex reads, and goes without a trace."""
    file = tmp_path / "config.toml"
    mine = before.replace("\n", newline).encode()
    file.write_bytes(mine)
    block = entry("codex", "/opt/IT 选型/it-advisor")
    write(file, block.key, block.entry)
    now = file.read_bytes().decode()
    theirs = tomllib.loads(before).get("mcp_servers", {})
    assert tomllib.loads(now)["mcp_servers"] == {**theirs, "it-advisor": block.entry}
    assert {line for line in before.splitlines() if "{" not in line} <= {*now.splitlines()}
    remove(file, block.key)
    assert file.read_bytes() == mine


def test_in_toml_too_a_change_made_meanwhile_stays(tmp_path: Path) -> None:
    """Only our entry goes; a variable somebody put into it survives a new address of the program."""
    file = tmp_path / "config.toml"
    file.write_text(CODEX, "utf-8")
    block = entry("codex", "/old")
    write(file, block.key, block.entry)
    file.write_text(file.read_text("utf-8").replace('PYTHONUTF8 = "1"', 'PYTHONUTF8 = "1"\nMINE = "2" # ours'), "utf-8")
    write(file, block.key, {**block.entry, "command": "/new"})
    found = find(file, block.key)
    assert found and (found["command"], found["env"]) == ("/new", {"PYTHONUTF8": "1", "MINE": "2"})
    assert "# ours" in file.read_text("utf-8")
    remove(file, block.key)
    left = file.read_text("utf-8")
    assert tomllib.loads(left) == tomllib.loads(CODEX) and "# ask Wang first" in left


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
        (b"model = 'x'\n[mcp_servers\n", "line 2: not valid TOML"),
        (b"mcp_servers = 1\n", "mcp_servers must be a table"),
        (b"a = '\xff'\n", "line 1: not UTF-8"),
    ],
)
def test_toml_that_is_not_as_it_should_be_is_refused_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    """As JSON is."""
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    with pytest.raises(Misconfigured, match=re.escape(f"{file}: ") + f".*{re.escape(says)}"):
        write(file, "mcp_servers", LOCAL)
    assert everything(tmp_path) == {"config.toml": content}


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
