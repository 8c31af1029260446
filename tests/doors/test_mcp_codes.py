"""What an MCP client is told when it asks for something wrong: the same code and words by every transport and era."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from mcp import Client, MCPError, StdioServerParameters, types
from mcp.client.sse import sse_client

from processes import BUSINESS, PROGRAM, HttpServer, StdioProcess, request

PARAMS = -32602
PROMPT = "recommend_it_systems"
LONG = "x" * 1_000_000

Ask = Callable[[Client], Awaitable[Any]]


def prompt(name: str = PROMPT, **arguments: Any) -> Ask:
    return lambda client: client.get_prompt(name, arguments)


def tool(name: str, **arguments: Any) -> Ask:
    return lambda client: client.call_tool(name, arguments)


def resource(uri: str) -> Ask:
    return lambda client: client.read_resource(uri)


def completion(ref: types.PromptReference | types.ResourceTemplateReference, name: str) -> Ask:
    return lambda client: client.complete(ref, {"name": name, "value": "x"})


def by_prompt(name: str) -> types.PromptReference:
    return types.PromptReference(name=name)


def by_uri(uri: str) -> types.ResourceTemplateReference:
    return types.ResourceTemplateReference(uri=uri)


# what is asked, what the message must name
REFUSED: dict[str, tuple[Ask, str]] = {
    "an unknown prompt": (prompt("no_such", business_nature=BUSINESS), PROMPT),
    "a prompt name of 1 MB": (prompt(LONG), PROMPT),
    "a part of a prompt": (prompt("report_form"), "no prompt template report_form"),
    "no argument": (prompt(), "business_nature"),
    "a blank argument": (prompt(business_nature=" \t\n"), "business_nature"),
    "an argument too long": (prompt(business_nature="x" * 4_001), "4000"),
    "an extra argument": (prompt(business_nature=BUSINESS, colour="red"), "colour"),
    "an option that only tools have": (prompt(business_nature=BUSINESS, cases="1"), "cases"),
    "an extra argument with a name of 1 MB": (prompt(business_nature=BUSINESS, **{LONG: "red"}), "xxx"),
    "a hidden character": (prompt(business_nature="bakery\u200b"), "U+200B"),
    "a character that turns text round": (prompt(business_nature="bakery\u202e"), "U+202E"),
    "a control character": (prompt(business_nature="bakery\x1b[2J"), "U+001B"),
    "a name with a hidden character": (prompt(business_nature=BUSINESS, **{"a\u200bb": "x"}), "\ufffd"),
    "an unknown tool": (tool("no_such"), "search_cases"),
    "a tool name of 1 MB": (tool(LONG), "search_cases"),
    "an unknown case": (resource("case://none"), "case://none"),
    "an unknown template": (resource("template://none/zh"), "template://none/zh"),
    "a template in another language": (resource(f"template://{PROMPT}/fr"), "/fr"),
    "an unknown kind of resource": (resource("file:///etc/passwd"), "file:///etc/passwd"),
    "a URI of 1 MB": (resource("case://" + LONG), "case://xxx"),
    "a cursor": (lambda client: client.list_tools(cursor="after-1000"), "cursor"),
    "a cursor of resources": (lambda client: client.list_resources(cursor="next"), "cursor"),
    "a cursor of prompts": (lambda client: client.list_prompts(cursor=""), "cursor"),
    "a cursor of templates": (lambda client: client.list_resource_templates(cursor="after-99999999"), "cursor"),
    "a completion for an unknown prompt": (completion(by_prompt("no_such"), "business_nature"), "business_nature"),
    "a completion for an unknown argument": (completion(by_prompt(PROMPT), "colour"), "colour"),
    "a completion for an unknown template": (completion(by_uri("file://{path}"), "path"), "path"),
    "a completion for an unknown parameter": (completion(by_uri("case://{id}"), "path"), "path"),
}

# tool, arguments, what the model must read
MISTAKEN: list[tuple[str, dict[str, Any], str]] = [
    ("get_case", {"id": "none"}, "search_cases"),
    ("get_case", {}, "id"),
    ("get_case", {"id": ["a"]}, "id"),
    ("get_case", {"id": "a", "colour": "red"}, "colour"),
    ("get_case", {"id": {LONG: "\u200b"}}, "U+200B"),
    ("search_cases", {"limit": "1"}, "limit"),
    ("search_cases", {"limit": 1.0}, "limit"),
    ("search_cases", {"limit": True}, "limit"),
    ("search_cases", {"limit": 10**6}, "limit"),
    ("search_cases", {"words": ["ERP"]}, "words"),
    (PROMPT, {"business_nature": BUSINESS, "language": "fr"}, "language"),
    (PROMPT, {"business_nature": "\u2066"}, "U+2066"),
]


@contextlib.asynccontextmanager
async def connected(way: str, server: HttpServer) -> AsyncIterator[Client]:
    """A client by one of the ways in."""
    place: Any = {
        "stdio": StdioServerParameters(command=PROGRAM),
        "http": f"{server.url}/mcp",
        "sse": sse_client(f"{server.url}/sse"),
    }[way.split()[0]]
    async with Client(place, mode="legacy" if "legacy" in way else "auto") as client:
        yield client


async def refusal(ask: Ask, client: Client) -> MCPError:
    try:
        answer = await ask(client)
    except MCPError as error:
        return error
    raise AssertionError(f"not refused: {str(answer)[:200]}")


@pytest.mark.parametrize("way", ["stdio auto", "stdio legacy", "http auto", "http legacy", "sse legacy"])
async def test_a_wrong_request_is_told_what_is_wrong_by_every_way_in(way: str, http_server: HttpServer) -> None:
    """Unknown names, arguments and cursors are invalid params in a short message that names what is at fault."""
    async with connected(way, http_server) as client:
        assert client.protocol_version == ("2026-07-28" if "auto" in way else "2025-11-25")
        for case, (ask, named) in REFUSED.items():
            refused = await refusal(ask, client)
            assert (case, refused.code) == (case, PARAMS)
            assert named in refused.message, case
            assert len(refused.message) + len(str(refused.data)) < 1_000, case
        for name, arguments, named in MISTAKEN:
            answer = await client.call_tool(name, arguments)
            assert answer.is_error, arguments
            assert named in answer.content[0].text
            assert len(answer.content[0].text) < 2_000
        assert BUSINESS in (await client.get_prompt(PROMPT, {"business_nature": BUSINESS})).messages[0].content.text


async def test_a_missing_resource_is_named_in_the_data(http_server: HttpServer) -> None:
    """As the specification of 2026-07-28 asks, for a program to read."""
    async with connected("http auto", http_server) as client:
        with pytest.raises(MCPError) as refused:
            await client.read_resource("case://none")
        assert refused.value.data == {"uri": "case://none"}


async def test_the_last_page_of_a_list_has_no_cursor(http_server: HttpServer) -> None:
    """Paging ends; no client goes round in circles."""
    async with connected("http auto", http_server) as client:
        for listing in (
            client.list_tools(),
            client.list_prompts(),
            client.list_resources(),
            client.list_resource_templates(),
        ):
            assert (await listing).next_cursor is None


@pytest.mark.parametrize("method", ["prompts/get", "tools/call"])
def test_a_lone_surrogate_in_an_argument_is_told_by_its_field(stdio_process: StdioProcess, method: str) -> None:
    """Half a character is no JSON text, so the message goes no further; its sender learns which argument and why."""
    arguments = {"business_nature": "面包店 \ud83d 十二家"}
    stdio_process.send(request(method, name="recommend_it_systems", arguments=arguments))
    answer = stdio_process.answer()
    if method == "tools/call":
        assert answer["result"]["isError"] is True
        said = answer["result"]["content"][0]["text"]
    else:
        assert answer["error"]["code"] == PARAMS
        said = answer["error"]["message"]
    for part in ("business_nature", "U+D83D", "delete it", "请删除"):
        assert part in said
    assert stdio_process.ask()["result"]["prompts"]
