"""`python -m benchmarks.peers [--quick]`: other hands' servers and two floors beside ours, in one run.

Each is installed into a cache folder the first time, and asked in the newest protocol it knows. The peers answer
with a constant or fill in two words; our main job works out what four arguments mean and ranks cases besides,
which is why our server stands in the tables twice: with that, and with the peers' own constant text.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.__main__ import RESULTS, head, told
from benchmarks.crowd import Load, load
from benchmarks.figures import FULL, QUICK, Effort, Goal, Topic, at_least, at_most, p99, ratios, spread
from benchmarks.rivals import (
    EVERYTHING,
    FASTMCP,
    OURS,
    RIVALS,
    ROAD,
    ROUTE,
    Rival,
    install,
    versions,
)
from benchmarks.rivals.running import Started, on_http, on_pipes
from benchmarks.servers import pin
from benchmarks.stdio import Block, Start, block_of, cells, compile_all, middles

CLIENTS = (1, 8, 64)
MANY = 8
"""The clients that targets are about."""


def cold(effort: Effort) -> Topic:
    compile_all()
    rivals = [rival for rival in RIVALS if "stdio" in rival.ways]
    starts: dict[Rival, list[Start]] = {rival: [] for rival in rivals}
    for _ in range(effort.rounds):
        for rival in rivals:
            starts[rival].append(_start(rival))
    rows = [(*_named(rival), *map(spread, zip(*starts[rival], strict=True))) for rival in rivals]
    took = {rival: [one.took for one in starts[rival]] for rival in rivals}
    return Topic(
        "Cold start",
        [("server", "protocol", "ms", "CPU ms", "MiB"), *rows],
        "From the start of the process to its first answer to `prompts/get`, handshake included where there is one.",
        tuple(at_most(f"cold start / fastmcp, {_short(one)}", ratios(took[one], took[FASTMCP]), 0.65) for one in MINE),
    )


def _start(rival: Rival) -> Start:
    start = perf_counter()
    with on_pipes(rival) as started:
        started.ask()
        return Start((perf_counter() - start) * 1e3, started.server.on_cpu() * 1e3, started.server.peak())


def warm(effort: Effort) -> Topic:
    rivals = [rival for rival in RIVALS if "stdio" in rival.ways]
    blocks: dict[Rival, list[Block]] = {rival: [] for rival in rivals}
    with ExitStack() as stack:
        running = {rival: stack.enter_context(on_pipes(rival)) for rival in rivals}
        for turn in range(effort.rounds + 1):
            for rival, started in running.items():
                block = block_of(started.server, started.ask, effort.requests)
                if turn:  # what only the first requests cost is not counted
                    blocks[rival].append(block)
        peaks = {rival: started.server.peak() for rival, started in running.items()}
    usual = {rival: middles(blocks[rival]) for rival in rivals}
    rows = [(*_named(rival), *cells(blocks[rival]), f"{peaks[rival]:.0f}") for rival in rivals]
    return Topic(
        "Warm stdio",
        [("server", "protocol", "p50 µs", "p99 µs", "CPU µs/request", "peak MiB"), *rows],
        "One `prompts/get` after the other. p50 of each round; p99 of all their requests.",
        tuple(at_most(f"stdio p50 / fastmcp, {_short(one)}", ratios(usual[one], usual[FASTMCP]), 0.45) for one in MINE),
    )


def http(effort: Effort) -> Topic:
    rivals = [rival for rival in RIVALS if "http" in rival.ways]
    loads: dict[tuple[Rival, int], list[Load]] = {(rival, clients): [] for clients in CLIENTS for rival in rivals}
    with ExitStack() as stack:
        running = {rival: stack.enter_context(on_http(rival)) for rival in rivals}
        for turn in range(effort.rounds + 1):
            for (rival, clients), seen in loads.items():
                found = asyncio.run(_load(running[rival], clients, effort.seconds))
                if turn:
                    seen.append(found)
        peaks = {rival: started.server.peak() for rival, started in running.items()}
    rows = [
        (*_named(rival), str(clients), *_cells(seen), f"{peaks[rival]:.0f}") for (rival, clients), seen in loads.items()
    ]
    return Topic(
        "HTTP",
        [("server", "protocol", "clients", "requests/s", "p50 ms", "p99 ms", "CPU µs/request", "peak MiB"), *rows],
        "One process each, on one core; the clients run on the other.",
        tuple(_goals({rival: loads[rival, MANY] for rival in rivals})),
    )


async def _load(started: Started, clients: int, seconds: float) -> Load:
    return await load(started.server, started.posted(), seconds, started.rival.mark, clients)


def _goals(loads: Mapping[Rival, Sequence[Load]]) -> Iterator[Goal]:
    speed = {rival: [one.a_second for one in seen] for rival, seen in loads.items()}
    for mine in MINE:
        for other, least in ((FASTMCP, 2.0), (EVERYTHING, 1.5)):
            yield at_least(f"requests/s / {other.name}, {_short(mine)}", ratios(speed[mine], speed[other]), least)
        yield at_most(
            f"p99 / p50, {_short(mine)}",
            [p99(one.milliseconds) / median(one.milliseconds) for one in loads[mine]],
            3.0,
        )
        busy = {rival: [one.on_cpu for one in loads[rival]] for rival in (mine, ROUTE)}
        yield at_most(f"CPU per request / Starlette route, {_short(mine)}", ratios(*busy.values()), 5.0)


def _cells(loads: Sequence[Load]) -> tuple[str, ...]:
    times = [one for load in loads for one in load.milliseconds]
    return (
        spread([load.a_second for load in loads]),
        f"{median(times):.2f}",
        f"{p99(times):.2f}",
        spread([load.on_cpu for load in loads]),
    )


MINE = (OURS, ROAD)


def _short(mine: Rival) -> str:
    return "main job" if mine is OURS else "static prompt"


def _named(rival: Rival) -> tuple[str, str]:
    return rival.name, "–" if rival is ROUTE else rival.protocol


TOPICS: tuple[Callable[[Effort], Topic], ...] = (cold, warm, http)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only shows that everything runs")
    quick = parser.parse_args().quick
    install()
    pin(1)
    lines = list(told(topic(QUICK if quick else FULL) for topic in TOPICS))
    if not quick:
        file = RESULTS / f"peers-{date.today().isoformat()}.md"
        file.write_text("\n".join((*head("make bench-peers", versions()), *lines)), "utf-8")
        print(f"written to {file.relative_to(Path.cwd())}", file=sys.stderr)


if __name__ == "__main__":
    main()
