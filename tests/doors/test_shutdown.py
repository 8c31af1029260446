"""A server stops when it is told to, promptly and with a code that says why."""

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from it_advisor.doors.pipes import DRAIN_SECONDS
from it_advisor.doors.serving import GRACE_SECONDS
from processes import AWKWARD, PROGRAM, on_http, on_pipes, recommendation, request, search
from raw_http import connection, post, until

SIGNALS = [signal.SIGTERM, signal.SIGINT]


def shell_code(code: int) -> int:
    """The exit code as a shell shows it: 128 + the signal, be it the program's doing or the system's."""
    return 128 - code if code < 0 else code


@pytest.mark.parametrize(("number", "waiting"), [(signal.SIGTERM, 0), (signal.SIGTERM, 100), (signal.SIGINT, 0)])
def test_a_signal_ends_a_server_on_pipes_idle_or_busy(number: signal.Signals, waiting: int) -> None:
    """Neither an empty input nor requests that take for ever hold it back."""
    with on_pipes(*AWKWARD, "stdio") as server:
        server.ask()
        server.send(*(search("wait", place) for place in range(waiting)))
        server.process.send_signal(number)
        assert server.ended(5) == 128 + number
        assert server.log() == ""


def test_a_signal_ends_a_server_whose_client_does_not_read() -> None:
    """A full pipe is no reason to stay."""
    with on_pipes(reading=False) as server:
        server.send(*(recommendation(place) for place in range(30)))
        assert server.process.stdout
        assert server.process.stdout.peek(1)
        server.process.terminate()
        assert server.ended(5) == 128 + signal.SIGTERM


def test_a_signal_ends_a_server_in_a_terminal() -> None:
    """Whoever starts it by hand to look at it gets the prompt back with Ctrl-C."""
    ours, terminal = pty.openpty()
    process = subprocess.Popen([PROGRAM], stdin=terminal, stdout=subprocess.PIPE)
    assert process.stdout
    os.write(ours, b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 128 + signal.SIGINT
    for descriptor in (ours, terminal):
        os.close(descriptor)
    process.stdout.close()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_an_idle_server_over_http(number: signal.Signals) -> None:
    """Ctrl-C at a desk and a stop by the system end it alike."""
    with on_http() as server:
        server.process.send_signal(number)
        assert shell_code(server.process.wait(5)) == 128 + number
        assert server.log().strip() == ""


def test_a_signal_ends_a_server_over_http_with_streams_and_calls_open() -> None:
    """Event streams and unanswered calls delay the end by no more than the time of grace."""
    with on_http(*AWKWARD, "http") as server, connection(server.port) as stream, connection(server.port) as waiting:
        stream.sendall(b"GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert until(stream, b"session_id")
        waiting.sendall(
            b"POST /api/v1/search_cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b'Content-Length: 17\r\n\r\n{"words": "wait"}'
        )
        assert post(server.port, "/api/v1/search_cases", {}).status == 200
        server.process.terminate()
        assert shell_code(server.process.wait(GRACE_SECONDS + 2)) == 128 + signal.SIGTERM
        assert until(stream, b"0\r\n\r\n").endswith(b"0\r\n\r\n")


LISTEN = request("subscriptions/listen", 5, notifications={"toolsListChanged": True})


def opening(kind: str) -> bytes:
    """The request that opens an event stream of this kind."""
    if kind == "/sse":
        return b"GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n"
    accepted = "Host: localhost\r\nAccept: application/json, text/event-stream\r\n"
    if kind == "GET /mcp":
        return f"GET /mcp HTTP/1.1\r\n{accepted}MCP-Protocol-Version: 2025-11-25\r\n\r\n".encode()
    body = json.dumps(LISTEN)
    about = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nMcp-Method: subscriptions/listen\r\n"
    return f"POST /mcp HTTP/1.1\r\n{accepted}{about}MCP-Protocol-Version: 2026-07-28\r\n\r\n{body}".encode()


@pytest.mark.parametrize(("kind", "ready"), [("/sse", b"session_id"), ("GET /mcp", b"chunked"), ("listen", b"acknow")])
def test_a_server_that_stops_ends_its_event_streams_properly(kind: str, ready: bytes) -> None:
    """With the chunk that ends them, for a subscription with its result, and without a complaint in the log."""
    with on_http() as server, connection(server.port) as stream:
        stream.sendall(opening(kind))
        assert ready in until(stream, ready)
        server.process.terminate()
        last = until(stream, b"\r\n0\r\n\r\n")
        assert shell_code(server.process.wait(GRACE_SECONDS + 2)) == 128 + signal.SIGTERM
        assert last.endswith(b"0\r\n\r\n")
        assert (b'"id":5,"result"' in last) == (kind == "listen")
        assert server.log().strip() == ""


@pytest.mark.parametrize("number", [None, signal.SIGTERM], ids=["end of input", "SIGTERM"])
def test_a_subscription_on_pipes_ends_with_its_result(number: signal.Signals | None) -> None:
    """When the input ends and when the server is told to stop, at once in both cases."""
    with on_pipes() as server:
        server.send(LISTEN)
        assert "acknowledged" in server.answer()["method"]
        if number is None:
            server.hang_up()
        else:
            server.process.send_signal(number)
        assert "result" in server.answer(DRAIN_SECONDS / 2)
        assert server.ended(5) == (128 + number if number else 0)
        assert server.log() == ""


def test_the_end_of_the_input_still_gets_every_answer() -> None:
    """`printf … | it-advisor` is a way to use it: all answers, then exit 0."""
    with on_pipes() as server:
        server.send(*(recommendation(place) for place in range(150)))
        answers = server.rest()
        assert sorted(answer["id"] for answer in answers) == list(range(150))
        assert all("result" in answer for answer in answers)
        assert server.ended(5) == 0
        assert server.log() == ""


def test_the_end_of_the_input_does_not_wait_for_ever() -> None:
    """A call that hangs is answered with an error and the server leaves."""
    with on_pipes(*AWKWARD, "stdio") as server:
        server.send(search("wait"), request("prompts/list", 2))
        assert [("result" in answer, answer["id"]) for answer in server.rest()] == [(True, 2), (False, 1)]
        assert server.ended(5) == 0


def test_requests_from_a_file_to_a_file(tmp_path: Path) -> None:
    """Input and output need not be pipes."""
    asked, answered = tmp_path / "asked", tmp_path / "answered"
    asked.write_text('{"jsonrpc":"2.0","id":1,"method":"ping"}\nnonsense\n{"jsonrpc":"2.0","id":2,"method":"ping"}')
    with asked.open() as source, answered.open("w") as sink:
        done = subprocess.run([PROGRAM], stdin=source, stdout=sink, stderr=subprocess.PIPE, timeout=20, check=True)
    assert {json.loads(line)["id"] for line in answered.read_text().splitlines()} == {1, None, 2}
    assert done.stderr == b""


def test_a_client_that_is_gone_ends_the_server() -> None:
    """No orphan stays behind when nobody reads any more, also with its input kept open."""
    with subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"jsonrpc":"2.0","id":2,"method":"ping"}\n')
        process.stdin.flush()
        assert process.wait(5) == 0
        assert process.stderr.read() == b""
