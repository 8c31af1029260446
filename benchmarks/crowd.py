"""Over Streamable HTTP: eight clients at once, each asking again as soon as it is answered."""

import asyncio
import json
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.asked import JOBS, Job, requests
from benchmarks.figures import MEMORY, Effort, Topic, at_least, at_most, p99, ratios, spread
from benchmarks.profiles import CALLS_HTTP
from benchmarks.servers import BOTH, OURS, PEER, Kind, Server, on_http

CLIENTS = 8
MIB_MORE = 10


class Load(NamedTuple):
    """What one server answered in one round."""

    a_second: float
    milliseconds: list[float]
    on_cpu: float
    """Microseconds a request."""


def http(effort: Effort) -> Topic:
    rows, goals = [], []
    with on_http(PEER) as peer, on_http(OURS) as ours:
        running = {PEER: peer, OURS: ours}
        for job in JOBS:
            loads: dict[Kind, list[Load]] = {kind: [] for kind in BOTH}
            for kind in BOTH:
                asyncio.run(_load(running[kind], job, effort.seconds))  # what only the first requests cost
            for _ in range(effort.rounds):
                for kind in BOTH:
                    loads[kind].append(asyncio.run(_load(running[kind], job, effort.seconds)))
            rows += [(job.title, kind.name, *_cells(loads[kind], running[kind])) for kind in BOTH]
            speed = {kind: [load.a_second for load in loads[kind]] for kind in BOTH}
            rate = ratios(speed[OURS], speed[PEER])
            busier = ratios(*([load.on_cpu for load in loads[kind]] for kind in (OURS, PEER)))
            rows.append((job.title, "ratio", spread(rate, 2), "–", "–", spread(busier, 2), "–"))
            goals.append(at_least(f"HTTP throughput, {job.title}", rate, 0.80, profile=CALLS_HTTP))
        goals.append(at_most("peak memory, HTTP", [ours.peak() - peer.peak()], MIB_MORE, " MiB", MEMORY))
    return Topic(
        f"Streamable HTTP, {CLIENTS} clients",
        [("method", "server", "requests/s", "p50 ms", "p99 ms", "CPU µs/request", "peak MiB"), *rows],
        "One process with uvloop and httptools; the clients run on the other core.",
        tuple(goals),
    )


def _cells(loads: list[Load], server: Server) -> tuple[str, ...]:
    times = [one for load in loads for one in load.milliseconds]
    return (
        spread([load.a_second for load in loads]),
        f"{median(times):.2f}",
        f"{p99(times):.2f}",
        spread([load.on_cpu for load in loads]),
        f"{server.peak():.1f}",
    )


async def _load(server: Server, job: Job, seconds: float) -> Load:
    return await load(server, posted_all(server.port, job), seconds)


async def load(
    server: Server, asked: Iterator[bytes], seconds: float, mark: bytes = b'"result"', clients: int = CLIENTS
) -> Load:
    """As much as the clients get answered in so many seconds; every good answer holds the mark."""
    before, start = server.on_cpu(), perf_counter()
    blocks = await asyncio.gather(*(_client(server.port, asked, start + seconds, mark) for _ in range(clients)))
    took, used = perf_counter() - start, server.on_cpu() - before
    times = [one for block in blocks for one in block]
    return Load(len(times) / took, times, used / len(times) * 1e6)


async def _client(port: int, asked: Iterator[bytes], until: float, mark: bytes) -> list[float]:
    """Milliseconds each answer took, on one connection that stays open."""
    answers, asks = await asyncio.open_connection("127.0.0.1", port)
    times = []
    for request in asked:
        start = perf_counter()
        if start > until:
            break
        asks.write(request)
        await _answer(answers, mark)
        times.append((perf_counter() - start) * 1000)
    asks.close()
    await asks.wait_closed()
    return times


def posted_all(port: int, job: Job) -> Iterator[bytes]:
    return (_posted(port, request) for request in requests(job))


def _posted(port: int, request: dict[str, Any]) -> bytes:
    body = json.dumps(request, ensure_ascii=False).encode()
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
        f"Mcp-Method: {request['method']}\r\nMcp-Name: {request['params']['name']}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(answers: asyncio.StreamReader, mark: bytes) -> None:
    """Read one answer to its end. Raises RuntimeError where it holds no result."""
    head = (await answers.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    body = await (answers.readexactly(int(length)) if length else answers.readuntil(b"0\r\n\r\n"))
    if mark not in body:
        raise RuntimeError(f"no answer but {head + body[:500]!r}")
