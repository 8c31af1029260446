"""Many organisations by one POST: rows of NDJSON, CSV or XLSX go in, a line of JSON for each comes as it is done."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, suppress
from tempfile import SpooledTemporaryFile
from typing import IO

import anyio
from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from it_advisor.advisor import Advisor
from it_advisor.batch import MOST_BYTES, Kind, kind_of, read
from it_advisor.brief import Brief
from it_advisor.doors.batch_rows import OPERATION, Done, check, work
from it_advisor.doors.callers import caller_of
from it_advisor.doors.guard import BATCH
from it_advisor.doors.rest import Declined, preferred, shielded
from it_advisor.doors.rest_resources import arguments, fields_of
from it_advisor.errors import Words
from it_advisor.schemas import Schema

MOST_AT_ONCE = 4
"""Batches of one server."""
BODY_SECONDS = 120.0
"""How long the file may take to arrive."""
READER_SECONDS = 60.0
"""How long a client may take to read what is in the pipe."""
_PIECE = 32_000
"""Characters sent together."""
_KINDS = Words(
    "请以 application/x-ndjson、text/csv 或 xlsx 的 Content-Type 发送",
    "send Content-Type application/x-ndjson, text/csv, or that of xlsx",
)
_FULL = Words(f"已有 {MOST_AT_ONCE} 批在进行；请稍后再试", f"{MOST_AT_ONCE} batches are at work; try again later")
_LARGE = Words(f"文件超过 {MOST_BYTES} 字节；请分批", f"the file is larger than {MOST_BYTES} bytes; send less at once")
_NO_ROOM = Words("服务器暂时放不下这个文件", "the server has no room for the file now")
_SLOW = Words(f"文件未在 {BODY_SECONDS:g} 秒内到齐", f"the file did not arrive within {BODY_SECONDS:g} seconds")


class Batches:
    """The batches of one server."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor, self._at_work = advisor, 0

    async def answer(self, request: Request) -> Response:
        """Whatever is wrong with the file as a whole is a problem; with a row, a line."""
        return await shielded(request, "a batch", lambda: self._begun(request))

    async def _begun(self, request: Request) -> Response:
        """Raises Declined or AdvisorError."""
        kind, options = _kind(request), arguments(request, _options())
        check(options)
        if self._at_work >= MOST_AT_ONCE:
            raise Declined(503, _FULL, {"Retry-After": "10"})
        with ExitStack() as closing:
            self._at_work += 1
            closing.callback(self._end)
            file = closing.enter_context(SpooledTemporaryFile(_PIECE))
            try:
                await _received(request, file)
            except ClientDisconnect:
                return Response(status_code=400)  # nobody is left to read it
            except OSError as error:
                raise Declined(503, _NO_ROOM, {"Retry-After": "60"}) from error
            reading = await to_thread.run_sync(read, file, kind)
            advisor = self._advisor.serving(caller_of(request))
            lines = _pieces(work(advisor, reading.rows, options, preferred(request)))
            return _Lines(lines, reading.encoding, closing.pop_all())

    def _end(self) -> None:
        self._at_work -= 1


class _Lines(StreamingResponse):
    """Lines of JSON as they come; whatever ends them, what was held for them is let go."""

    def __init__(self, lines: AsyncIterator[str], encoding: str, closing: ExitStack) -> None:
        super().__init__(lines, headers={"X-Read-As": encoding}, media_type="application/x-ndjson")
        self._closing = closing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def patiently(message: Message) -> None:
            with anyio.fail_after(READER_SECONDS):
                await send(message)

        with self._closing, suppress(TimeoutError):
            await super().__call__(scope, receive, patiently)


def route(advisor: Advisor) -> Route:
    return Route(BATCH, Batches(advisor).answer, methods=["POST"])


def _kind(request: Request) -> Kind:
    if (kind := kind_of(request.headers.get("content-type", ""))) is None:
        raise Declined(415, _KINDS)
    return kind


def _options() -> dict[str, Schema]:
    """What may be asked of every row, in the address."""
    return {name: field for name, field in fields_of(OPERATION.name).items() if name not in Brief.model_fields}


async def _received(request: Request, file: IO[bytes]) -> None:
    """Onto a disk: nobody has to read answers while still sending. What is too much is read on and dropped."""
    size = 0
    with anyio.move_on_after(BODY_SECONDS) as patience:
        async for piece in request.stream():
            size += len(piece)
            if size <= MOST_BYTES:
                file.write(piece)
    if size > MOST_BYTES:
        raise Declined(413, _LARGE)
    if patience.cancelled_caught:
        raise Declined(408, _SLOW)


async def _pieces(rows: AsyncIterator[Done]) -> AsyncIterator[str]:
    """Lines together, as many as make a good piece."""
    held, size = list[str](), 0
    async for done in rows:
        held.append(done.line)
        size += len(held[-1])
        if size >= _PIECE:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
