"""Real servers for the tests to talk to: one on pipes, one on HTTP."""

import contextlib
import itertools
import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil

PROGRAM = str(Path(sys.executable).with_name("it-advisor"))
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}
HELLO = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
BUSINESS = "一家在三个城市有十二家门店的面包连锁 A bakery chain"
AWKWARD = (sys.executable, str(Path(__file__).with_name("doors") / "awkward.py"))
"""A server whose search_cases misbehaves on demand; add stdio or http."""
SECONDS = 20
"""How long any answer may take before a test gives up; honest ones take milliseconds."""


def request(method: str, of: Any = 1, **params: Any) -> dict[str, Any]:
    """A request of 2026-07-28."""
    return {"jsonrpc": "2.0", "id": of, "method": method, "params": {**params, "_meta": META}}


def recommendation(of: Any = 1) -> dict[str, Any]:
    """The main job as a request."""
    return request("prompts/get", of, name="recommend_it_systems", arguments={"business_nature": BUSINESS})


def search(words: str, of: Any = 1) -> dict[str, Any]:
    """A tool call; an awkward server does what the words say."""
    return request("tools/call", of, name="search_cases", arguments={"words": words})


class StdioProcess:
    """A server on pipes. A thread reads what it writes, so that no test can hang it by not reading."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, reading: bool = True) -> None:
        self.process = process
        self._log = log
        self._ids = itertools.count(1_000_000)
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        if reading:
            self.start_reading()

    def start_reading(self) -> None:
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def send(self, *messages: dict[str, Any] | bytes) -> None:
        """Messages as lines; bytes go as they are, with a line end."""
        assert self.process.stdin
        for message in messages:
            self.process.stdin.write((message if isinstance(message, bytes) else json.dumps(message).encode()) + b"\n")
        self.process.stdin.flush()

    def line(self, seconds: float = SECONDS) -> bytes:
        """The next line, empty when the server has closed its output. Raises queue.Empty after `seconds`."""
        return self._lines.get(timeout=seconds)

    def answer(self, seconds: float = SECONDS) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.line(seconds))
        return found

    def answers(self, count: int) -> list[dict[str, Any]]:
        return [self.answer() for _ in range(count)]

    def ask(self, method: str = "prompts/list", **params: Any) -> dict[str, Any]:
        """Send one honest request and take the next line, which must be its answer."""
        asked = request(method, next(self._ids), **params)
        self.send(asked)
        answer = self.answer()
        assert answer["id"] == asked["id"], answer
        return answer

    def hang_up(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()

    def rest(self) -> list[dict[str, Any]]:
        """Hang up and take every line still to come."""
        self.hang_up()
        return [json.loads(line) for line in iter(self.line, b"")]

    def ended(self, seconds: float = SECONDS) -> int:
        """The exit code, waited for."""
        return self.process.wait(seconds)

    def log(self) -> str:
        return self._log.read_text("utf-8")

    def memory(self) -> int:
        """Resident bytes."""
        return int(psutil.Process(self.process.pid).memory_info().rss)

    def close(self) -> None:
        if not self._reader.ident:
            self.start_reading()
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(BrokenPipeError):
            self.hang_up()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()


@contextlib.contextmanager
def on_pipes(*command: str, reading: bool = True) -> Iterator[StdioProcess]:
    """A server on pipes; without a command the installed program with no arguments."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen(
            command or (PROGRAM,), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=-1
        )
        server = StdioProcess(process, Path(folder) / "log", reading)
        try:
            yield server
        finally:
            server.close()


class HttpServer(NamedTuple):
    """A server on a free port of this computer."""

    process: subprocess.Popen[bytes]
    port: int
    log_file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self) -> str:
        return self.log_file.read_text("utf-8")

    def memory(self) -> int:
        """Resident bytes."""
        return int(psutil.Process(self.process.pid).memory_info().rss)


@contextlib.contextmanager
def on_http(*command: str) -> Iterator[HttpServer]:
    """A server over HTTP; without a command the installed program on a free port."""
    command = command or (PROGRAM, "serve", "--http", "--port", "0")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        log.touch()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stderr
        first = process.stderr.readline()
        copying = threading.Thread(target=_copy, args=(process, log))
        copying.start()
        try:
            yield HttpServer(process, int(first.decode().partition("127.0.0.1:")[2].partition("/")[0]), log)
        finally:
            process.kill()
            process.wait()
            copying.join()
            process.stderr.close()


def _copy(process: subprocess.Popen[bytes], log: Path) -> None:
    assert process.stderr
    with log.open("wb", buffering=0) as file:
        for line in process.stderr:
            file.write(line)
