"""A body over HTTP is JSON in UTF-8, no larger than the limit and there in time, or it is refused aloud."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from it_advisor.doors.guard import BODY_LIMIT, Guard
from processes import BUSINESS, HttpServer, request
from raw_http import MODERN, Answer, call, connection, post, read, until

PARSE, INVALID = -32700, -32600
CALL = "/api/v1/recommend_it_systems"
LIST = json.dumps(request("prompts/list"), ensure_ascii=False)
BRIEF = json.dumps({"business_nature": BUSINESS}, ensure_ascii=False)
NAMED = (*MODERN, "Mcp-Method: prompts/list")

# how an honest body is spoilt; each is refused wherever JSON is taken
SPOILT: dict[str, Callable[[str], bytes]] = {
    "a byte that is not UTF-8": lambda text: text.encode().replace(b'": "', b'": "\xff', 1),
    "a surrogate as bytes": lambda text: text.encode().replace(b'": "', b'": "\xed\xa0\x80', 1),
    "a surrogate escaped": lambda text: text.encode().replace(b'": "', b'": "\\ud800', 1),
    "a surrogate as a name": lambda text: text.encode().replace(b"{", b'{"\\udfff": 1, ', 1),
    "two surrogates in the wrong order": lambda text: text.encode().replace(b'": "', b'": "\\udc00\\ud800', 1),
    "a BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without BOM": lambda text: text.encode("utf-16-le"),
    "UTF-16 in ASCII characters": lambda text: json.dumps(json.loads(text)).encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32-le"),
    "GBK": lambda text: text.replace('": "', '": "面包', 1).encode("gbk"),
    "half of it": lambda text: text.encode()[: len(text) // 2],
    "nothing": lambda text: b"",
    "nested 100,000 deep": lambda text: text.encode().replace(
        b"{", b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b", "
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_body_is_refused_at_every_door(http_server: HttpServer, how: str) -> None:
    """MCP of 2026 and of 2025, SSE messages and REST read the same strict JSON, so nothing poisoned is ever kept."""
    port, session = http_server.port, open_session(http_server)
    with session[0]:
        for path, text, headers in (
            ("/mcp", LIST, NAMED),
            ("/mcp", LIST, ()),
            (session[1], LIST, ()),
        ):
            answer = spoilt_post(port, path, SPOILT[how](text), headers)
            assert answer.status == 400
            assert answer.data["error"]["code"] in (PARSE, INVALID)
        answer = spoilt_post(port, CALL, SPOILT[how](BRIEF), ())
        assert answer.status in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"
    assert post(port, "/mcp", LIST.encode(), *NAMED).data["result"]["prompts"]


def spoilt_post(port: int, path: str, body: bytes, headers: tuple[str, ...]) -> Answer:
    length = () if body else ("Content-Length: 0",)
    return post(port, path, body, *headers, *length)


def open_session(server: HttpServer) -> tuple[Any, str]:
    """An open event stream and the path for its messages."""
    wire = connection(server.port)
    wire.sendall(b"GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n")
    start = until(wire, b"\r\n\r\n\r\n").decode()
    return wire, start.partition("data: ")[2].split()[0]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/jsonX",
        "application/json-seq",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=gbk",
        "application/json; CHARSET=latin-1",
        "text/plain, application/json",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/mcp", "/messages", CALL])
def test_another_type_of_content_is_unsupported(http_server: HttpServer, path: str, kind: str) -> None:
    """A form of a web page, which browsers send without asking, is never taken for a call."""
    answer = call(http_server.port, "POST", path, BRIEF.encode(), ["Host: localhost", f"Content-Type: {kind}"])
    assert answer.status == 415
    assert b"application/json" in answer.body or b"UTF-8" in answer.body


def test_a_type_given_twice_or_not_at_all_is_unsupported(http_server: HttpServer) -> None:
    """A proxy might have believed the other one."""
    twice = ["Content-Type: application/json", "Content-Type: application/json"]
    for headers in ([], twice):
        assert call(http_server.port, "POST", CALL, BRIEF.encode(), ["Host: localhost", *headers]).status == 415


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
def test_utf_8_may_be_said_aloud(http_server: HttpServer, kind: str) -> None:
    """As most clients do."""
    headers = ["Host: localhost", f"Content-Type: {kind}"]
    assert call(http_server.port, "POST", CALL, BRIEF.encode(), headers).status == 200


def padded(size: int) -> bytes:
    """An honest body of exactly so many bytes."""
    return BRIEF.encode() + b" " * (size - len(BRIEF.encode()))


@pytest.mark.parametrize(("path", "rest"), [(CALL, True), ("/mcp", False), ("/messages", False)])
def test_one_byte_over_the_limit_is_too_large(http_server: HttpServer, path: str, rest: bool) -> None:
    """The limit is what the message says, to the byte."""
    answer = post(http_server.port, path, padded(BODY_LIMIT + 1))
    assert answer.status == 413
    assert str(BODY_LIMIT) in (answer.data["detail"] if rest else answer.data["error"]["message"])


def test_the_largest_body_is_exactly_the_limit(http_server: HttpServer) -> None:
    """It is read and answered."""
    assert post(http_server.port, CALL, padded(BODY_LIMIT)).status == 200


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in chunks"])
async def test_an_ordinary_client_reads_the_413(http_server: HttpServer, declared: bool) -> None:
    """30 MB sent by mistake get an answer, not a broken connection."""
    data = b"x" * 30_000_000

    async def chunks() -> Any:
        for place in range(0, len(data), 1_000_000):
            yield data[place : place + 1_000_000]

    async with httpx2.AsyncClient(timeout=20) as client:
        headers = {"Content-Type": "application/json"}
        answer = await client.post(http_server.url + CALL, content=data if declared else chunks(), headers=headers)
    assert answer.status_code == 413


def test_what_is_too_large_is_not_held(http_server: HttpServer) -> None:
    """The server does not grow by what it will refuse."""
    size = 50_000_000
    before = http_server.memory()
    with connection(http_server.port) as wire:
        head = f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        wire.sendall(f"{head}Connection: close\r\nContent-Length: {size}\r\n\r\n".encode() + b"x" * (size - 1))
        assert http_server.memory() - before < 25_000_000
        wire.sendall(b"x")
        assert read(wire).status == 413


async def test_a_body_that_does_not_arrive_times_out() -> None:
    """A client that stalls in the middle does not hold its place for ever."""
    answer = await refused_by_guard([{"type": "http.request", "body": b"{", "more_body": True}])
    assert answer[0]["status"] == 408
    assert "0.05 seconds" in answer[1]["body"].decode()


async def test_a_body_cut_short_is_never_run() -> None:
    """What a broken connection leaves may look whole; it was not."""
    whole = {"type": "http.request", "body": BRIEF.encode(), "more_body": True}
    answer = await refused_by_guard([whole, {"type": "http.disconnect"}])
    assert answer[0]["status"] == 408


async def refused_by_guard(arriving: list[Message]) -> list[Message]:
    """What the guard answers to a body of which no more than these messages arrive; nothing may pass it."""
    answered: list[Message] = []

    async def receive() -> Message:
        if not arriving:
            await anyio.sleep_forever()
        return arriving.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    async def passed(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("a body cut short has passed")

    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": CALL, "headers": headers}
    await Guard(passed, (), patience=0.05)(scope, receive, send)
    return answered


def test_a_stalled_body_keeps_nobody_else_waiting(http_server: HttpServer) -> None:
    """Twenty clients in the middle of sending are not noticed by the next."""
    head = f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{"
    stalled = [connection(http_server.port) for _ in range(20)]
    for wire in stalled:
        wire.sendall(head.encode())
    assert post(http_server.port, CALL, BRIEF.encode()).status == 200
    for wire in stalled:
        wire.close()


def test_a_client_that_asks_first_is_told_to_go_on(http_server: HttpServer) -> None:
    """Expect: 100-continue, as curl sends it for larger bodies, works."""
    body = BRIEF.encode()
    head = f"POST {CALL} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    with connection(http_server.port) as wire:
        wire.sendall(f"{head}Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n".encode())
        assert until(wire, b"\r\n\r\n").startswith(b"HTTP/1.1 100")
        wire.sendall(body)
        assert read(wire).status == 200
