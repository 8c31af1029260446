"""Several server processes on one address: one that dies is started again, and all end together."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from tempfile import TemporaryDirectory
from typing import NamedTuple

from it_advisor.doors import metrics
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.settings import environment_with

logger = logging.getLogger(__name__)

SECONDS = 0.2
"""Between two looks at the processes."""
YOUNG_SECONDS = 5.0
"""One that dies sooner would die again: the server ends instead of starting it for ever."""
GRACE_SECONDS = 10.0
"""How long they have to end before they are killed."""


def together(count: int, listener: socket.socket, address: str, is_counted: bool) -> int:
    """Serve by `count` processes of this very command until a signal. Returns what one that cannot live returned.

    `is_counted`: their figures for Prometheus are kept in one folder. Raises BadRequest on Windows.
    """
    _refuse_windows()
    stop = _stopped_by_signals()
    with TemporaryDirectory(prefix="it-advisor-") as figures:
        command = [sys.executable, "-m", "it_advisor", *sys.argv[1:], "--fd", str(listener.fileno())]
        environment = environment_with(metrics.FOLDER, figures) if is_counted else None

        def start() -> _Worker:
            process = subprocess.Popen(command, pass_fds=[listener.fileno()], env=environment)
            return _Worker(process, time.monotonic())

        running = [start() for _ in range(count)]
        threading.Thread(target=_announce, args=(listener, address, stop), daemon=True).start()
        code = 0
        while not stop.wait(SECONDS) and not (code := _broken(running)):
            running = [one if one.process.poll() is None else start() for one in running]
        _end([one.process for one in running])
    return code


def _refuse_windows() -> None:
    """Where no process can hand an open socket to another in this way."""
    if sys.platform == "win32":
        words = Words("Windows 上只能用一个进程", "on Windows there can be only one process")
        raise BadRequest(Problem("--workers", words))


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    return stop


class _Worker(NamedTuple):
    process: "subprocess.Popen[bytes]"
    begun: float


def _broken(running: Sequence[_Worker]) -> int:
    """What one returned that ended as soon as it was started; 0 where none did."""
    for process, begun in running:
        if process.poll() is not None:
            if time.monotonic() - begun < YOUNG_SECONDS:
                return process.returncode or 1
            logger.warning("a server process ended with code %s and is started again", process.returncode)
    return 0


def _announce(listener: socket.socket, address: str, stop: threading.Event) -> None:
    """Say where the server is once one of the processes answers."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while not stop.wait(SECONDS):
        with suppress(OSError, HTTPException):
            asking = HTTPConnection(host, port, timeout=1)
            asking.request("GET", "/healthz", headers={"Host": "localhost"})
            asking.getresponse()
            print(address, file=sys.stderr, flush=True)
            return


def _end(workers: "Sequence[subprocess.Popen[bytes]]") -> None:
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for worker in workers:
        try:
            worker.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def end_with_parent() -> None:
    """Stop this process properly when the one that started it is gone, whatever ended that."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
