"""Clients that are connected learn of a changed template or case, whatever they speak, and read the new text."""

import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, types
from mcp.client.sse import sse_client
from mcp.client.stdio import StdioServerParameters

from it_advisor.desk import Changes
from it_advisor.doors import notices as notices_module
from it_advisor.doors.notices import Notices
from processes import HELLO, PROGRAM, HttpServer, on_http
from raw_http import MODERN, call, post

TEMPLATE = "---\nname: greet\ntitle: Greet\ndescription: d\nversion: 1\nlanguage: en\n---\n{body}\n"
CASE = (Path(__file__).parents[2] / "examples" / "charity-40-staff.md").read_text("utf-8")
SECONDS = 15


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A team's own templates, with one in it, and its own cases, with none."""
    prompts, cases = tmp_path / "prompts", tmp_path / "cases"
    prompts.mkdir()
    cases.mkdir()
    (prompts / "greet.en.md").write_text(TEMPLATE.format(body="Hello"), "utf-8")
    return prompts, cases


class Heard:
    """What a client was told, and waiting for it."""

    def __init__(self) -> None:
        self.methods: set[str] = set()

    async def message(self, message: Any) -> None:
        if isinstance(message, types.PromptListChangedNotification | types.ResourceListChangedNotification):
            self.methods.add(message.method)

    async def both(self) -> None:
        with anyio.fail_after(SECONDS):
            while len(self.methods) < 2:
                await anyio.sleep(0.02)


@asynccontextmanager
async def legacy(target: Any) -> AsyncIterator[tuple[Client, Callable[[], Awaitable[None]]]]:
    """A client of the handshake era, told unasked."""
    heard = Heard()
    async with Client(target, mode="legacy", message_handler=heard.message) as client:
        await client.list_prompts()
        yield client, heard.both


@asynccontextmanager
async def modern(target: Any) -> AsyncIterator[tuple[Client, Callable[[], Awaitable[None]]]]:
    """A client of 2026-07-28, told because it listens."""
    async with (
        Client(target) as client,
        client.listen(prompts_list_changed=True, resources_list_changed=True) as events,
    ):

        async def both() -> None:
            kinds = set()
            with anyio.fail_after(SECONDS):
                async for event in events:
                    kinds.add(type(event).__name__)
                    if len(kinds) == 2:
                        return

        yield client, both


async def text_of(client: Client) -> str:
    content = (await client.get_prompt("greet", {})).messages[0].content
    assert isinstance(content, types.TextContent)
    return content.text


def change(folders: tuple[Path, Path]) -> None:
    """A new text of the template, and a case."""
    prompts, cases = folders
    (prompts / "greet.en.md").write_text(TEMPLATE.format(body="Good day"), "utf-8")
    (cases / "ours.md").write_text(CASE.replace("id: charity-40-staff", "id: our-case"), "utf-8")


async def see_the_change(client: Client, told: Callable[[], Awaitable[None]]) -> None:
    await told()
    assert await text_of(client) == "Good day\n"
    assert "case://our-case" in [str(one.uri) for one in (await client.list_resources()).resources]


@pytest.mark.parametrize("era", [modern, legacy])
async def test_a_client_on_stdio_is_told(era: Any, folders: tuple[Path, Path]) -> None:
    """In both eras: the notice comes, and the new text is served without a restart."""
    own = {"IT_ADVISOR_PROMPTS": str(folders[0]), "IT_ADVISOR_CASES": str(folders[1])}
    async with era(StdioServerParameters(command=PROGRAM, env=own)) as (client, told):
        assert await text_of(client) == "Hello\n"
        change(folders)
        await see_the_change(client, told)


