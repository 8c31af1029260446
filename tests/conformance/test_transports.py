"""Whatever MCP lets a server say while it answers arrives over each transport of ours; the suite knows HTTP only.

The product itself never asks a client anything; the fixtures do, so that nothing on the way stands in it.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters, types
from mcp.client.sse import sse_client

from conformance.fixture_content import AUDIO, IMAGE, WATCHED
from processes import PROGRAM, HttpServer, on_http

TESTS = str(Path(__file__).parents[1])
SERVER = ("-m", "conformance.fixture_server")
PIPES = StdioServerParameters(command=sys.executable, args=[*SERVER, "stdio"], env={"PYTHONPATH": TESTS})
SECONDS = 20
TOLD = {"name": "Li Wei", "username": "li", "email": "li@example.com", "color": "green", "ok": True, "context": "c"}

pytestmark = pytest.mark.filterwarnings("ignore::mcp.MCPDeprecationWarning")


@pytest.fixture(scope="module")
def http() -> Iterator[HttpServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([TESTS, *filter(None, [os.environ.get("PYTHONPATH")])]))
        with on_http(sys.executable, *SERVER, "http") as server:
            yield server


class Person:
    """Somebody with a client that can be asked anything, and what they were told."""

    def __init__(self) -> None:
        self.logged: list[Any] = []
        self.changed: list[str] = []

    async def write(self, context: Any, params: types.CreateMessageRequestParams) -> types.CreateMessageResult:
        return types.CreateMessageResult(role="assistant", content=types.TextContent(text="Paris"), model="none")

    async def fill(self, context: Any, params: types.ElicitRequestParams) -> types.ElicitResult:
        assert isinstance(params, types.ElicitRequestFormParams)
        wanted = params.requested_schema["properties"]
        return types.ElicitResult(action="accept", content={name: TOLD[name] for name in wanted})

    async def roots(self, context: Any) -> types.ListRootsResult:
        return types.ListRootsResult(roots=[types.Root.model_validate({"uri": "file:///somewhere"})])

    async def log(self, params: types.LoggingMessageNotificationParams) -> None:
        self.logged.append(params.data)

    async def message(self, message: Any) -> None:
        if isinstance(message, types.ToolListChangedNotification | types.PromptListChangedNotification):
            self.changed.append(message.method)

    def client(self, target: Any, mode: Any) -> Client:
        return Client(
            target,
            mode=mode,
            elicitation_callback=self.fill,
            sampling_callback=self.write,
            list_roots_callback=self.roots,
            logging_callback=self.log,
            message_handler=self.message,
        )


def target(transport: str, server: HttpServer) -> Any:
    bridge = StdioServerParameters(command=PROGRAM, args=["connect", f"{server.url}/mcp"])
    places = {"stdio": PIPES, "http": f"{server.url}/mcp", "sse": sse_client(f"{server.url}/sse"), "bridge": bridge}
    return places[transport]


def text(result: types.CallToolResult) -> str:
    assert not result.is_error
    assert isinstance(result.content[0], types.TextContent)
    return result.content[0].text


async def check_content(client: Client) -> None:
    """Images, sound, embedded resources and bytes arrive whole, from tools, prompts and resources."""
    mixed = await client.call_tool("test_multiple_content_types")
    assert [block.type for block in mixed.content] == ["text", "image", "resource"]
    assert mixed.content[1] == IMAGE
    assert (await client.call_tool("test_audio_content")).content == [AUDIO]
    assert (await client.get_prompt("test_prompt_with_image")).messages[0].content == IMAGE
    (held,) = (await client.read_resource("test://static-binary")).contents
    assert isinstance(held, types.BlobResourceContents)
    assert held.blob == IMAGE.data


async def check_questions(client: Client) -> None:
    """What the server asks while it answers, also in several calls at once."""
    assert "Paris" in text(await client.call_tool("test_sampling", {"prompt": "Which city?"}))
    assert "li@example.com" in text(await client.call_tool("test_elicitation", {"message": "Who?"}))
    async with anyio.create_task_group() as several:
        for _ in range(5):
            several.start_soon(client.call_tool, "test_elicitation", {"message": "Who?"})


@pytest.mark.parametrize("transport", ["stdio", "sse", "bridge"])
async def test_a_call_of_the_handshake_era_reports_logs_and_asks_on_its_way(transport: str, http: HttpServer) -> None:
    """On the same stream, in order, and the answers find the call that waits for them."""
    person, reported = Person(), []

    async def report(progress: float, total: float | None, message: str | None) -> None:
        reported.append((progress, total))

    async with person.client(target(transport, http), "legacy") as client:
        assert await client.set_logging_level("debug") is not None
        await client.call_tool("test_tool_with_progress", progress_callback=report)
        assert reported == [(0, 100), (50, 100), (100, 100)]
        await client.call_tool("test_tool_with_logging")
        assert person.logged == ["begun", "half done", "done"]
        if transport != "bridge":  # behind it is a server over HTTP, which keeps no session to ask in
            await check_questions(client)
        await client.subscribe_resource(WATCHED)
        await client.unsubscribe_resource(WATCHED)
        await client.call_tool("test_trigger_tool_change")
        with anyio.fail_after(SECONDS):
            while not person.changed:
                await anyio.sleep(0.02)
        await check_content(client)


@pytest.mark.parametrize("transport", ["stdio", "http", "bridge"])
async def test_a_server_of_2026_asks_by_its_result_and_is_answered(transport: str, http: HttpServer) -> None:
    """Once, in two rounds, for three things at a time, from a prompt; a state that was tampered with is refused."""
    async with Person().client(target(transport, http), "auto") as client:
        assert client.protocol_version == "2026-07-28"
        assert "Li Wei" in text(await client.call_tool("test_input_required_result_elicitation"))
        assert text(await client.call_tool("test_input_required_result_request_state")).startswith("state-ok")
        assert "green" in text(await client.call_tool("test_input_required_result_multi_round"))
        three = text(await client.call_tool("test_input_required_result_multiple_inputs"))
        assert all(word in three for word in ("Li Wei", "Paris", "file:///somewhere"))
        prompt = await client.get_prompt("test_input_required_result_prompt")
        assert "context" in str(prompt.messages[0].content)
        with pytest.raises(MCPError) as refused:
            await client.call_tool("test_input_required_result_tampered_state", request_state="made up")
        assert refused.value.code == types.INVALID_PARAMS
        await check_content(client)
