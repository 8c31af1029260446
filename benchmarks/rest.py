"""The main job over REST, against the same over MCP and against a bare route that only moves the bytes."""

import asyncio
import json
import sys
from collections.abc import Iterator
from itertools import count

from benchmarks.asked import TOOL, brief
from benchmarks.crowd import CLIENTS, Load, load, posted_all
from benchmarks.figures import Effort, Topic, at_least, ratios, spread
from benchmarks.profiles import CALLS_HTTP
from benchmarks.servers import OURS, Kind, Server, on_http

BARE = Kind("bare Starlette route", (), (sys.executable, "-m", "benchmarks.bare"))
TARGET = 0.4
_NUMBERS = count(1)


def rest(effort: Effort) -> Topic:
    """Every company is another; all three take turns in every round."""
    with on_http(BARE) as bare, on_http(OURS) as ours:
        ways = {BARE.name: (bare, _posted), "it-advisor, REST": (ours, _posted), "it-advisor, MCP": (ours, _called)}
        loads: dict[str, list[Load]] = {name: [] for name in ways}
        for turn in range(effort.rounds + 1):
            for name, (server, asked) in ways.items():
                mark = b'"result"' if asked is _called else b'"prompt"'
                found = asyncio.run(load(server, asked(server), effort.seconds, mark))
                if turn:  # what only the first requests cost is not counted
                    loads[name].append(found)
    speed = {name: [one.a_second for one in told] for name, told in loads.items()}
    rows = [(name, spread(speed[name]), spread([one.on_cpu for one in told])) for name, told in loads.items()]
    floor, over_rest, over_mcp = speed.values()
    rows += [
        ("REST / bare", spread(ratios(over_rest, floor), 2), "–"),
        ("REST / MCP", spread(ratios(over_rest, over_mcp), 2), "–"),
    ]
    return Topic(
        f"REST, {CLIENTS} clients, the main job",
        [("server", "requests/s", "CPU µs/request"), *rows],
        "The bare route reads and writes JSON of the same size and works nothing out.",
        (at_least("REST fill throughput against a bare route", ratios(over_rest, floor), TARGET, profile=CALLS_HTTP),),
    )


def _posted(server: Server) -> Iterator[bytes]:
    for number in _NUMBERS:
        body = json.dumps(brief(number), ensure_ascii=False).encode()
        head = (
            f"POST /api/v1/recommend_it_systems HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body


def _called(server: Server) -> Iterator[bytes]:
    return posted_all(server.port, TOOL)
