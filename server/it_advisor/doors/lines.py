"""A descriptor read line by line, with no line longer than the limit held."""

import os
import stat
import sys
from collections import deque

import anyio

from it_advisor.doors.overlong import EDGE, Overlong, read_so_far

LINE_LIMIT = 4 * 1024 * 1024
"""Bytes; a longer line is answered with an error and skipped."""
_CHUNK = 65_536


class Lines:
    """The lines of a descriptor, blank ones left out; of one over the limit its two ends."""

    def __init__(self, source: int) -> None:
        self.interruptible = awaitable(source)
        """Whether waiting for the next line can be given up with nothing lost."""
        self._source = source
        self._whole: deque[bytes | Overlong] = deque()
        self._held, self._start = bytearray(), b""
        self._read_all = False

    @property
    def ended(self) -> bool:
        return self._read_all and not self._whole

    async def next(self) -> bytes | Overlong | None:
        """None at the end."""
        while not self._whole and not self._read_all:
            self._take(await self._read())
        return self._whole.popleft() if self._whole else None

    def _take(self, chunk: bytes) -> None:
        if not chunk:
            self._read_all = True
            self._end_line()
        for place, part in enumerate(chunk.split(b"\n")):
            if place:
                self._end_line()
            self._held += part
            if len(self._held) > LINE_LIMIT:
                self._held, self._start = self._held[-EDGE:], self._start or bytes(self._held[:EDGE])

    def _end_line(self) -> None:
        if line := read_so_far(self._held, self._start):
            self._whole.append(line)
        self._held, self._start = bytearray(), b""

    async def _read(self) -> bytes:
        """What is there to read, empty at the end."""
        if not self.interruptible:
            return await anyio.to_thread.run_sync(os.read, self._source, _CHUNK, abandon_on_cancel=True)
        await anyio.wait_readable(self._source)
        return os.read(self._source, _CHUNK)


def awaitable(descriptor: int) -> bool:
    """Whether the event loop can wait for it: a pipe, a socket or a terminal, not on Windows."""
    mode = os.fstat(descriptor).st_mode
    return sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or os.isatty(descriptor))
