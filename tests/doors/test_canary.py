"""Whoever sends the most that is accepted holds nobody else up, on pipes and over HTTP."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import pytest

from doors.large import LARGE
from it_advisor.advisor import WORKERS
from processes import HttpServer, StdioProcess, request
from raw_http import post

PATIENCE = 2.0
"""Seconds; a request that waits for eight of the longest texts in turn would take longer on a busy machine."""


@pytest.mark.parametrize("name", LARGE)
def test_on_pipes_a_small_request_does_not_wait_for_large_ones(stdio_process: StdioProcess, name: str) -> None:
    """It is among the first answered, although they came first."""
    stdio_process.ask()
    calls = [request("tools/call", place, name=name, arguments=LARGE[name]) for place in range(6)]
    stdio_process.send(*calls, request("tools/call", "canary", name="get_case", arguments={"id": "charity-40-staff"}))
    order = [answer["id"] for answer in stdio_process.answers(7)]
    assert order.index("canary") <= 2 and {*order} == {*range(6), "canary"}


@contextmanager
def crowd(
    port: int, clients: int, data: dict[str, Any], status: int, operation: str = "recommend_it_systems"
) -> Iterator[None]:
    """So many clients that ask for the same again and again while the block runs."""
    over = threading.Event()

    def send() -> None:
        while not over.is_set():
            assert post(port, f"/api/v1/{operation}", data).status == status

    senders = [threading.Thread(target=send) for _ in range(clients)]
    for sender in senders:
        sender.start()
    try:
        yield
    finally:
        over.set()
        for sender in senders:
            sender.join()


def times(port: int, count: int) -> list[float]:
    """How long a small honest request took, sorted."""
    took = []
    for _ in range(count):
        start = time.monotonic()
        assert post(port, "/api/v1/get_case", {"id": "charity-40-staff"}).status == 200
        took.append(time.monotonic() - start)
    return sorted(took)


@pytest.mark.parametrize("name", LARGE)
def test_over_http_a_small_request_does_not_wait_for_large_ones(http_server: HttpServer, name: str) -> None:
    """While others keep sending all that is allowed, it is answered at once."""
    server = psutil.Process(http_server.process.pid)
    threads = server.num_threads()
    with crowd(http_server.port, 8, LARGE[name], 200, name):
        assert times(http_server.port, 5)[2] < PATIENCE
        assert server.num_threads() <= threads + WORKERS


def test_a_body_full_of_names_is_read_in_a_moment(http_server: HttpServer) -> None:
    """One of them stands twice; finding it takes time in proportion to their number."""
    names = ",".join(f'"name{n}":0' for n in range(28_000))
    start = time.monotonic()
    assert post(http_server.port, "/api/v1/get_case", f'{{{names},"name27999":0}}'.encode()).status == 422
    assert time.monotonic() - start < PATIENCE


def test_clients_that_fail_all_the_time_cost_the_others_little(http_server: HttpServer) -> None:
    """Errors need no limit to their rate: one is cheaper than an answer."""
    port = http_server.port
    with crowd(port, 4, {"business_nature": "a bakery"}, 200):
        beside_honest = times(port, 40)[20]
    with crowd(port, 4, {"business_nature": "a bakery", "colour": "red"}, 422):
        beside_failing = times(port, 40)[20]
    assert beside_failing < 3 * beside_honest + 0.05
