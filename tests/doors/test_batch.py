"""Many organisations at once: each answered as by itself, in order, and nobody else harmed by it."""

import json
import os
import pty
import re
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import httpx2
import psutil
import pytest

from batch.test_reading import TABLE, parted, workbook
from it_advisor.doors import batch_stream, cli
from it_advisor.doors.batch_stream import MOST_AT_ONCE
from processes import PROGRAM, HttpServer, on_http
from raw_http import connection, until

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIXED = "".join(
    json.dumps(row, ensure_ascii=False) + "\n"
    for row in (
        {"id": "first", "business_nature": "十二家酒店"},
        {"business_nature": ""},
        {"business_nature": "a bakery with three shops", "colour": "red"},
        {"business_nature": "a bakery with three shops", "language": "zh"},
    )
)


@pytest.fixture(scope="module")
def api(http_server: HttpServer) -> Iterator[httpx2.Client]:
    base = f"http://127.0.0.1:{http_server.port}/api/v1"
    with httpx2.Client(base_url=base, timeout=60, trust_env=False) as client:
        yield client


def post(api: httpx2.Client, data: bytes | str, kind: str, query: str = "") -> httpx2.Response:
    return api.post(f"/recommend_it_systems/batch{query}", content=data, headers={"Content-Type": kind})


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_row_is_answered_as_by_itself(api: httpx2.Client) -> None:
    """In order, by its own number, whatever the kind of file; a bad one with its fields, in its language."""
    answer = post(api, MIXED, "application/x-ndjson", "?cases=1")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    first, blank, red, last = lines(answer.text)
    assert [one["row"] for one in (first, blank, red, last)] == [1, 2, 3, 4]
    asked = api.post("/recommend_it_systems", json={"business_nature": "十二家酒店", "cases": 1}).json()
    assert (first["id"], first["answer"]["token_estimate"]) == ("first", asked["token_estimate"])
    assert first["answer"]["understood"] == asked["understood"]
    assert (blank["error"]["status"], blank["error"]["errors"][0]["field"]) == (422, "business_nature")
    assert red["error"]["detail"].startswith("colour: is not an argument")
    assert last["answer"]["language"] == "zh"
    sheets = {"text/csv": parted(",").encode("gb18030"), XLSX: workbook(*TABLE)}
    both = {kind: post(api, data, kind) for kind, data in sheets.items()}
    assert [one.headers["x-read-as"] for one in both.values()] == ["gb18030", "utf-8"]
    read = [[(one["row"], one["id"], one["digest"]) for one in lines(answer.text)] for answer in both.values()]
    assert read[0] == read[1]
    assert [row[:2] for row in read[0]] == [(2, "A1"), (4, "A2")]


# type, query, what is sent, status, in the detail
WRONG = [
    ("application/json", "", b"[]", 415, "Content-Type application/x-ndjson"),
    ("", "", b"{}", 415, "Content-Type"),
    ("text/csv", "?cases=9", b"business_nature\nx", 422, "cases: must be"),
    ("text/csv", "?colour=red", b"business_nature\nx", 422, "colour: is not an argument"),
    ("text/csv", "", b"colour\nx", 422, "nobody knows: colour"),
    (XLSX, "", b"colour\nx", 422, "no xlsx"),
    ("text/csv", "", b"business_nature\n" + b"x" * 64_000_000, 413, "larger than 64000000 bytes"),
]


@pytest.mark.parametrize(("kind", "query", "data", "status", "said"), WRONG, ids=range(len(WRONG)))
def test_a_file_that_cannot_be_taken_is_a_problem(
    api: httpx2.Client, kind: str, query: str, data: bytes, status: int, said: str
) -> None:
    """Before a row is answered, with what would be right."""
    answer = post(api, data, kind, query)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_a_long_batch_takes_no_more_memory_than_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rows, of the same kind, on a server that has no database to open meanwhile."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with on_http() as server:
        sizes = []
        for rows in (1_000, 10_000):
            data = b'{"business_nature": "x", "id": "%d"}\n' * rows
            with httpx2.stream(
                "POST",
                f"{server.url}/api/v1/recommend_it_systems/batch",
                content=data,
                headers={"Content-Type": "application/jsonl"},
                timeout=60,
            ) as answer:
                assert sum(piece.count(b"\n") for piece in answer.iter_raw()) == rows
            sizes.append(server.memory())
        assert sizes[1] - sizes[0] < 12_000_000


def _half(port: int, length: int, body: bytes) -> socket.socket:
    wire = connection(port)
    head = f"POST /api/v1/recommend_it_systems/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n"
    wire.sendall(head.encode() + b"Content-Type: application/x-ndjson\r\n\r\n" + body)
    return wire


def test_a_client_that_leaves_stops_its_batch() -> None:
    """While it sends and while it reads; then there is room again, and the server is at rest."""
    row = b'{"business_nature": "a bakery with three shops"}\n'
    with on_http() as server:
        waiting = [_half(server.port, 1_000, b"") for _ in range(MOST_AT_ONCE)]
        url, kind = f"{server.url}/api/v1/recommend_it_systems/batch", {"Content-Type": "application/x-ndjson"}
        for _ in range(100):
            full = httpx2.post(url, content=row, headers=kind)
            if full.status_code == 503:
                break
            time.sleep(0.05)
        assert (full.status_code, full.headers["retry-after"]) == (503, "10")
        for wire in waiting:
            wire.close()
        for _ in range(MOST_AT_ONCE):
            wire = _half(server.port, len(row) * 50_000, row * 50_000)
            until(wire, b'{"row": 1,')
            wire.close()
        for _ in range(100):
            answer = httpx2.post(url, content=row, headers=kind, timeout=60)
            if answer.status_code == 200:
                break
            time.sleep(0.05)
        assert lines(answer.text)[0]["row"] == 1
        assert "Traceback" not in server.log()