@pytest.mark.parametrize("era", [modern, legacy])
async def test_a_client_behind_the_bridge_is_told(
    era: Any, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`it-advisor connect` passes notices on; in the handshake era also those of a server that was restarted."""
    monkeypatch.setitem(os.environ, "IT_ADVISOR_PROMPTS", str(folders[0]))
    monkeypatch.setitem(os.environ, "IT_ADVISOR_CASES", str(folders[1]))
    with ExitStack() as servers:
        server = servers.enter_context(on_http())
        async with era(StdioServerParameters(command=PROGRAM, args=["connect", f"{server.url}/mcp"])) as (client, told):
            assert await text_of(client) == "Hello\n"
            if era is legacy:
                server.process.kill()
                servers.enter_context(on_http(PROGRAM, "serve", "--http", "--port", str(server.port)))
                await anyio.sleep(1)
            await anyio.sleep(1.5)  # the bridge opens the stream for notices in its own time
            change(folders)
            await see_the_change(client, told)


async def test_three_kinds_of_client_on_one_server_are_told(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamable HTTP of both eras and SSE; a broken edit is not announced and takes nothing away."""
    monkeypatch.setitem(os.environ, "IT_ADVISOR_PROMPTS", str(folders[0]))
    monkeypatch.setitem(os.environ, "IT_ADVISOR_CASES", str(folders[1]))
    with on_http() as server:
        async with (
            modern(f"{server.url}/mcp") as one,
            legacy(f"{server.url}/mcp") as two,
            legacy(sse_client(f"{server.url}/sse")) as three,
        ):
            await anyio.sleep(0.5)  # the handshake era opens its stream for notices in its own time
            change(folders)
            for client, told in (one, two, three):
                await see_the_change(client, told)
            (folders[0] / "greet.en.md").write_text(TEMPLATE.format(body="{% if %}"), "utf-8")
            with anyio.fail_after(SECONDS):
                while "not used" not in server.log():
                    await anyio.sleep(0.05)
            assert await text_of(one[0]) == "Good day\n"


async def test_stuck_clients_hold_up_neither_the_others_nor_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty that never read cost one wait in all, and who reads is told every list before it is over."""
    monkeypatch.setattr(notices_module, "SECONDS", 0.5)
    notices, heard = Notices(), list[str]()

    async def stuck(_: types.JSONRPCNotification) -> None:
        await anyio.sleep_forever()

    async def reads(notice: types.JSONRPCNotification) -> None:
        heard.append(notice.method)

    with ExitStack() as clients, anyio.fail_after(2):
        for _ in range(20):
            clients.enter_context(notices.telling(partial(stuck)))
        clients.enter_context(notices.telling(reads))
        await notices.publish(Changes(prompts=True, tools=True, resources=True))
    assert heard == [f"notifications/{name}/list_changed" for name in ("prompts", "tools", "resources")]


def test_a_folder_that_vanishes_takes_nothing_away(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read goes on serving, and the log says which setting to look at."""
    monkeypatch.setitem(os.environ, "IT_ADVISOR_PROMPTS", str(folders[0]))
    raw = {"name": "greet"}
    with on_http() as server:
        (folders[0] / "greet.en.md").unlink()
        folders[0].rmdir()
        for _ in range(SECONDS * 20):
            if "IT_ADVISOR_PROMPTS" in server.log():
                break
            time.sleep(0.05)
        assert "IT_ADVISOR_PROMPTS: no folder" in server.log()
        assert httpx2.post(f"{server.url}/api/v1/render_template", json=raw).json()["prompt"] == "Hello\n"


@pytest.mark.parametrize(
    ("method", "headers", "allowed"), [("GET", MODERN, "POST"), ("HEAD", MODERN, "POST"), ("HEAD", (), "GET, POST")]
)
def test_only_the_handshake_era_has_a_stream_to_get(
    http_server: HttpServer, method: str, headers: tuple[str, ...], allowed: str
) -> None:
    """A client of 2026-07-28 that tries is told 405 at once, as its specification asks, and never waits for nothing."""
    answer = call(http_server.port, method, "/mcp", headers=("Host: localhost", *headers))
    assert (answer.status, answer.headers["allow"]) == (405, allowed)


def test_a_session_is_named_only_where_one_began(http_server: HttpServer) -> None:
    """A client that was refused must not believe that it is connected."""
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": HELLO}
    assert post(http_server.port, "/mcp", hello).headers["mcp-session-id"]
    refused = post(http_server.port, "/mcp", hello, "Accept: text/plain")
    assert (refused.status, refused.headers["mcp-session-id"]) == (406, None)
