"""The two streams the SDK serves a client through, straight on file descriptors: no task and no queue between.

What can be written at once is written by whoever answers; only what a full pipe does not take waits for a task.
"""

import contextlib
import os
import stat
import sys
from collections.abc import AsyncIterator, Callable

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream, TaskGroup
from mcp import types
from mcp.shared.dispatcher import coerce_request_id
from mcp.shared.jsonrpc_dispatcher import cancelled_request_id_from_params
from mcp.shared.message import SessionMessage

from it_advisor.doors.notices import Notices
from it_advisor.doors.overlong import EDGE, Overlong, read_so_far
from it_advisor.doors.wire import BadCall, FailedCall, Id, Refused, Rejection, parse
from it_advisor.errors import Words

LINE_LIMIT = 4 * 1024 * 1024
"""Bytes; a longer line is answered with an error and skipped."""
IN_FLIGHT_LIMIT = 64
"""Requests being answered at once; beyond it, reading waits."""
DRAIN_SECONDS = 2.0
"""How long the next answer may still take after the input has ended."""
_CHUNK = 65_536
_ID_IN_USE = Words("此 id 的请求尚未答复；请换一个", "this id is still being answered; use another")
_TOO_LONG = Words(
    f"一行超过 {LINE_LIMIT} 字节；请分批发送", f"a line of more than {LINE_LIMIT} bytes; send less at once"
)


class InFlight:
    """The ids of requests not answered yet; like the SDK it takes 7 and "7" for the same."""

    def __init__(self) -> None:
        self._ids: set[Id] = set()
        self._room = anyio.Event()

    async def enter(self, of: Id) -> None:
        """Waits for room. Raises Refused for an id that is still being answered."""
        if coerce_request_id(of) in self._ids:
            raise Refused(types.INVALID_REQUEST, _ID_IN_USE, of)
        while len(self._ids) >= IN_FLIGHT_LIMIT:
            await self._change()
        self._ids.add(coerce_request_id(of))

    def leave(self, of: Id | None) -> None:
        if of is not None:
            self._ids.discard(coerce_request_id(of))
            self._room.set()

    async def drain(self) -> None:
        """Waits while answers still come."""
        while self._ids:
            with anyio.move_on_after(DRAIN_SECONDS) as waiting:
                await self._change()
            if waiting.cancelled_caught:
                return

    async def _change(self) -> None:
        self._room = anyio.Event()
        await self._room.wait()


class Answers(ObjectSendStream[SessionMessage]):
    """Writes each message as one whole line."""

    def __init__(self, sink: int, in_flight: InFlight, tasks: TaskGroup, gone: Callable[[], None]) -> None:
        """`gone` is told when nobody reads any more; what a full pipe leaves over is written in `tasks`."""
        self._sink, self._in_flight, self._tasks, self._gone = sink, in_flight, tasks, gone
        self._waits = awaitable(sink)
        self._writing: anyio.Event | None = None
        self._open = True

    async def send(self, item: SessionMessage) -> None:
        """Returns when all of it is written. While the client does not read, this waits and everything else goes on."""
        message = item.message
        line = message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"
        await self.written()
        if not self._open:
            raise anyio.ClosedResourceError
        try:
            if rest := self._write(memoryview(line)):
                self._writing = anyio.Event()
                self._tasks.start_soon(self._finish, rest)
                await self._writing.wait()
        finally:
            if isinstance(message, types.JSONRPCResponse | types.JSONRPCError) and not isinstance(
                message, Rejection | FailedCall
            ):
                self._in_flight.leave(message.id)

    async def written(self) -> None:
        while self._writing:
            await self._writing.wait()

    async def aclose(self) -> None:
        self._open = False

    def _write(self, rest: memoryview) -> memoryview:
        """What the pipe does not take at once."""
        with contextlib.suppress(BlockingIOError):
            while self._waits and rest:
                try:
                    rest = rest[os.write(self._sink, rest) :]
                except ConnectionError:
                    self._open = False
                    self._gone()
                    return memoryview(b"")
        return rest

    async def _finish(self, rest: memoryview) -> None:
        """Not in the task that answers, which may be cancelled in the middle of a line."""
        writing = self._writing
        try:
            while rest and self._open:
                if self._waits:
                    await anyio.wait_writable(self._sink)
                    rest = self._write(rest)
                else:
                    rest = rest[await anyio.to_thread.run_sync(os.write, self._sink, rest) :]
        except ConnectionError:
            self._open = False
            self._gone()
        finally:
            self._writing = None
            if writing:
                writing.set()


class Requests(ObjectReceiveStream[SessionMessage | Exception]):
    """Reads each line as a message, or answers it where it is none."""

    def __init__(self, source: int, answers: Answers, in_flight: InFlight, notices: Notices) -> None:
        self._lines, self._answers, self._in_flight, self._notices = lines(source), answers, in_flight, notices
        self._reading = anyio.CancelScope()
        self._stopped = False
        self._told = contextlib.ExitStack()

    async def receive(self) -> SessionMessage:
        """Raises EndOfStream when the input has ended and what was asked is answered."""
        while not self._stopped:
            with anyio.CancelScope() as self._reading:
                async for line in self._lines:
                    if message := await self._message(line):
                        return SessionMessage(message)
                self._stopped = True
        self._notices.listen.close()
        await self._in_flight.drain()
        raise anyio.EndOfStream

    def stop(self) -> None:
        """As if the input had ended: what is being answered is still answered."""
        self._stopped = True
        self._reading.cancel()

    async def aclose(self) -> None:
        self._told.close()

    async def _message(self, line: bytes | Overlong) -> types.JSONRPCMessage | None:
        """What is for the server, once there is room for it; None for what has its answer already."""
        try:
            message = parse(whole(line))
            if isinstance(message, types.JSONRPCRequest):
                await self._in_flight.enter(message.id)
        except Refused as refused:
            await self._answers.send(SessionMessage(refused.result if isinstance(refused, BadCall) else refused.answer))
            return None
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/cancelled":
            self._in_flight.leave(cancelled_request_id_from_params(message.params))  # it will never be answered
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/initialized":
            self._told.enter_context(self._notices.telling(self._tell))  # it is told of changes unasked
        return message

    async def _tell(self, notice: types.JSONRPCNotification) -> None:
        await self._answers.send(SessionMessage(notice))


def whole(line: bytes | Overlong) -> bytes:
    if isinstance(line, bytes):
        return line
    raise Refused(types.INVALID_REQUEST, _TOO_LONG, line.id)


async def lines(source: int) -> AsyncIterator[bytes | Overlong]:
    """The lines of a descriptor, blank ones left out; of one over the limit its two ends."""
    held, start, waits = bytearray(), b"", awaitable(source)
    while chunk := await _read(source, waits):
        for place, part in enumerate(chunk.split(b"\n")):
            if place:
                if line := read_so_far(held, start):
                    yield line
                held, start = bytearray(), b""
            held += part
            if len(held) > LINE_LIMIT:
                held, start = held[-EDGE:], start or bytes(held[:EDGE])
    if line := read_so_far(held, start):
        yield line


async def _read(source: int, waits: bool) -> bytes:
    """What is there to read, empty at the end."""
    if not waits:
        return await anyio.to_thread.run_sync(os.read, source, _CHUNK, abandon_on_cancel=True)
    await anyio.wait_readable(source)
    return os.read(source, _CHUNK)


def awaitable(descriptor: int) -> bool:
    """Whether the event loop can wait for it: a pipe, a socket or a terminal, not on Windows."""
    mode = os.fstat(descriptor).st_mode
    return sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or os.isatty(descriptor))
