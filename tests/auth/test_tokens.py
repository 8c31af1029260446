"""Tokens: made, listed and revoked on the command line; what they do to the clients that hold them."""

import re
import time
from contextlib import nullcontext
from pathlib import Path

import httpx2
import pytest
from mcp import Client, MCPError, types
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client

from it_advisor.caller import NOBODY
from it_advisor.desk import open_desk
from it_advisor.doors import cli
from it_advisor.doors.credentials import SECONDS
from it_advisor.doors.entrance import entrance
from it_advisor.doors.place import Place
from it_advisor.errors import Forbidden, Misconfigured
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings
from processes import HttpServer
from raw_http import post
from tokens import Shared


def search(server: HttpServer, token: str) -> int:
    return post(server.port, "/api/v1/search_cases", {"words": "hotel"}, f"Authorization: Bearer {token}").status


def test_a_token_is_shown_once_and_opens_the_door_until_it_is_revoked(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its text is nowhere in the database; revoking works within seconds on a server that has just let it in."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", shared.database)

    def run(*words: str) -> str:
        assert cli.run(["token", *words]) == 0
        return capsys.readouterr().out

    token = run("create", "Li  Wei", "--scope", "editor", "--days", "30").strip()
    assert re.fullmatch(r"ita_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", token)
    assert search(shared.server, token) == 200
    (line,) = [line for line in run("list").splitlines() if line.endswith(" Li Wei")]
    short, scope, workspace, _, used, *_ = line.split()
    assert (short, scope, workspace) == (token.split("_")[1], "editor", "default")
    assert used.startswith("20")
    secret = token.split("_", 2)[2].encode()
    assert not [file for file in Path(shared.database).parent.iterdir() if secret in file.read_bytes()]
    run("revoke", short)
    deadline = time.monotonic() + SECONDS + 2
    while search(shared.server, token) == 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert "revoked" in next(line for line in run("list").splitlines() if line.startswith(short))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["create", "Bo", "--workspace", "North!"], "--workspace: must be at most 40 lower-case letters"),
        (["create", " "], "NAME: must have 1 to 120 characters"),
        (["create", "Bo", "--scope", "boss"], "'boss' is not one of 'viewer', 'editor'"),
        (["create", "Bo", "--days", "0"], "1<=x<=3650"),
        (["revoke", "x"], "id: no token x; see it-advisor token list"),
    ],
)
def test_a_mistake_on_the_command_line_is_said(
    words: list[str], told: str, shared: Shared, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a line that says what would be right."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", shared.database)
    assert cli.run(["token", *words]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "place", [Place("0.0.0.0", 0), Place("127.0.0.1", 0, ("a.example",)), Place("::1", 0, (), False, True)]
)
def test_a_server_nobody_can_sign_in_to_does_not_start(place: Place, tmp_path: Path) -> None:
    """It names the command that makes a token."""
    with pytest.raises(Misconfigured, match="it-advisor token create"):
        entrance(open_desk(Settings(database=str(tmp_path / "empty.db"))), place)


def test_to_sign_in_and_not_to_sign_in_is_refused() -> None:
    """Nobody opens a server by an option that was left over."""
    with pytest.raises(Misconfigured, match="contradicts"):
        entrance(open_desk(Settings()), Place("127.0.0.1", 0, open_to_all=True, sign_in=True))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_client_with_a_token_works_in_both_eras(shared: Shared, mode: str) -> None:
    """And reads why it may not do something, in our words."""
    headers = {"Authorization": f"Bearer {shared.tokens['viewer']}"}
    async with httpx2.AsyncClient(headers=headers) as http:
        transport = streamable_http_client(f"{shared.server.url}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:  # type: ignore[arg-type] # one of the modes
            assert not (await client.call_tool("search_cases", {"words": "hotel"})).is_error
            with pytest.raises(MCPError, match="needs the scope editor; viewer is signed in as viewer"):
                await client.call_tool("start_dossier", {"business_nature": "a hotel"})


async def test_what_is_of_one_workspace_is_not_there_for_another(shared: Shared) -> None:
    """Over MCP: a dossier as a resource and among completions, and documents, even for who has their addresses."""

    def client(who: str) -> tuple[httpx2.AsyncClient, Client]:
        http = httpx2.AsyncClient(headers={"Authorization": f"Bearer {shared.tokens[who]}"})
        return http, Client(streamable_http_client(f"{shared.server.url}/mcp", http_client=http))

    (one_http, one), (other_http, other) = client("editor"), client("elsewhere")
    async with one_http, other_http, one, other:
        begun = (await one.call_tool("start_dossier", {"business_nature": "a lighthouse museum"})).structured_content
        made = await one.call_tool("export_report", {"report": "# A report\n\n## Risks\n\nNone.", "formats": ["html"]})
        (link,) = [part for part in made.content if isinstance(part, types.ResourceLink)]
        assert begun
        ref = types.ResourceTemplateReference(uri="dossier://{id}")
        for who, is_theirs in ((one, True), (other, False)):
            found = await who.complete(ref, {"name": "id", "value": begun["id"][:4]})
            assert (begun["id"] in found.completion.values) is is_theirs
            for uri in (begun["uri"], link.uri):
                with nullcontext() if is_theirs else pytest.raises(MCPError, match=r"no (dossier|resource)"):
                    assert (await who.read_resource(uri)).contents


async def test_a_route_that_forgot_to_ask_who_calls_serves_nobody(shared: Shared) -> None:
    """Where callers sign in, whatever was not told for whom it works may do nothing."""
    advisor = open_desk(Settings(database=shared.database)).serving(NOBODY).advisor
    with pytest.raises(Forbidden, match="sign in first"):
        await OPERATIONS["search_cases"].run(advisor, {"words": "hotel"})


async def test_a_stream_of_events_is_its_openers(shared: Shared) -> None:
    """Whoever learns its address and has a token of their own finds no session there; the opener reads refusals."""
    headers = {"Authorization": f"Bearer {shared.tokens['viewer']}"}
    url = f"{shared.server.url}/sse"
    async with httpx2.AsyncClient(headers=headers) as http, http.stream("GET", url) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data: "):
                break
        message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
        place = line.removeprefix("data: ")
        statuses = {
            who: post(shared.server.port, place, message, f"Authorization: Bearer {shared.tokens[who]}").status
            for who in ("viewer", "admin", "elsewhere", "expired")
        }
        assert statuses == {"viewer": 202, "admin": 404, "elsewhere": 404, "expired": 401}
    async with Client(sse_client(url, headers=headers), mode="legacy") as client:
        answer = await client.call_tool("start_dossier", {"business_nature": "a hotel"})
        assert answer.is_error
        assert "needs the scope editor" in str(answer.content)
