"""MCP over this process's standard input and output: bounded, strictly UTF-8, every readable request answered.

The SDK's own stdio transport sends each line through worker threads, has no bounds, and drops what it
cannot parse. This one waits for the pipes in the event loop; where the platform cannot (Windows, a
file as input), a worker thread reads.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import anyio
from mcp.server import Server

from it_advisor.desk import Desk, keep_fresh
from it_advisor.doors import mcp_server
from it_advisor.doors.document_files import default_folder
from it_advisor.doors.in_flight import DRAIN_SECONDS, InFlight
from it_advisor.doors.lines import awaitable
from it_advisor.doors.notices import Notices
from it_advisor.doors.pipes import Answers, Requests

LISTEN_LIMIT = 16
"""Of the requests being answered at once, how many may be open subscriptions."""


async def serve(desk: Desk) -> int:
    """Serve one client on this process's pipes until it hangs up. Returns the exit code: 0, or 128 + a signal."""
    notices = Notices(LISTEN_LIMIT)
    server = mcp_server.build(desk, notices, desk.settings.exports or default_folder())
    with _claimed() as (source, sink):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep_fresh, desk, notices.publish)
            code = await serve_pipes(server, source, sink, notices)
            tasks.cancel_scope.cancel()
        return code


async def serve_pipes(server: Server[Any], source: int, sink: int, notices: Notices) -> int:
    """One client on two given file descriptors."""
    code = 0
    async with anyio.create_task_group() as tasks:
        in_flight = InFlight()
        answers = Answers(sink, in_flight, tasks, tasks.cancel_scope.cancel)
        requests = Requests(source, answers, in_flight, notices)

        async def stop_on_signal() -> None:
            nonlocal code
            with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
                async for number in signals:
                    code = 128 + number
                    requests.stop()

        if sys.platform != "win32":
            tasks.start_soon(stop_on_signal)
        await server.run(requests, answers, server.create_initialization_options())
        with anyio.move_on_after(DRAIN_SECONDS):
            await answers.written()
        tasks.cancel_scope.cancel()
    return code


def open_standard_streams() -> None:
    """Whoever was started without one of them gets an empty one; else the event loop would take its number."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


@contextlib.contextmanager
def _claimed() -> Iterator[tuple[int, int]]:
    """Private copies of stdin and stdout; meanwhile a stray print goes to stderr and a stray read finds the end."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    shared = os.isatty(sink)  # with stderr and with the shell, which need it blocking
    if awaitable(sink) and not shared:
        os.set_blocking(sink, False)
    try:
        yield source, sink
    finally:
        os.set_blocking(sink, True)
        os.dup2(source, 0)
        os.dup2(sink, 1)
        for descriptor in (nowhere, source, sink):
            os.close(descriptor)
