"""Where the time goes, by package: in what a start imports, and in what answering requests runs through."""

import pstats
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from benchmarks.asked import PROMPT, requests
from benchmarks.figures import Effort, Topic
from benchmarks.servers import BOTH, OURS, Kind, on_pipes

SHOWN = 12
_IMPORTED = re.compile(r"import time: +(\d+) \| +\d+ \| +([\w.]+)")
_FILE = re.compile(r"/lib/python3[.]\d+/(?:site-packages/)?(\w+)|/(it_advisor)/(\w+)")
Spent = Counter[str]
"""Nanoseconds by package."""


def imports(_: Effort) -> Topic:
    told = {kind: _imported(kind) for kind in BOTH}
    return _table("What a start imports", "ms", told, 1e6, "Measuring slows all of it alike.")


def calls(effort: Effort) -> Topic:
    count = effort.rounds * effort.requests
    told = {kind: _called(kind, count) for kind in BOTH}
    note = (
        "In the server's main thread, of one request; profiling slows all of it. Built-in functions count to callers."
    )
    return _table("What a warm prompts/get runs through", "µs", told, count * 1e3, note)


def _table(title: str, unit: str, told: dict[Kind, Spent], divisor: float, note: str) -> Topic:
    shown = [name for name, _ in told[OURS].most_common(SHOWN)]
    for spent in told.values():
        spent["others"] = spent.total() - sum(spent[name] for name in shown)
    rows = [(name, *(f"{told[kind][name] / divisor:,.0f}" for kind in BOTH)) for name in (*shown, "others")]
    whole = (sum(told[kind][name] for name in (*shown, "others")) / divisor for kind in BOTH)
    head = ("package", *(f"{kind.name}, {unit}" for kind in BOTH))
    return Topic(title, [head, *rows, ("all", *(f"{one:,.0f}" for one in whole))], note)


def _imported(kind: Kind) -> Spent:
    spent: Spent = Counter()
    with tempfile.TemporaryFile() as log:
        _run(kind, ("-X", "importtime"), 1, log)
        log.seek(0)
        for own, name in _IMPORTED.findall(log.read().decode()):
            spent[_package_of_module(name)] += int(own) * 1000
    return spent


def _called(kind: Kind, count: int) -> Spent:
    """Of so many requests; the start and the first request are left out."""
    return _profiled(kind, count + 1) - _profiled(kind, 1)


def _profiled(kind: Kind, count: int) -> Spent:
    spent: Spent = Counter()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        _run(kind, ("-m", "cProfile", "-o", str(file)), count)
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


def _run(kind: Kind, options: tuple[str, ...], count: int, errors: IO[bytes] | None = None) -> None:
    """Ask a server so many times, started as a script of a Python with these options, and let it end by itself."""
    with on_pipes(kind._replace(on_pipes=(sys.executable, *options, kind.on_pipes[-1])), errors=errors) as server:
        for request in islice(requests(PROMPT), count):
            server.ask(request)
        server.process.communicate()


def _package_of_module(name: str) -> str:
    """Our own by module, others by package."""
    return ".".join(name.split(".")[: 2 if name.startswith("it_advisor.") else 1])


def _package_of_file(path: str) -> str:
    found = _FILE.search(path)
    if not found:
        return "Python"
    return found[1] or f"{found[2]}.{found[3]}"
