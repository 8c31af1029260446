"""Over standard input and output: the first answer after a start, and the answers of a server that is warm."""

import compileall
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import it_advisor
from benchmarks.asked import JOBS, PROMPT, Job, requests
from benchmarks.figures import Effort, Topic, at_most, p99, ratios, spread
from benchmarks.servers import BOTH, OURS, OWN_PROMPTS, PEER, Kind, Server, on_pipes

MIB_MORE = 10


def cold(effort: Effort) -> Topic:
    for folder in (sysconfig.get_path("purelib"), Path(it_advisor.__file__).parent):
        compileall.compile_dir(folder, quiet=2)
    times: dict[Kind, list[float]] = {kind: [] for kind in BOTH}
    peaks: dict[Kind, list[float]] = {kind: [] for kind in BOTH}
    for _ in range(effort.rounds):
        for kind in BOTH:
            start = perf_counter()
            with on_pipes(kind) as server:
                server.ask(next(requests(PROMPT)))
                times[kind].append((perf_counter() - start) * 1000)
                peaks[kind].append(server.peak())
    slower = ratios(times[OURS], times[PEER])
    rows = [(kind.name, spread(times[kind]), spread(peaks[kind], 1)) for kind in BOTH]
    return Topic(
        "Cold start",
        [("server", "ms", "MiB"), *rows, ("ratio", spread(slower, 2), "–")],
        "From the start of the process to its first answer to `prompts/get`; memory at that answer.",
        (at_most("cold start", slower, 1.10), at_most("memory at the first answer", _more(peaks), MIB_MORE, " MiB")),
    )


def warm(effort: Effort) -> Topic:
    rows, goals = [], []
    with on_pipes(PEER) as peer, on_pipes(OURS, OWN_PROMPTS) as ours:
        running = {PEER: peer, OURS: ours}
        for job in JOBS:
            times: dict[Kind, list[list[float]]] = {kind: [] for kind in BOTH}
            for kind in BOTH:
                _microseconds(running[kind], job, effort.requests)  # what only the first requests cost
            for _ in range(effort.rounds):
                for kind in BOTH:
                    times[kind].append(_microseconds(running[kind], job, effort.requests))
            middle = {kind: [median(block) for block in times[kind]] for kind in BOTH}
            whole = {kind: [one for block in times[kind] for one in block] for kind in BOTH}
            faster = ratios(middle[OURS], middle[PEER])
            rows += [
                (job.title, kind.name, spread(middle[kind]), f"{p99(whole[kind]):,.0f}", _memory(running[kind]))
                for kind in BOTH
            ]
            rows.append((job.title, "ratio", spread(faster, 2), f"{p99(whole[OURS]) / p99(whole[PEER]):.2f}", "–"))
            goals.append(at_most(f"stdio p50, {job.title}", faster, 0.65))
        goals.append(at_most("peak memory, stdio", [ours.peak() - peer.peak()], MIB_MORE, " MiB"))
    return Topic(
        "Warm stdio",
        [("method", "server", "p50 µs", "p99 µs", "peak MiB"), *rows],
        "One request after the other. p50 of the rounds; p99 of all their requests.",
        tuple(goals),
    )


def _microseconds(server: Server, job: Job, count: int) -> list[float]:
    times = []
    for request, _ in zip(requests(job), range(count), strict=False):
        start = perf_counter()
        server.ask(request)
        times.append((perf_counter() - start) * 1e6)
    return times


def _memory(server: Server) -> str:
    return f"{server.peak():.1f}"


def _more(peaks: dict[Kind, list[float]]) -> Sequence[float]:
    return [one - other for one, other in zip(peaks[OURS], peaks[PEER], strict=True)]
