"""Many clients at once over HTTP: those who wait do not keep the next one waiting."""

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from it_advisor.desk import open_desk
from it_advisor.doors.http_server import SSE_STREAMS
from it_advisor.doors.place import Place
from it_advisor.doors.serving import serve
from it_advisor.errors import Misconfigured
from it_advisor.settings import Settings
from processes import AWKWARD, BUSINESS, HttpServer, on_http, search
from raw_http import connection, post, read, until

MB = 1024 * 1024
CALL = "/api/v1/recommend_it_systems"


@pytest.fixture(scope="module")
def awkward() -> Iterator[HttpServer]:
    """A server whose search_cases waits for ever on demand."""
    with on_http(*AWKWARD, "http") as server:
        yield server


def sent(wire: socket.socket, path: str, data: object) -> socket.socket:
    """A connection with a call on its way."""
    body = json.dumps(data).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    accept = "Accept: application/json, text/event-stream\r\n"
    wire.sendall(f"{head}{accept}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return wire


def test_200_calls_that_take_for_ever_do_not_keep_another_waiting(awkward: HttpServer) -> None:
    """A slow handler holds its own caller and nobody else, by REST and by MCP."""
    before = awkward.memory()
    with contextlib.ExitStack() as crowd:
        for _ in range(100):
            sent(crowd.enter_context(connection(awkward.port)), "/api/v1/search_cases", {"words": "wait"})
            sent(crowd.enter_context(connection(awkward.port)), "/mcp", search("wait"))
        assert post(awkward.port, CALL, {"business_nature": BUSINESS}).status == 200
        assert awkward.memory() - before < 100 * MB
    assert post(awkward.port, CALL, {"business_nature": BUSINESS}).status == 200


def test_200_calls_at_once_are_all_answered(awkward: HttpServer) -> None:
    """None is dropped or mixed up."""
    with contextlib.ExitStack() as crowd:
        wires = [
            sent(crowd.enter_context(connection(awkward.port)), CALL, {"business_nature": f"{BUSINESS} {place}"})
            for place in range(200)
        ]
        for place, wire in enumerate(wires):
            assert f"{BUSINESS} {place}\n" in read(wire).data["prompt"]


def test_event_streams_have_a_limit_and_its_end(awkward: HttpServer) -> None:
    """Beyond it a client is told to come again or to use /mcp; when others leave there is room."""
    ask = b"GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with contextlib.ExitStack() as crowd:
        for _ in range(SSE_STREAMS):
            wire = crowd.enter_context(connection(awkward.port))
            wire.sendall(ask)
            assert b"200 OK" in until(wire, b"session_id")
        refused = crowd.enter_context(connection(awkward.port))
        refused.sendall(ask)
        answer = read(refused)
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        assert b"/mcp" in answer.body
        assert post(awkward.port, CALL, {"business_nature": BUSINESS}).status == 200
    for _ in range(SSE_STREAMS):
        with connection(awkward.port) as wire:
            wire.sendall(ask)
            if b"200 OK" in until(wire, b"\r\n\r\n"):
                return
    raise AssertionError("no stream was closed")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com"])
def test_a_server_without_sign_in_stays_on_this_computer(host: str, tmp_path: Path) -> None:
    """Whoever wants to let others in has to say so."""
    with pytest.raises(Misconfigured, match="--insecure-no-auth"):
        serve(open_desk(Settings(database=str(tmp_path / "empty.db"))), Place(host, 0))


def test_a_port_in_use_is_said_and_names_the_remedy(awkward: HttpServer) -> None:
    """No traceback: the address and what is wrong with it."""
    with pytest.raises(Misconfigured, match=f"127.0.0.1:{awkward.port}.*--port") as caught:
        serve(open_desk(Settings()), Place("127.0.0.1", awkward.port))
    assert "--port" in caught.value.said("zh")
