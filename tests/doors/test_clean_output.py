"""No text that could wedge a transport or deceive a reader leaves, whatever came in or lies in a file."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client, MCPError, types
from mcp.server import Server, ServerRequestContext

from it_advisor.doors.shield import shield
from it_advisor.text import scrub, suspect
from processes import HttpServer, StdioProcess, request
from raw_http import MODERN, post

HALVES = ("\ud800", "\udbff", "\udc00", "\udfff", "a\ud83d", "\ude00b", "\udc00\ud800")
NAMED = re.compile(r"Unicode|U\+D[89A-F]")
HALF = re.compile("[\ud800-\udfff]")
TEXTS = st.text(st.characters(categories=[]) | st.characters()) | st.sampled_from(HALVES)
SURROGATES = st.text(st.characters(categories=["Cs", "Cf", "Cc", "L"]))
ANYTHING = st.recursive(
    SURROGATES | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SURROGATES, inner, max_size=4),
    max_leaves=12,
)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


@given(ANYTHING)
def test_what_is_scrubbed_can_be_written_and_holds_nothing_hidden(value: Any) -> None:
    """Every transport can encode it, and scrubbing again changes nothing."""
    clean = scrub(value)
    assert json.loads(json.dumps(clean, ensure_ascii=False).encode()) == clean
    assert [text for text in texts(clean) if suspect(text)] == []
    assert scrub(clean) == clean


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_clean_text_is_left_as_it_is(text: str) -> None:
    """Chinese, symbols and punctuation pass to the character."""
    assert scrub(text) == text


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("place", ["description", "text", "message", "data"])
async def test_a_handlers_text_leaves_clean_in_both_eras(half: str, place: str) -> None:
    """A mangled text from a handler, be it an answer or an error, arrives and the session goes on."""

    async def get_prompt(_: ServerRequestContext[Any], params: Any) -> types.GetPromptResult:
        if place in ("message", "data"):
            raise MCPError(-32602, half if place == "message" else "x", {half: [half]})
        content = types.TextContent(text=half)
        return types.GetPromptResult(description=half, messages=[types.PromptMessage(role="user", content=content)])

    server = Server("poisoned", on_get_prompt=get_prompt)
    server.middleware.append(shield)
    for mode in ("auto", "legacy"):
        async with Client(server, mode=mode) as client:  # type: ignore[arg-type]
            try:
                received = json.dumps((await client.get_prompt("x")).model_dump(mode="json"), ensure_ascii=False)
            except MCPError as error:
                received = json.dumps([error.message, error.data], ensure_ascii=False)
            assert "\ufffd" in received
            received.encode()


def echoes(half: str) -> list[dict[str, Any]]:
    """Requests that would have a half character repeated to them."""
    return [
        request("prompts/list", half),
        request(half),
        request("prompts/list", cursor=half),
        request("prompts/get", name=half),
        request("prompts/get", name="recommend_it_systems", arguments={"business_nature": half}),
        request("prompts/get", name="recommend_it_systems", arguments={half: "x"}),
        request("tools/call", name=half),
        request("tools/call", name="get_case", arguments={"id": half}),
        request("tools/call", name="get_case", arguments={"id": {half: half}}),
        request("resources/read", uri=f"case://{half}"),
        request(
            "completion/complete", ref={"type": "ref/prompt", "name": half}, argument={"name": half, "value": half}
        ),
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": half}},
    ]


def test_half_a_character_is_never_repeated_on_pipes(stdio_process: StdioProcess) -> None:
    """Wherever it stands in a request, the request is refused and the session goes on."""
    for half in HALVES:
        for message in echoes(half):
            stdio_process.send(message)
            answer = stdio_process.answer()
            said = json.dumps(answer.get("error", answer.get("result")), ensure_ascii=False)
            assert NAMED.search(said) and not HALF.search(said)
    assert "prompts" in stdio_process.ask()["result"]
    assert stdio_process.log() == ""


@pytest.mark.parametrize("headers", [MODERN, ()], ids=["2026", "2025"])
def test_half_a_character_is_never_repeated_over_http(http_server: HttpServer, headers: tuple[str, ...]) -> None:
    """The same over HTTP, in both eras, and over REST."""
    for message in echoes("\ud83d"):
        answer = post(http_server.port, "/mcp", message, *headers)
        assert answer.status == 400
        said = answer.data["error"]["message"]
        assert NAMED.search(said) and not HALF.search(said)
    for body in ({"id": "\ud83d"}, {"\ud83d": 1}, {"id": {"\ud83d": 1}}):
        answer = post(http_server.port, "/api/v1/get_case", body)
        assert answer.status == 422
        assert "U+D83D" in answer.data["detail"]


def test_characters_beyond_the_first_plane_are_no_halves(stdio_process: StdioProcess) -> None:
    """An emoji or a rare character, escaped as two halves or not, is honest text."""
    for text in ("面包 🍞 𠮷野家", "👩‍🍳 chef"):
        for ascii_only in (True, False):
            asked = request("prompts/get", 1, name="recommend_it_systems", arguments={"business_nature": text})
            stdio_process.send(json.dumps(asked, ensure_ascii=ascii_only).encode())
            assert text in stdio_process.answer()["result"]["messages"][0]["content"]["text"]
