"""Whatever a handler does, its caller gets an error, everybody else goes on, and the log stays short and discreet."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from processes import AWKWARD, META, HttpServer, StdioProcess, on_http, on_pipes, request, search
from raw_http import MODERN, post

INTERNAL, PARAMS = -32603, -32602
SECRET = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def piped() -> Iterator[StdioProcess]:
    with on_pipes(*AWKWARD, "stdio") as server:
        yield server


@pytest.fixture(scope="module")
def served() -> Iterator[HttpServer]:
    with on_http(*AWKWARD, "http") as server:
        yield server


Ask = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(params=["stdio", "http of 2026", "http of 2025"])
def ask(request: pytest.FixtureRequest, piped: StdioProcess, served: HttpServer) -> Ask:
    """Sends a request by one of the doors and gives its answer."""

    def by_pipe(message: dict[str, Any]) -> dict[str, Any]:
        piped.send(message)
        return piped.answer()

    def by_http(message: dict[str, Any]) -> dict[str, Any]:
        headers = MODERN if request.param == "http of 2026" else ()
        named = [f"Mcp-Name: {message['params']['name']}"] if "name" in message["params"] else []
        method = f"Mcp-Method: {message['method']}"
        answer: dict[str, Any] = post(served.port, "/mcp", message, *headers, method, *named).data
        return answer

    return by_pipe if request.param == "stdio" else by_http


@pytest.mark.parametrize("words", ["exit", "crash", "group", "surrogate"])
def test_a_handler_that_fails_answers_and_the_server_lives(ask: Ask, words: str) -> None:
    """A bug, an exit and a mangled text each cost one answer, not the service."""
    answer = ask(search(words))
    if words == "surrogate":
        assert answer["result"]["content"][0]["text"] == "half a character \ufffd, hidden \ufffd"
    else:
        assert answer["error"]["code"] == INTERNAL
    assert "prompts" in ask(request("prompts/list"))["result"]


@pytest.mark.parametrize("words", ["exit", "crash", "group"])
def test_a_rest_call_that_fails_answers_and_the_server_lives(served: HttpServer, words: str) -> None:
    """The same over REST: a problem with status 500, and the next call works."""
    failed = post(served.port, "/api/v1/search_cases", {"words": words})
    assert (failed.status, failed.headers["content-type"]) == (500, "application/problem+json")
    assert failed.data["status"] == 500
    assert post(served.port, "/api/v1/search_cases", {"words": "ERP"}).status == 200


def test_a_stray_print_never_reaches_the_wire(piped: StdioProcess) -> None:
    """A library that prints, even to the descriptor itself, breaks no client: it goes to the log."""
    piped.send(search("print"))
    assert "result" in piped.answer()
    assert "prompts" in piped.ask()["result"]
    assert "a stray print" in piped.log()
    assert "a stray write" in piped.log()


def test_the_log_of_a_failure_says_where_and_not_what(piped: StdioProcess, served: HttpServer) -> None:
    """Whoever runs the service can find the place; nobody finds a client's words or a secret there."""
    piped.send(search(f"crash {SECRET}"), search(f"group {SECRET}"))
    piped.answers(2)
    post(served.port, "/api/v1/search_cases", {"words": f"crash {SECRET}"})
    post(served.port, "/mcp", search(f"crash {SECRET}"))
    for log in (piped.log(), served.log()):
        assert "awkward.py" in log
        assert "RuntimeError" in log
        assert SECRET not in log


def failing(of: int) -> dict[str, Any]:
    """A prompt that cannot be filled, of one kind or another."""
    kinds: tuple[dict[str, Any], ...] = (
        {"name": "recommend_it_systems", "arguments": {}},
        {"name": "recommend_it_systems", "arguments": {"business_nature": " "}},
        {"name": "recommend_it_systems", "arguments": {"business_nature": "bakery", "colour": "red"}},
        {"name": "recommend_it_systems", "arguments": {"business_nature": "x" * 5_000}},
        {"name": "no_such_prompt"},
    )
    return request("prompts/get", of, **kinds[of % len(kinds)])


def test_a_hundred_failing_prompts_leave_no_trace(stdio_process: StdioProcess) -> None:
    """Bad requests are everyday: no traceback, no line in the log, and the next honest request is answered."""
    stdio_process.send(*(failing(of) for of in range(100)))
    assert {answer["error"]["code"] for answer in stdio_process.answers(100)} == {PARAMS}
    assert "prompts" in stdio_process.ask()["result"]
    assert stdio_process.log() == ""


@pytest.mark.parametrize("headers", [MODERN, ()], ids=["2026", "2025"])
def test_a_hundred_failing_prompts_over_http_leave_no_trace(http_server: HttpServer, headers: tuple[str, ...]) -> None:
    """The same over HTTP, in both eras."""
    before = http_server.log()
    for of in range(100):
        message = failing(of)
        names = ("Mcp-Method: prompts/get", f"Mcp-Name: {message['params']['name']}")
        assert post(http_server.port, "/mcp", message, *headers, *names).data["error"]["code"] == PARAMS
    assert http_server.log() == before


def test_nothing_a_client_sends_appears_in_the_log() -> None:
    """Query strings, headers, names, ids and arguments stay with the client, be the request right or wrong."""
    with on_http() as server:
        port, canary = server.port, SECRET
        for path in ("/mcp", "/messages", "/api/v1/get_case", "/nowhere"):
            for query in (f"?access_token={canary}", f"?session_id={canary}", f"?session_id=%0aERROR%20{canary}"):
                for body in (
                    request("prompts/list"),
                    {"jsonrpc": "2.0", "id": [], "result": {canary: 1}},
                    b"{" + canary.encode(),
                ):
                    post(port, path + query, body, f"Authorization: Bearer {canary}", f"X-Key: {canary}")
        for message in (
            request(f"no/{canary}"),
            request("prompts/list", canary, cursor=canary),
            request("prompts/get", name=canary),
            request("tools/call", name="get_case", arguments={"id": canary, canary: canary}),
            request("resources/read", uri=f"case://{canary}"),
            {"jsonrpc": "2.0", "method": f"notifications/{canary}", "params": {"_meta": META}},
            {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": [canary]}},
        ):
            post(port, "/mcp", message, *MODERN)
            post(port, "/mcp", message)
        assert server.log() == ""
