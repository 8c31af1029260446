"""Over standard input and output: the first answer after a start, and the answers of a server that is warm."""

import compileall
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import it_advisor
from benchmarks.asked import JOBS, PROMPT, Job, requests
from benchmarks.figures import MEMORY, Effort, Topic, at_most, p99, ratios, spread
from benchmarks.profiles import IMPORTS, calls_of
from benchmarks.servers import BOTH, OURS, OWN_PROMPTS, PEER, Kind, Server, on_pipes

MIB_MORE = 10


class Start(NamedTuple):
    """Up to the first answer: milliseconds by the clock and on a core, and MiB."""

    took: float
    on_cpu: float
    peak: float


class Block(NamedTuple):
    """Requests one after the other: microseconds each took by the clock, and one took on a core."""

    took: list[float]
    on_cpu: float


def compile_all() -> None:
    """As an installer does, so that no start has it to do."""
    for folder in (sysconfig.get_path("purelib"), Path(it_advisor.__file__).parent):
        compileall.compile_dir(folder, quiet=2)


def cold(effort: Effort) -> Topic:
    compile_all()
    starts: dict[Kind, list[Start]] = {kind: [] for kind in BOTH}
    for _ in range(effort.rounds):
        for kind in BOTH:
            starts[kind].append(_start(kind))
    rows = [(kind.name, *map(spread, zip(*starts[kind], strict=True))) for kind in BOTH]
    pairs = list(zip(starts[OURS], starts[PEER], strict=True))
    slower, busier = [one.took / peer.took for one, peer in pairs], [one.on_cpu / peer.on_cpu for one, peer in pairs]
    return Topic(
        "Cold start",
        [("server", "ms", "CPU ms", "MiB"), *rows, ("ratio", spread(slower, 2), spread(busier, 2), "–")],
        "From the start of the process to its first answer to `prompts/get`; memory at that answer.",
        (
            at_most("cold start", slower, 1.10, profile=IMPORTS),
            at_most(
                "memory at the first answer", [one.peak - peer.peak for one, peer in pairs], MIB_MORE, " MiB", MEMORY
            ),
        ),
    )


def _start(kind: Kind) -> Start:
    start = perf_counter()
    with on_pipes(kind) as server:
        server.ask(next(requests(PROMPT)))
        return Start((perf_counter() - start) * 1e3, server.on_cpu() * 1e3, server.peak())


def warm(effort: Effort) -> Topic:
    rows, goals = [], []
    with on_pipes(PEER) as peer, on_pipes(OURS, OWN_PROMPTS) as ours:
        running = {PEER: peer, OURS: ours}
        for job in JOBS:
            blocks: dict[Kind, list[Block]] = {kind: [] for kind in BOTH}
            for kind in BOTH:
                _block(running[kind], job, effort.requests)  # what only the first requests cost
            for _ in range(effort.rounds):
                for kind in BOTH:
                    blocks[kind].append(_block(running[kind], job, effort.requests))
            faster = ratios(middles(blocks[OURS]), middles(blocks[PEER]))
            rows += [(job.title, kind.name, *cells(blocks[kind]), f"{running[kind].peak():.0f}") for kind in BOTH]
            busier = ratios(*([block.on_cpu for block in blocks[kind]] for kind in (OURS, PEER)))
            rows.append((job.title, "ratio", spread(faster, 2), "–", spread(busier, 2), "–"))
            goals.append(at_most(f"stdio p50, {job.title}", faster, 0.65, profile=calls_of(job)))
        goals.append(at_most("peak memory, stdio", [ours.peak() - peer.peak()], MIB_MORE, " MiB", MEMORY))
    return Topic(
        "Warm stdio",
        [("method", "server", "p50 µs", "p99 µs", "CPU µs/request", "peak MiB"), *rows],
        "One request after the other. p50 of each round; p99 of all their requests. On a busy machine the ratio of "
        "time on a core is the one to go by: waiting for a core counts only once for a server of several threads.",
        tuple(goals),
    )


def _block(server: Server, job: Job, count: int) -> Block:
    asked = requests(job)
    return block_of(server, lambda: server.ask(next(asked)), count)


def block_of(server: Server, ask: Callable[[], object], count: int) -> Block:
    """Ask so often, each time when the last is answered."""
    took, before = [], server.on_cpu()
    for _ in range(count):
        start = perf_counter()
        ask()
        took.append((perf_counter() - start) * 1e6)
    return Block(took, (server.on_cpu() - before) / count * 1e6)


def middles(blocks: Sequence[Block]) -> list[float]:
    """Of each block."""
    return [median(block.took) for block in blocks]


def cells(blocks: Sequence[Block]) -> tuple[str, str, str]:
    """p50 of each block, p99 of all requests, time on a core."""
    whole = [one for block in blocks for one in block.took]
    return spread(middles(blocks)), f"{p99(whole):,.0f}", spread([block.on_cpu for block in blocks])
