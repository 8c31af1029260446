"""The two streams the SDK serves a client through, straight on file descriptors: no task and no queue between.

What can be written at once is written by whoever answers; only what a full pipe does not take waits for a task.
"""

import contextlib
import os
from collections.abc import Callable

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream, TaskGroup
from mcp import types
from mcp.shared.jsonrpc_dispatcher import cancelled_request_id_from_params
from mcp.shared.message import ServerMessageMetadata, SessionMessage

from it_advisor.doors.in_flight import DRAIN_SECONDS, HELD_LIMIT, Crowd, InFlight
from it_advisor.doors.lines import LINE_LIMIT, Lines, awaitable
from it_advisor.doors.notices import Notices
from it_advisor.doors.overlong import Overlong
from it_advisor.doors.wire import BadCall, FailedCall, Id, Refused, Rejection, parse
from it_advisor.errors import Words

LONG = 100_000
"""Bytes of a line that takes so long to parse that a worker does it."""
_ENDED = Words("连接已结束，此请求未处理", "the connection has ended; this request was not worked on")
_ID_IN_USE = Words("此 id 的请求尚未答复；请换一个", "this id is still being answered; use another")
_TOO_LONG = Words(
    f"一行超过 {LINE_LIMIT} 字节；请分批发送", f"a line of more than {LINE_LIMIT} bytes; send less at once"
)


class Answers(ObjectSendStream[SessionMessage]):
    """Writes each message as one whole line."""

    def __init__(self, sink: int, in_flight: InFlight, tasks: TaskGroup, gone: Callable[[], None]) -> None:
        """`gone` is told when nobody reads any more; what a full pipe leaves over is written in `tasks`."""
        self._sink, self._in_flight, self._tasks, self._gone = sink, in_flight, tasks, gone
        self._waits = awaitable(sink)
        self._writing: anyio.Event | None = None
        self._open = self._read = True

    async def send(self, item: SessionMessage) -> None:
        """Returns when all of it is written. While the client does not read, this waits and everything else goes on."""
        message = item.message
        line = message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"
        await self.written()
        if not (self._open and self._read):
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
        while self._waits and rest:
            try:
                rest = rest[os.write(self._sink, rest) :]
            except BlockingIOError:
                break
            except OSError:
                self._lose()
        return rest if self._read else memoryview(b"")

    async def _finish(self, rest: memoryview) -> None:
        """Not in the task that answers, which may be cancelled in the middle of a line."""
        writing = self._writing
        try:
            while rest and self._read:
                if self._waits:
                    await anyio.wait_writable(self._sink)
                    rest = self._write(rest)
                else:
                    rest = rest[await anyio.to_thread.run_sync(os.write, self._sink, rest) :]
        except OSError:
            self._lose()
        finally:
            self._writing = None
            if writing:
                writing.set()

    def _lose(self) -> None:
        """The reader has gone, or its disk is full."""
        self._read = self._waits = False
        self._gone()


class Requests(ObjectReceiveStream[SessionMessage | Exception]):
    """Reads each line as a message, or answers it where it is none."""

    def __init__(self, source: int, answers: Answers, in_flight: InFlight, notices: Notices) -> None:
        self._lines, self._answers, self._in_flight, self._notices = Lines(source), answers, in_flight, notices
        self._held = Crowd()
        self._reading = anyio.CancelScope()
        self._stopped = self._stuck = False
        self._told = contextlib.ExitStack()
        self._greeted = False

    async def receive(self) -> SessionMessage:
        """Raises EndOfStream when the input has ended and what was asked is answered."""
        while not self._stopped:
            with anyio.CancelScope() as self._reading:
                if message := await self._next():
                    return self._for_server(message)
        self._notices.listen.close()
        if not self._stuck:
            await self._in_flight.drain()
        with anyio.move_on_after(DRAIN_SECONDS):
            while self._held:
                request, _ = self._held.first()
                await self._answers.send(SessionMessage(Refused(types.CONNECTION_CLOSED, _ENDED, request.id).answer))
        raise anyio.EndOfStream

    def _for_server(self, message: types.JSONRPCMessage) -> SessionMessage:
        """A request leaves room when its answer is written, or when it is settled without one."""
        if not isinstance(message, types.JSONRPCRequest):
            return SessionMessage(message)

        async def unanswered() -> None:
            self._in_flight.leave(message.id)

        return SessionMessage(message, ServerMessageMetadata(on_request_unanswered=unanswered))

    def stop(self) -> None:
        """As if the input had ended: what is being answered is still answered."""
        self._stopped = True
        self._reading.cancel()

    async def _next(self) -> types.JSONRPCMessage | None:
        """What is for the server next: a request for which there is room now, or what the next line says."""
        if self._held and self._in_flight.room:
            request, size = self._held.first()
            self._in_flight.enter(request, size)
            return request
        if self._lines.ended:
            await self._last()
            return None
        line = await (self._before_there_is_room() if self._held else self._lines.next())
        return await self._message(line) if line else None

    async def _last(self) -> None:
        """After the last line: what is held goes on as long as answers come."""
        self._stuck = bool(self._held) and not await self._in_flight.one_left()
        self._stopped = self._stuck or not self._held

    async def _before_there_is_room(self) -> bytes | Overlong | None:
        """The next line, unless a held request can go on before it comes."""
        line = None
        async with anyio.create_task_group() as either:

            async def room() -> None:
                while not self._in_flight.room:
                    await self._in_flight.one_left()
                either.cancel_scope.cancel()

            either.start_soon(room)
            if self._lines.interruptible and len(self._held) < HELD_LIMIT and self._held.bytes < LINE_LIMIT:
                line = await self._lines.next()
                either.cancel_scope.cancel()
        return line

    async def aclose(self) -> None:
        self._told.close()

    async def _message(self, line: bytes | Overlong) -> types.JSONRPCMessage | None:
        """What is for the server now; None for what waits for room, and for what has its answer already."""
        try:
            read = whole(line)
            message = parse(read) if len(read) < LONG else await anyio.to_thread.run_sync(parse, read)
            if isinstance(message, types.JSONRPCRequest):
                return self._admitted(message, len(read))
        except Refused as refused:
            await self._answers.send(SessionMessage(refused.result if isinstance(refused, BadCall) else refused.answer))
            return None
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/cancelled":
            return message if self._cancelled(cancelled_request_id_from_params(message.params)) else None
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/initialized":
            self._greet()
        return message

    def _admitted(self, request: types.JSONRPCRequest, size: int) -> types.JSONRPCRequest | None:
        """The request if there is room for it, else it is held. Raises Refused for an id not answered yet."""
        if request.id in self._in_flight or request.id in self._held:
            raise Refused(types.INVALID_REQUEST, _ID_IN_USE, request.id)
        if self._held or not self._in_flight.room:
            self._held.add(request, size)
            return None
        self._in_flight.enter(request, size)
        return request

    def _cancelled(self, of: Id | None) -> bool:
        """Whether the server is to hear of it; a request that was held it never had."""
        return of is None or not self._held.drop(of)

    def _greet(self) -> None:
        """From now on it is told of changes unasked."""
        if not self._greeted:
            self._greeted = True
            self._told.enter_context(self._notices.telling(self._tell))

    async def _tell(self, notice: types.JSONRPCNotification) -> None:
        await self._answers.send(SessionMessage(notice))


def whole(line: bytes | Overlong) -> bytes:
    if isinstance(line, bytes):
        return line
    raise Refused(types.INVALID_REQUEST, _TOO_LONG, line.id)
