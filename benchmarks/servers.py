"""The servers that are compared, started as a user starts them: on core 0, whoever asks them on core 1."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

import psutil


class Kind(NamedTuple):
    """A server, and how it is started on pipes and over HTTP."""

    name: str
    on_pipes: tuple[str, ...]
    on_http: tuple[str, ...]


OWN_PROMPTS = {"IT_ADVISOR_PROMPTS": str(Path(__file__).with_name("static"))}
PROGRAM = str(Path(sys.executable).with_name("it-advisor"))
_PEER = (sys.executable, str(Path(__file__).with_name("peer.py")))
OURS = Kind("it-advisor", (PROGRAM,), (PROGRAM, "serve", "--http", "--port", "0"))
PEER = Kind("bare SDK server", _PEER, (*_PEER, "0"))
BOTH = (PEER, OURS)
_CORES = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


class Server:
    """A running server, and what it has used."""

    def __init__(self, process: subprocess.Popen[bytes], port: int = 0) -> None:
        self.process, self.port = process, port
        pin(0, process.pid)

    def ask(self, request: dict[str, Any]) -> bytes:
        """One request on its pipes, and the line that answers it."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request, ensure_ascii=False).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if b'"result"' not in line:
            raise RuntimeError(f"no answer but {line[:500]!r}")
        return line

    def on_cpu(self) -> float:
        """Seconds its threads have run on a core; where the system keeps no nanoseconds, in steps of 10 ms."""
        if kept := list(Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")):
            return sum(int(one.read_text("utf-8").split()[0]) for one in kept) / 1e9
        used = psutil.Process(self.process.pid).cpu_times()
        return used.user + used.system

    def peak(self) -> float:
        """The most memory it has had, in MiB; where the system does not keep it, what it has now."""
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
            return int(lines["VmHWM"].split()[0]) / 1024
        return psutil.Process(self.process.pid).memory_info().rss / 2**20


@contextmanager
def on_pipes(
    kind: Kind, environment: Mapping[str, str] = MappingProxyType({}), errors: IO[bytes] | None = None
) -> Iterator[Server]:
    environment, pipe = os.environ | environment, subprocess.PIPE
    with subprocess.Popen(kind.on_pipes, stdin=pipe, stdout=pipe, stderr=errors, env=environment) as process:
        yield from _while_it_runs(Server(process))


@contextmanager
def on_http(kind: Kind) -> Iterator[Server]:
    with subprocess.Popen(kind.on_http, stderr=subprocess.PIPE, env=os.environ | OWN_PROMPTS) as process:
        assert process.stderr
        address = process.stderr.readline().decode()
        yield from _while_it_runs(Server(process, int(address.partition("127.0.0.1:")[2].partition("/")[0])))


def _while_it_runs(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.process.kill()


def pin(core: int, process: int = 0) -> None:
    """Keep a process, else this one, on a core where the system can; the last one where there are too few."""
    if _CORES:
        os.sched_setaffinity(process, {_CORES[min(core, len(_CORES) - 1)]})


def unpin() -> None:
    """Let this process use every core, as the one that started it could before it kept to one."""
    if _CORES:
        os.sched_setaffinity(0, _CORES)
