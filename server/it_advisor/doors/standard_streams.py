"""This process's standard input and output as one client's connection: claimed, read and written until it hangs up."""

import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator

import anyio

from it_advisor.doors.in_flight import DRAIN_SECONDS, InFlight
from it_advisor.doors.lines import awaitable
from it_advisor.doors.notices import Notices
from it_advisor.doors.pipes import Answers, Requests

Work = Callable[[Requests, Answers, InFlight], Awaitable[None]]


async def on_pipes(source: int, sink: int, notices: Notices, work: Work) -> int:
    """One client on two file descriptors, while `work` takes its requests. Returns 0, or 128 + a signal."""
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
        await work(requests, answers, in_flight)
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
def claimed() -> Iterator[tuple[int, int]]:
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
