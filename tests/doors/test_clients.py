"""Each client gets the block it understands, as its own documentation has it."""

import json
import re
import subprocess
import tomllib
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from it_advisor.doors import cli
from it_advisor.doors.clients import CLIENTS, HABITS, Client
from it_advisor.doors.install_links import WITH_A_LINK

URL = "https://mcp.example.com/mcp"
BEARER = {"Authorization": "Bearer ${%s}"}
KEYS = {"vscode": "servers", "zed": "context_servers", "codex": "mcp_servers"}


def shown(capsys: pytest.CaptureFixture[str], client: Client, *options: str) -> dict[str, Any]:
    """The block that is printed, as the client would parse it."""
    assert cli.run(["config", client, *options]) == 0
    text = capsys.readouterr().out
    block: dict[str, Any] = tomllib.loads(text) if client == "codex" else json.loads(text)
    return block


def ours(block: dict[str, Any], client: Client) -> dict[str, Any]:
    found: dict[str, Any] = block[KEYS.get(client, "mcpServers")]["it-advisor"]
    return found


def test_every_block_starts_this_program_by_its_absolute_path(capsys: pytest.CaptureFixture[str]) -> None:
    """Since clients start servers without the user's PATH."""
    programs = {ours(shown(capsys, client), client)["command"] for client in CLIENTS}
    (program,) = map(Path, programs)
    assert program.is_absolute()
    assert subprocess.run([program, "--version"], capture_output=True, check=True).stdout.startswith(b"it-advisor")


@pytest.mark.parametrize(
    ("client", "address"),
    [
        ("claude-code", {"type": "http", "url": URL}),
        ("vscode", {"type": "http", "url": URL}),
        ("cursor", {"url": URL}),
        ("windsurf", {"serverUrl": URL}),
        ("zed", {"url": URL}),
        ("codex", {"url": URL}),
        ("gemini-cli", {"httpUrl": URL}),
        ("cherry-studio", {"type": "streamableHttp", "baseUrl": URL}),
        ("generic", {"type": "http", "url": URL}),
    ],
)
def test_a_shared_servers_address_is_told_as_each_client_wants_it(
    client: Client, address: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Under the name of its own, with the type said where it wants one."""
    assert ours(shown(capsys, client, "--url", URL), client) == address


@pytest.mark.parametrize(
    ("client", "token"),
    [
        ("claude-code", {"headers": {"Authorization": "Bearer ${IT_ADVISOR_TOKEN}"}}),
        ("vscode", {"headers": {"Authorization": "Bearer ${input:it-advisor-token}"}}),
        ("cursor", {"headers": {"Authorization": "Bearer ${env:IT_ADVISOR_TOKEN}"}}),
        ("windsurf", {"headers": {"Authorization": "Bearer ${env:IT_ADVISOR_TOKEN}"}}),
        ("codex", {"bearer_token_env_var": "IT_ADVISOR_TOKEN"}),
        ("gemini-cli", {"headers": {"Authorization": "Bearer ${IT_ADVISOR_TOKEN}"}}),
    ],
)
def test_a_block_names_where_the_token_is_and_never_holds_it(
    client: Client, token: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words of each client; without an address there is nobody to send it to."""
    block = shown(capsys, client, "--url", URL, "--with-token")
    assert token.items() <= ours(block, client).items()
    asked = [(one["id"], one["password"]) for one in block.get("inputs", [])]
    assert asked == ([("it-advisor-token", True)] if client == "vscode" else [])
    assert cli.run(["config", client, "--with-token"]) == 2
    assert "--with-token: is for a shared server" in capsys.readouterr().err


@pytest.mark.parametrize("client", ["claude-desktop", "zed", "cherry-studio", "generic"])
def test_a_client_that_can_name_no_token_starts_the_bridge(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes the token from the environment or the keyring of the system; no client is refused."""
    entry = ours(shown(capsys, client, "--url", URL, "--with-token"), client)
    assert entry["args"] == ["connect", URL] and "headers" not in entry


def decoded(address: str) -> dict[str, Any]:
    """What the client gets out of a link, however it is packed."""
    if address.startswith("vscode:mcp/install?"):
        return dict(json.loads(unquote(address.partition("?")[2])))
    query = dict(parse_qsl(urlsplit(address).query))
    packed = query["config"]
    return {"name": query["name"]} | json.loads(packed if packed.startswith("{") else b64decode(packed))


@pytest.mark.parametrize("client", WITH_A_LINK)
def test_a_link_says_what_the_file_would(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """For this installation and for a team's server; the question for a token travels along."""
    for options in ((), ("--url", URL), ("--url", URL, "--with-token")):
        block = shown(capsys, client, *options)
        assert cli.run(["config", client, *options, "--link"]) == 0
        wanted = {"name": "it-advisor", **ours(block, client)}
        wanted |= {"inputs": block["inputs"]} if "inputs" in block else {}
        assert decoded(capsys.readouterr().out.strip()) == wanted
    assert cli.run(["config", "zed", "--link"]) == 2
    assert "--link: only vscode, cursor" in capsys.readouterr().err


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_each_badge_installs_the_published_package(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What `config` writes, with uvx in the place of this computer's program."""
    text = (Path(__file__).parents[2] / readme).read_text("utf-8")
    links = re.findall(r"\]\((https://(?:insiders\.vscode\.dev|cursor\.com)/\S+)\)$", text, re.MULTILINE)
    assert len(links) == len(WITH_A_LINK)
    for client, address in zip(WITH_A_LINK, links, strict=True):
        published = {**ours(shown(capsys, client), client), "command": "uvx", "args": ["it-advisor"]}
        assert decoded(address) == {"name": "it-advisor", **published}


def test_the_place_of_a_block_is_said_in_both_languages() -> None:
    """With the page of the client's documentation it was taken from."""
    for habit in HABITS.values():
        assert habit.where.zh != habit.where.en
        assert habit.manual.startswith("https://")
