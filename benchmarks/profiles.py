"""Where the time goes, by package: in what a start imports, and in what answering requests runs through."""

import http.client
import json
import pstats
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from benchmarks.asked import PROMPT, STATIC, Job, requests
from benchmarks.figures import Effort, Topic
from benchmarks.servers import BOTH, OURS, OWN_PROMPTS, Kind, on_http, on_pipes

IMPORTS = "What a start imports"
CALLS_HTTP = "What prompts/get runs through over HTTP"
SHOWN = 14
ADDED = ("it_advisor", "jinja2", "markupsafe", "yaml", "click", "pydantic_settings")
"""Packages that a bare server of the SDK does without."""
_IMPORTED = re.compile(r"import time: +(\d+) \| +\d+ \| +([\w.]+)")
_FILE = re.compile(r"/lib/python3[.]\d+/(?:site-packages/)?(\w+)|/(it_advisor)/(?:\w+/)?(\w+)")
Spent = Counter[str]
"""Nanoseconds by package."""


def calls_of(job: Job) -> str:
    """The title of the table that profiles a job on pipes; a tool's call runs through much the same as its prompt."""
    return f"What a warm {STATIC.title if job is STATIC else PROMPT.title} runs through"


def imports(_: Effort) -> Topic:
    told = {kind: _imported(kind) for kind in BOTH}
    return _table(IMPORTS, "ms", told, 1e6, "Measuring slows all of it alike.")


def calls(effort: Effort) -> Topic:
    return _calls(PROMPT, effort)


def static_calls(effort: Effort) -> Topic:
    return _calls(STATIC, effort)


def _calls(job: Job, effort: Effort) -> Topic:
    count = effort.rounds * effort.requests
    told = {kind: _called(kind, job, count) for kind in BOTH}
    return _table(calls_of(job), "µs", told, count * 1e3, _NOTE)


def http_calls(effort: Effort) -> Topic:
    count = effort.rounds * effort.requests
    told = {kind: _served(kind, count + 1) - _served(kind, 1) for kind in BOTH}
    return _table(CALLS_HTTP, "µs", told, count * 1e3, _NOTE)


_PROFILED = (str(Path(__file__).with_name("profiled.py")),)
_NOTE = (
    "Time on a core in the server's main thread, of one request; profiling slows all of it. "
    "Built-in functions count to callers, uvloop's and httptools' own work therefore to whoever starts the loop."
)


def _table(title: str, unit: str, told: dict[Kind, Spent], divisor: float, note: str) -> Topic:
    shown = [name for name, _ in told[OURS].most_common(SHOWN)]
    rows = {name: [told[kind][name] for kind in BOTH] for name in shown}
    rows["others"] = [told[kind].total() - sum(told[kind][name] for name in shown) for kind in BOTH]
    rows["all"] = [told[kind].total() for kind in BOTH]
    rows["of it what the SDK does without"] = [_added(told[kind]) for kind in BOTH]
    head = ("package", *(f"{kind.name}, {unit}" for kind in BOTH))
    return Topic(
        title, [head, *((name, *(f"{one / divisor:,.0f}" for one in row)) for name, row in rows.items())], note
    )


def _added(spent: Spent) -> int:
    return sum(much for name, much in spent.items() if name.partition(".")[0] in ADDED)


def _imported(kind: Kind) -> Spent:
    spent: Spent = Counter()
    with tempfile.TemporaryFile() as log:
        _run(kind, PROMPT, ("-X", "importtime"), 1, log)
        log.seek(0)
        for own, name in _IMPORTED.findall(log.read().decode()):
            spent[_package_of_module(name)] += int(own) * 1000
    return spent


def _called(kind: Kind, job: Job, count: int) -> Spent:
    """Of so many requests; the start and the first request are left out."""
    return _profiled(kind, job, count + 1) - _profiled(kind, job, 1)


def _profiled(kind: Kind, job: Job, count: int) -> Spent:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        _run(kind, job, (*_PROFILED, str(file)), count)
        return _spent(file)


def _served(kind: Kind, count: int) -> Spent:
    """Over HTTP, on one connection."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        program = (sys.executable, *_PROFILED, str(file), *_script(kind.on_http))
        with on_http(kind._replace(on_http=program)) as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            for request in islice(requests(PROMPT), count):
                connection.request("POST", "/mcp", json.dumps(request), _HEADERS)
                connection.getresponse().read()
            connection.close()
            server.process.send_signal(signal.SIGINT)
            server.process.wait()
        return _spent(file)


_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": PROMPT.method,
    "Mcp-Name": PROMPT.name,
}


def _spent(file: Path) -> Spent:
    spent: Spent = Counter()
    for path, seconds in _own_times(vars(pstats.Stats(str(file)))["stats"]):
        spent[_package_of_file(path)] += round(seconds * 1e9)
    return spent


def _own_times(stats: dict[Any, Any]) -> Iterator[tuple[str, float]]:
    """Files and seconds; what has no file, since it is built in, by the files of its callers."""
    for (path, _, _), (_, _, own, _, callers) in stats.items():
        if path == "~":
            yield from ((caller, part) for (caller, _, _), (_, _, part, _) in callers.items())
        else:
            yield path, own


def _run(kind: Kind, job: Job, options: tuple[str, ...], count: int, errors: IO[bytes] | None = None) -> None:
    """Ask a server so many times, started as a script of a Python with these options, and let it end by itself."""
    program = (sys.executable, *options, *_script(kind.on_pipes))
    with on_pipes(kind._replace(on_pipes=program), OWN_PROMPTS, errors) as server:
        for request in islice(requests(job), count):
            server.ask(request)
        server.process.communicate()


def _script(program: tuple[str, ...]) -> tuple[str, ...]:
    """A program without the Python it may name first."""
    return program[program[0] == sys.executable :]


def _package_of_module(name: str) -> str:
    """Our own by module, others by package."""
    return ".".join(name.split(".")[: 2 if name.startswith("it_advisor.") else 1])


def _package_of_file(path: str) -> str:
    found = _FILE.search(path)
    if not found:
        return "Python"
    return found[1] or f"{found[2]}.{found[3]}"