class Typed(NamedTuple):
    """What the command line has come to."""

    code: int
    out: str
    err: str


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Typed]:
    def typed(*arguments: str | Path, given: str = "") -> Typed:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode())))
        return Typed(cli.run(["batch", *map(str, arguments)]), *capsys.readouterr())

    return typed


def without_day(line: str) -> Any:
    found = json.loads(line)
    return found["row"], found["digest"], found.get("error"), found.get("answer", {}).get("understood")


def test_a_batch_that_was_killed_goes_on_where_it_was(batch: Callable[..., Typed], tmp_path: Path) -> None:
    """Each row once, in order, as if nobody had killed it; half a line is made anew; two never write to one file."""
    rows = [{"business_nature": f"a bakery with {number} shops"} for number in range(1, 200)]
    rows[150] = {"business_nature": ""}
    source, out, whole = (tmp_path / name for name in ("rows.jsonl", "out.jsonl", "whole.jsonl"))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    screen, terminal = pty.openpty()
    command = [PROGRAM, "batch", str(source), "-o", str(out), "--workers", "2"]
    with subprocess.Popen(command, stderr=terminal) as process:
        while not out.exists() or out.stat().st_size < 50_000:
            time.sleep(0.01)
        workers = psutil.Process(process.pid).children(recursive=True)
        refused = batch(source, "-o", out)
        process.kill()
    assert (refused.code, "another it-advisor batch" in refused.err) == (2, True)
    assert len(workers) >= 2
    assert psutil.wait_procs(workers, timeout=20)[1] == [], "a worker outlives the command"
    os.close(terminal)
    assert re.search(rb"\[#*-+\]\s+\d+/199", os.read(screen, 10_000)), "a bar on a terminal"
    os.close(screen)
    with out.open("ab") as file:
        file.write(b'{"row": 99')
    before = out.read_bytes().count(b"\n")
    assert 0 < before < 199
    done = batch(source, "-o", out)
    assert (done.code, done.err) == (1, "")
    assert done.out.strip().endswith(f"198 rows done, 1 with an error; {before} of them before")
    assert batch(source, "-o", whole).code == 1
    assert [*map(without_day, out.read_text("utf-8").splitlines())] == [
        *map(without_day, whole.read_text("utf-8").splitlines())
    ]


def test_a_folder_gets_a_file_a_prompt_and_an_index(batch: Callable[..., Typed], tmp_path: Path) -> None:
    """Named by row and by what the asker calls it; a second run does nothing twice."""
    source, out = tmp_path / "rows.csv", tmp_path / "out"
    source.write_bytes(parted(",").encode("gb18030") + "\r\n../../x,一家学校,,,,9".encode("gb18030"))
    done = batch(source, "-o", out)
    assert (done.code, "GB18030" in done.err) == (1, True)
    assert sorted(one.name for one in out.iterdir()) == ["000002-A1.md", "000004-A2.md", "index.jsonl"]
    assert "十二家酒店" in (out / "000002-A1.md").read_text("utf-8")
    index = lines((out / "index.jsonl").read_text("utf-8"))
    assert [(one["row"], one.get("file"), "error" in one) for one in index] == [
        (2, "000002-A1.md", False),
        (4, "000004-A2.md", False),
        (5, None, True),
    ]
    (out / "000002-A1.md").unlink()
    assert "3 of them before" in batch(source, "-o", out).out
    assert not (out / "000002-A1.md").exists()


def test_a_batch_on_the_command_line_says_what_is_wrong_with_it(batch: Callable[..., Typed], tmp_path: Path) -> None:
    """Exit code 2, nothing written over; standard input and output by -."""
    source, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    source.write_text(MIXED, "utf-8")
    code, told, _ = batch("-", "-o", "-", "--format", "ndjson", "--language", "en", given=MIXED)
    assert code == 1
    assert [one["row"] for one in lines(told)] == [1, 2, 3, 4]
    out.write_text("my notes\n", "utf-8")
    wrong = {
        ("-", "-o", "-"): "add --format",
        (tmp_path / "none.csv", "-o", out): "cannot be read",
        (source, "-o", tmp_path / "x.docx"): "must end in .jsonl",
        (source, "-o", out): "holds something else",
        (source, "-o", out, "--cases", "9"): "0<=x<=3",
    }
    for arguments, said in wrong.items():
        code, told, trouble = batch(*arguments)
        assert (code, told, said in trouble) == (2, "", True), (arguments, trouble)
    assert out.read_text("utf-8") == "my notes\n"
    out.unlink()
    assert batch(source, "-o", out).code == 1
    code, _, trouble = batch(source, "-o", out, "--language", "en")
    assert (code, "with other options" in trouble) == (2, True)


async def test_a_client_that_stops_reading_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was held for it is given back; nobody else waits for it."""
    monkeypatch.setattr(batch_stream, "READER_SECONDS", 0.05)
    closed: list[bool] = []

    async def rows() -> AsyncIterator[str]:
        yield "a line"

    async def never(message: Any = None) -> Any:
        await anyio.sleep_forever()

    with ExitStack() as stack:
        stack.callback(lambda: closed.append(True))
        lines = batch_stream._Lines(rows(), "utf-8", stack.pop_all())
    with anyio.fail_after(5):
        await lines({"type": "http", "asgi": {"spec_version": "2.3"}}, never, never)
    assert closed == [True]
