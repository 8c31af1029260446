"""MCP over this process's standard input and output: bounded, strictly UTF-8, every readable request answered.

The SDK's own stdio transport sends each line through worker threads, has no bounds, and drops what it
cannot parse. This one waits for the pipes in the event loop; where the platform cannot (Windows, a
file as input), a worker thread reads.
"""

import contextlib
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
from anyio.abc import TaskGroup
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp import types
from mcp.server import Server
from mcp.shared.dispatcher import coerce_request_id
from mcp.shared.jsonrpc_dispatcher import cancelled_request_id_from_params
from mcp.shared.message import SessionMessage

from it_advisor.desk import Desk, keep_fresh
from it_advisor.doors import mcp_server
from it_advisor.doors.notices import Notices, Tell
from it_advisor.doors.overlong import EDGE, Overlong, read_so_far
from it_advisor.doors.wire import BadCall, FailedCall, Id, Refused, Rejection, parse
from it_advisor.errors import Words

LINE_LIMIT = 4 * 1024 * 1024
"""Bytes; a longer line is answered with an error and skipped."""
IN_FLIGHT_LIMIT = 64
"""Requests being answered at once; beyond it, reading waits."""
LISTEN_LIMIT = 16
"""Of these, how many may be open subscriptions."""
DRAIN_SECONDS = 2.0
"""How long the next answer may still take after the input has ended."""
_CHUNK = 65_536
_ID_IN_USE = Words("此 id 的请求尚未答复；请换一个", "this id is still being answered; use another")
_TOO_LONG = Words(
    f"一行超过 {LINE_LIMIT} 字节；请分批发送", f"a line of more than {LINE_LIMIT} bytes; send less at once"
)

Inbox = MemoryObjectSendStream[SessionMessage | Exception]
Outbox = MemoryObjectSendStream[SessionMessage]


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


async def serve(desk: Desk) -> int:
    """Serve one client on this process's pipes until it hangs up. Returns the exit code: 0, or 128 + a signal."""
    notices = Notices(LISTEN_LIMIT)
    server = mcp_server.build(desk, notices)
    with _claimed() as (source, sink):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep_fresh, desk, notices.publish)
            code = await serve_pipes(server, source, sink, notices)
            tasks.cancel_scope.cancel()
        return code


async def serve_pipes(server: Server[Any], source: int, sink: int, notices: Notices) -> int:
    """One client on two given file descriptors."""
    # With room for one, reader and writer need not wait for the server to turn to them: a sixth of an answer's time.
    inbox, requests = anyio.create_memory_object_stream[SessionMessage | Exception](1)
    outbox, answers = anyio.create_memory_object_stream[SessionMessage](1)
    in_flight, all_sent = InFlight(), anyio.Event()
    reading, code = anyio.CancelScope(), 0
    async with anyio.create_task_group() as tasks:

        async def stop_on_signal() -> None:
            nonlocal code
            with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
                async for number in signals:
                    code = 128 + number
                    reading.cancel()  # as if the input had ended: what is being answered is still answered

        async def receive() -> None:
            async with inbox, outbox.clone() as own:
                with reading, contextlib.ExitStack() as told:
                    await _receive(
                        source, inbox, own, in_flight, lambda tell: told.enter_context(notices.telling(tell))
                    )
                notices.listen.close()
                await in_flight.drain()

        async def send() -> None:
            await _send(sink, answers, in_flight, tasks)
            all_sent.set()

        if sys.platform != "win32":
            tasks.start_soon(stop_on_signal)
        tasks.start_soon(receive)
        tasks.start_soon(send)
        await server.run(requests, outbox, server.create_initialization_options())
        with anyio.move_on_after(DRAIN_SECONDS):
            await all_sent.wait()
        tasks.cancel_scope.cancel()
    return code


async def _receive(
    source: int, inbox: Inbox, outbox: Outbox, in_flight: InFlight, tell_by: Callable[[Tell], None]
) -> None:
    """Hand each line to the server, or answer it where it is none."""

    async def tell(notice: types.JSONRPCNotification) -> None:
        await outbox.send(SessionMessage(notice))

    async for line in lines(source):
        try:
            message = parse(whole(line))
            if isinstance(message, types.JSONRPCRequest):
                await in_flight.enter(message.id)
        except Refused as refused:
            await outbox.send(SessionMessage(refused.result if isinstance(refused, BadCall) else refused.answer))
            continue
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/cancelled":
            in_flight.leave(cancelled_request_id_from_params(message.params))  # it will never be answered
        if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/initialized":
            tell_by(tell)  # a client of the handshake era, which is told of changes unasked
        if message is not None:
            await inbox.send(SessionMessage(message))


def whole(line: bytes | Overlong) -> bytes:
    if isinstance(line, bytes):
        return line
    raise Refused(types.INVALID_REQUEST, _TOO_LONG, line.id)


async def lines(source: int) -> AsyncIterator[bytes | Overlong]:
    """The lines of a descriptor, blank ones left out; of one over the limit its two ends."""
    held, start = bytearray(), b""
    while chunk := await _read(source):
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


async def _read(source: int) -> bytes:
    """What is there to read, empty at the end."""
    if not _awaitable(source):
        return await anyio.to_thread.run_sync(os.read, source, _CHUNK, abandon_on_cancel=True)
    await anyio.wait_readable(source)
    return os.read(source, _CHUNK)


async def _send(
    sink: int, answers: MemoryObjectReceiveStream[SessionMessage], in_flight: InFlight, tasks: TaskGroup
) -> None:
    """Write each message as one line; when nobody reads any more, end the service."""
    async with answers:
        async for item in answers:
            message = item.message
            data = message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"
            try:
                await _write(sink, data)
            except ConnectionError:
                tasks.cancel_scope.cancel()
                return
            if isinstance(message, types.JSONRPCResponse | types.JSONRPCError) and not isinstance(
                message, Rejection | FailedCall
            ):
                in_flight.leave(message.id)


async def _write(sink: int, data: bytes) -> None:
    """All of it. While the client does not read, this waits and everything else goes on."""
    if not _awaitable(sink):
        await anyio.to_thread.run_sync(_write_blocking, sink, data)
        return
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(sink, rest) :]
        except BlockingIOError:
            await anyio.wait_writable(sink)


def _write_blocking(sink: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(sink, rest) :]


def _awaitable(descriptor: int) -> bool:
    """Whether the event loop can wait for it: a pipe, a socket or a terminal, not on Windows."""
    mode = os.fstat(descriptor).st_mode
    return sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or os.isatty(descriptor))


@contextlib.contextmanager
def _claimed() -> Iterator[tuple[int, int]]:
    """Private copies of stdin and stdout; meanwhile a stray print goes to stderr and a stray read finds the end."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    shared = os.isatty(sink)  # with stderr and with the shell, which need it blocking
    if _awaitable(sink) and not shared:
        os.set_blocking(sink, False)
    try:
        yield source, sink
    finally:
        os.set_blocking(sink, True)
        os.dup2(source, 0)
        os.dup2(sink, 1)
        for descriptor in (nowhere, source, sink):
            os.close(descriptor)
