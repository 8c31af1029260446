"""Whatever arrives on standard input, every line that waits for an answer gets the right one, and the next works."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from processes import META, StdioProcess, on_pipes, request

PARSE, INVALID, METHOD, PARAMS = -32700, -32600, -32601, -32602


def text(**changes: Any) -> str:
    """An honest request with some members changed."""
    return json.dumps({**request("prompts/list", 3), **changes})


def line(**changes: Any) -> bytes:
    return text(**changes).encode()


def nested(depth: int) -> bytes:
    return line(params={"deep": "HERE"}).replace(b'"HERE"', b"[" * depth + b"]" * depth)


# line, code of the answer (None: no answer is due), id of the answer
MALFORMED: dict[str, tuple[bytes, int | None, str | int | None]] = {
    "no JSON": (b"hello", PARSE, None),
    "half an object": (b"{", PARSE, None),
    "single quotes": (b"{'jsonrpc': '2.0'}", PARSE, None),
    "a trailing comma": (b'{"jsonrpc":"2.0","id":3,"method":"ping",}', PARSE, None),
    "two objects": (line() + b"{}", PARSE, None),
    "text after the object": (line() + b" x", PARSE, None),
    "an HTTP request": (b"GET / HTTP/1.1", PARSE, None),
    "a header of another framing": (b"Content-Length: 10", PARSE, None),
    "a NUL": (b"\x00", PARSE, None),
    "a control character in text": (line(method="p\nQ").replace(b"\\n", b"\x01"), PARSE, None),
    "a BOM": (b"\xef\xbb\xbf" + line(), PARSE, None),
    "UTF-16": (text().encode("utf-16"), PARSE, None),
    "UTF-16 without BOM": (text().encode("utf-16-le"), PARSE, None),
    "UTF-32": (text().encode("utf-32"), PARSE, None),
    "a byte that is not UTF-8": (line(method="p?g").replace(b"?", b"\xff"), PARSE, 3),
    "a surrogate as bytes": (line(method="p?g").replace(b"?", b"\xed\xa0\x80"), PARSE, 3),
    "an overlong slash": (line(method="p?g").replace(b"?", b"\xc0\xaf"), PARSE, 3),
    "not UTF-8, id unreadable": (b'{"id":3,"\xff', PARSE, None),
    "nested 100,000 deep": (nested(100_000), PARSE, None),
    "an id of 5,000 digits": (line(id=7).replace(b"7", b"7" * 5_000, 1), PARSE, None),
    "null": (b"null", INVALID, None),
    "a number": (b"1", INVALID, None),
    "a text": (b'"x"', INVALID, None),
    "true": (b"true", INVALID, None),
    "an empty list": (b"[]", INVALID, None),
    "a batch": (b"[" + line() + b"]", INVALID, None),
    "an empty object": (b"{}", INVALID, None),
    "only a version": (b'{"jsonrpc":"2.0"}', INVALID, None),
    "no method": (b'{"jsonrpc":"2.0","id":3}', INVALID, 3),
    "no version": (b'{"id":3,"method":"ping"}', INVALID, 3),
    "version 1.0": (line(jsonrpc="1.0"), INVALID, 3),
    "version as a number": (line(jsonrpc=2.0), INVALID, 3),
    "names in capitals": (line().replace(b"jsonrpc", b"JSONRPC"), INVALID, 3),
    "method a number": (line(method=5), INVALID, 3),
    "method null": (line(method=None), INVALID, 3),
    "method a list": (line(method=["ping"]), INVALID, 3),
    "method of 1 MB": (line(method="m" * 1_000_000), INVALID, 3),
    "an id twice": (line().replace(b'"id": 3', b'"id": 3, "id": 4'), PARAMS, 4),
    "an argument twice": (line(params={"_meta": {}}).replace(b'"_meta"', b'"_meta": 1, "_meta"'), PARAMS, 3),
    "params a list": (line(params=[]), INVALID, 3),
    "params a text": (line(params="x"), INVALID, 3),
    "params a number": (line(params=0), INVALID, 3),
    "id null": (line(id=None), INVALID, None),
    "id true": (line(id=True), INVALID, None),
    "id a fraction": (line(id=1.5), INVALID, None),
    "id 1.0": (line(id=1.0), INVALID, None),
    "id a list": (line(id=[]), INVALID, None),
    "id an object": (line(id={}), INVALID, None),
    "id of 54 bits": (line(id=2**53), INVALID, None),
    "id of 300 characters": (line(id="i" * 300), INVALID, None),
    "id of 1 MB": (line(id="i" * 1_000_000), INVALID, None),
    "id a lone surrogate": (line(id="\ud800"), INVALID, None),
    "method a lone surrogate": (line(method="\ud800"), INVALID, 3),
    "a lone surrogate in params": (line(params={"a": ["\udfff"]}), PARAMS, 3),
    "a lone surrogate as a name": (line(params={"\ud800": 1}), PARAMS, 3),
    "a lone surrogate in a notification": (b'{"jsonrpc":"2.0","method":"notifications/\\ud800"}', INVALID, None),
    "nested 300 deep": (nested(300), INVALID, 3),
    "an unknown method": (line(method="no/such"), METHOD, 3),
    "an empty method": (line(method=""), METHOD, 3),
    "no _meta": (line(params={}), PARAMS, 3),
    "_meta a list": (line(params={"_meta": []}), PARAMS, 3),
    "half a _meta": (line(params={"_meta": dict(list(META.items())[:1])}), PARAMS, 3),
    "cursor a number": (line(params={"_meta": META, "cursor": 5}), PARAMS, 3),
    "a response to nothing": (b'{"jsonrpc":"2.0","id":3,"result":{}}', None, None),
    "an error to nothing": (b'{"jsonrpc":"2.0","id":3,"error":{"code":1,"message":"x"}}', None, None),
    "a broken response": (b'{"jsonrpc":"2.0","id":[],"result":[]}', None, None),
    "a broken error": (b'{"jsonrpc":"2.0","id":3,"error":"x"}', None, None),
    "an unknown notification": (b'{"jsonrpc":"2.0","method":"nope"}', None, None),
    "a cancellation of nothing": (b'{"jsonrpc":"2.0","method":"notifications/cancelled"}', None, None),
    "a cancellation of an object": (
        b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}',
        None,
        None,
    ),
    "a cancellation of a list": (
        b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":[[1]]}}',
        None,
        None,
    ),
    "a progress of nonsense": (
        b'{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{},"progress":"x"}}',
        None,
        None,
    ),
    "a blank line": (b"", None, None),
    "a line of spaces": (b" \t\r", None, None),
}


@pytest.fixture(scope="module")
def server() -> Iterator[StdioProcess]:
    """One server for all of them: what one line breaks, the next would show."""
    with on_pipes() as server:
        yield server


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_line_gets_the_answer_it_deserves_and_the_next_works(server: StdioProcess, name: str) -> None:
    """No line is dropped in silence, taken for something else, or stops the server."""
    sent, code, of = MALFORMED[name]
    server.send(sent)
    if code is not None:
        refused = server.answer()
        assert (refused["error"]["code"], refused["id"]) == (code, of)
        assert len(json.dumps(refused)) < 500
    assert "prompts" in server.ask()["result"]
    assert server.log() == ""


def test_the_answer_to_a_wrong_line_says_what_would_be_right(stdio_process: StdioProcess) -> None:
    """A programmer mends the client from the message alone, which is in English and then in Chinese."""
    stdio_process.send(line(method=5), line(id=1.5), line(params=[]), b"[]", b'{"a":"\xff"}')
    messages = [answer["error"]["message"] for answer in stdio_process.answers(5)]
    assert all(re.search(" / .*[\u4e00-\u9fff]", message) for message in messages)
    assert [message.partition(" / ")[0] for message in messages] == [
        "method must be text of at most 256 characters",
        "id must be text of at most 256 characters or a whole number of at most 53 bits",
        "params must be an object",
        "send one JSON-RPC object at a time; batches are not part of MCP",
        "not UTF-8 at byte 6",
    ]


def test_lines_may_end_as_windows_ends_them_and_the_last_may_not_end_at_all(stdio_process: StdioProcess) -> None:
    """Carriage returns, blank lines between and a missing last line end lose nothing."""
    first, last = line(id=1), line(id=2)
    stdio_process.send(first + b"\r\n\r\n \r")
    assert stdio_process.process.stdin
    stdio_process.process.stdin.write(last)
    assert {answer["id"] for answer in stdio_process.rest()} == {1, 2}
    assert stdio_process.ended() == 0


def test_a_line_may_arrive_byte_by_byte(stdio_process: StdioProcess) -> None:
    """However a pipe cuts the text, also inside a Chinese character, it is read as it was written."""
    stdin = stdio_process.process.stdin
    assert stdin
    sent = json.dumps(request("tools/call", 1, name="get_case", arguments={"id": "没有"}), ensure_ascii=False)
    for place in range(len(sent.encode())):
        stdin.write(sent.encode()[place : place + 1])
        stdin.flush()
    stdio_process.send(b"")
    assert "没有" in stdio_process.answer()["result"]["content"][0]["text"]
