"""One client cannot make a server on pipes eat the machine, lose an answer or stop answering."""

import json
import os
import queue
import select
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters

from it_advisor.doors.in_flight import HELD_LIMIT, IN_FLIGHT_LIMIT
from it_advisor.doors.lines import LINE_LIMIT
from it_advisor.doors.stdio import LISTEN_LIMIT
from processes import AWKWARD, PROGRAM, SECONDS, StdioProcess, on_pipes, recommendation, request, search

MB = 1024 * 1024
INVALID, CLOSED = -32600, -32000


@pytest.fixture(scope="module")
def awkward() -> Iterator[StdioProcess]:
    """One server that lives through all of it; its search_cases waits for ever on demand."""
    with on_pipes(*AWKWARD, "stdio") as server:
        yield server


def cancel(of: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": of}}


def test_a_line_of_50_mb_is_refused_and_never_held(awkward: StdioProcess) -> None:
    """A client that sends a database dump by mistake hears about it; the server does not grow by it."""
    stdin = awkward.process.stdin
    assert stdin
    awkward.ask()
    before = awkward.memory()
    stdin.write(b"x" * (50 * MB))
    stdin.flush()  # but for what a pipe holds, the server has read all of it now
    assert awkward.memory() - before < 20 * MB
    awkward.send(b"")
    assert awkward.answer()["error"]["code"] == INVALID
    assert "prompts" in awkward.ask()["result"]


def test_the_longest_line_is_exactly_the_limit(awkward: StdioProcess) -> None:
    """What is written in the limits is what happens, to the byte."""
    head, tail = b'{"jsonrpc":"2.0","id":3,"method":"no/such","params":{"_":"', b'"}}'
    whole = head + b"x" * (LINE_LIMIT - len(head) - len(tail)) + tail
    awkward.send(whole, whole + b" ")
    read, refused = awkward.answers(2)
    assert read["id"] == 3
    assert str(LINE_LIMIT) in refused["error"]["message"]
    assert refused["id"] == 3


PARAMS = b'"params":{"id":8,"_":"' + b'\\"id\\":9,' * (LINE_LIMIT // 9) + b'"}'


@pytest.mark.parametrize(
    ("line", "of"),
    [
        (b'{"jsonrpc":"2.0","id":3,"method":"x",' + PARAMS + b"}", 3),
        (b'{"jsonrpc":"2.0","method":"x",' + PARAMS + b',"id" : "a\\u0062"}', "ab"),
        (b'{"jsonrpc":"2.0","method":"x",' + PARAMS + b"}", None),
        (b'{"id":3,' + PARAMS + b',"id":4}', None),
        (b'{"id":3.5,' + PARAMS + b"}", None),
        (b'{"id":null,' + PARAMS + b"}", None),
        (b'[{"id":3,' + PARAMS + b"}]", None),
    ],
    ids=["first", "last", "only inside", "twice", "no whole number", "null", "a batch"],
)
def test_a_line_too_long_is_answered_under_its_own_id(awkward: StdioProcess, line: bytes, of: object) -> None:
    """So that whoever sent it does not wait for ever; null where it cannot be told."""
    awkward.send(line)
    assert awkward.answer()["id"] == of


async def test_a_client_that_sends_5_mb_is_told_and_served_again() -> None:
    """The SDK's own client, which waits for an answer under its id."""
    async with Client(StdioServerParameters(command=PROGRAM)) as client:
        with pytest.raises(MCPError, match=str(LINE_LIMIT)), anyio.fail_after(30):
            await client.call_tool("search_cases", {"words": "x" * (5 * MB)})
        assert (await client.call_tool("search_cases", {"words": "hotel"})).structured_content


def test_a_line_that_never_ends_is_answered_when_the_input_does(stdio_process: StdioProcess) -> None:
    """Also the last line is refused aloud."""
    stdin = stdio_process.process.stdin
    assert stdin
    stdin.write(b"x" * (LINE_LIMIT + 1))
    assert [answer["error"]["code"] for answer in stdio_process.rest()] == [INVALID]
    assert stdio_process.ended() == 0


def test_answers_nobody_reads_do_not_pile_up_and_none_is_lost() -> None:
    """The server stops reading while its client does, and goes on where it stopped."""
    with on_pipes(reading=False) as server:
        assert server.process.stdin
        pipe = server.process.stdin.fileno()
        os.set_blocking(pipe, False)
        sent = 0
        while select.select([], [pipe], [], 1)[1]:
            sent += 1
            os.write(pipe, json.dumps(recommendation(sent)).encode() + b"\n")
        assert sent < 5_000
        assert server.memory() < 200 * MB
        os.set_blocking(pipe, True)
        server.start_reading()
        assert {answer["id"] for answer in server.rest()} >= set(range(1, sent))


def nobody_reads(server: StdioProcess, messages: Iterator[dict[str, object]], most: int) -> None:
    """Send until the server takes no more for so long as no start takes; it must do so before `most` of them."""
    assert server.process.stdin
    pipe = server.process.stdin.fileno()
    os.set_blocking(pipe, False)
    for _ in range(most):
        line = memoryview(json.dumps(next(messages)).encode() + b"\n")
        while line:
            if not select.select([], [pipe], [], 5)[1]:
                return
            line = line[os.write(pipe, line) :]
    pytest.fail("it never stops reading")


def test_large_requests_do_not_pile_up_while_nobody_reads() -> None:
    """What is being answered has a limit in bytes, not only in number."""
    padding = "x" * (LINE_LIMIT - 1_000)
    with on_pipes(reading=False) as server:
        server.send(*map(recommendation, range(40)))  # more than a pipe holds
        large = (request("tools/call", f"big{n}", name="get_case", arguments={"id": padding}) for n in count())
        nobody_reads(server, large, 12)
        assert server.memory() < 500 * MB


def test_cancelling_makes_no_room_while_an_answer_waits_to_be_read() -> None:
    """Else whoever cancels all they ask and reads nothing could make a server hold any number of answers."""
    with on_pipes(reading=False) as server:
        for batch in range(40):
            names = [f"{batch}-{n}" for n in range(60)]
            asked = {"name": "get_case", "arguments": {"id": "hotel-group-pms-crs"}}
            server.send(*(request("tools/call", name, **asked) for name in names))
            time.sleep(0.1)
            server.send(*map(cancel, names))
        time.sleep(1)
        assert server.memory() < 150 * MB


def test_a_request_cancelled_while_nobody_reads_leaves_no_half_line() -> None:
    """The answer that was being written is whole, or not there, and the next request is answered."""
    with on_pipes(reading=False) as server:
        server.send(*map(recommendation, range(40)))  # more than a pipe holds
        time.sleep(1)
        server.send(*map(cancel, range(40)), recommendation("next"))
        server.start_reading()
        assert "next" in {answer["id"] for answer in server.rest()}


def test_thousands_of_requests_in_one_go_are_all_answered_once(stdio_process: StdioProcess) -> None:
    """Pipelining needs no pauses: each id comes back exactly once, also when the input ends right after."""
    asked = [request("resources/read", place, uri="case://none") for place in range(3_000)]
    stdio_process.send(*asked)
    assert sorted(answer["id"] for answer in stdio_process.rest()) == list(range(3_000))
    assert stdio_process.ended() == 0


def test_200_calls_at_once_do_not_keep_another_waiting(awkward: StdioProcess) -> None:
    """An honest small request among 200 of the main job is answered in its turn, not after them all."""
    calls = [recommendation(place) for place in range(200)]
    awkward.send(*calls[:100], request("prompts/list", "canary"), *calls[100:])
    order = [answer["id"] for answer in awkward.answers(201)]
    assert set(order) == {*range(200), "canary"}
    assert order.index("canary") <= 100 + IN_FLIGHT_LIMIT


@pytest.mark.parametrize("second", [7, "7"])
def test_an_id_still_being_answered_is_refused(awkward: StdioProcess, second: object) -> None:
    """Two answers for one id would leave the client guessing; 7 and "7" are one id, as for the SDK."""
    malformed = {"jsonrpc": "2.0", "id": second, "method": 5}
    again = request("prompts/list", second)
    awkward.send(search("wait", 7), again, malformed, again)
    for refused in awkward.answers(3):
        assert (refused["id"], refused["error"]["code"]) == (second, INVALID)
    awkward.send(cancel(7))
    awkward.ask()
    awkward.send(again)
    assert "prompts" in awkward.answer()["result"]


def test_a_request_beyond_those_in_flight_waits_for_room() -> None:
    """What a client may keep a server busy with has an end; with one request less the next one is answered."""
    for busy, answered in ((IN_FLIGHT_LIMIT - 1, True), (IN_FLIGHT_LIMIT, False)):
        with on_pipes(*AWKWARD, "stdio") as server:
            server.ask()
            server.send(*(search("wait", place) for place in range(busy)), request("prompts/list", "next"))
            if answered:
                assert server.answer()["id"] == "next"
                continue
            with pytest.raises(queue.Empty):
                server.line(0.5)


@pytest.mark.parametrize("as_sent", [int, str])
def test_cancelled_requests_make_room(awkward: StdioProcess, as_sent: type) -> None:
    """As many requests as may wait at once can be cancelled, however the id is written, and the next are answered."""
    for _ in range(2):
        awkward.send(*(search("wait", place) for place in range(IN_FLIGHT_LIMIT)))
        awkward.send(*(cancel(as_sent(place)) for place in range(IN_FLIGHT_LIMIT)))
        assert "prompts" in awkward.ask()["result"]


def test_whoever_keeps_all_room_busy_can_still_cancel_and_hang_up() -> None:
    """Requests that wait for room are no reason not to read on."""
    with on_pipes(*AWKWARD, "stdio") as server:
        server.ask()
        server.send(*(search("wait", place) for place in range(IN_FLIGHT_LIMIT)))
        server.send(*(request("prompts/list", name) for name in ("never", "first", "second")))
        server.send(cancel("never"), cancel(0))
        assert [answer["id"] for answer in server.answers(2)] == ["first", "second"]
        server.send(search("wait", 0), *(request("prompts/list", name) for name in ("third", "third")))
        assert server.answer()["error"]["code"] == INVALID
        ended = {answer["id"]: answer["error"]["code"] for answer in server.rest()}
        assert ended == dict.fromkeys((*range(IN_FLIGHT_LIMIT), "third"), CLOSED)
        assert server.ended() == 0


def test_all_that_are_held_are_answered_once_there_is_room(awkward: StdioProcess) -> None:
    """In their order, however many more were sent than are answered at once."""
    names = [f"p{place}" for place in range(HELD_LIMIT - 1)]
    awkward.send(*(search("wait", place) for place in range(IN_FLIGHT_LIMIT)))
    awkward.send(*(request("prompts/list", name) for name in names))
    awkward.send(*(cancel(place) for place in range(IN_FLIGHT_LIMIT)))
    assert sorted(answer["id"] for answer in awkward.answers(len(names))) == sorted(names)


def test_a_client_has_so_many_subscriptions_and_no_more(stdio_process: StdioProcess) -> None:
    """They never end, so they must leave room for requests."""
    wanted = {"promptsListChanged": True}
    asked = [request("subscriptions/listen", n, notifications=wanted) for n in range(LISTEN_LIMIT + 1)]
    stdio_process.send(*asked, request("prompts/list", "honest"))
    answers = stdio_process.answers(LISTEN_LIMIT + 2)
    assert [one["id"] for one in answers if "error" in one] == [LISTEN_LIMIT]
    assert "honest" in [one.get("id") for one in answers]


@pytest.mark.parametrize("closed", ["<&-", ">&-", ">/dev/full"])
def test_a_stream_that_is_closed_or_full_ends_it_quietly(tmp_path: Path, closed: str) -> None:
    """A launcher that gives no input or takes no output gets an exit code, not a stack trace."""
    asked = tmp_path / "asked"
    asked.write_text(json.dumps(request("prompts/list")) + "\n", "utf-8")
    done = subprocess.run(["sh", "-c", f'"$0" <"$1" {closed}', PROGRAM, asked], capture_output=True, timeout=SECONDS)
    assert (done.returncode, done.stderr) == (0, b"")
