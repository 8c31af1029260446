"""How long a connection may take, and how much its head may hold: uvicorn's own protocol waits for ever.

What is bounded elsewhere: a body (`guard`), the requests at work at once (`load`), an idle connection (uvicorn, 5 s).
"""

import asyncio
from contextlib import suppress
from typing import NoReturn

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0
"""From a connection's opening, or a further request's first byte, to the end of its headers."""
UNREAD_SECONDS = 30.0
"""How long an answer may lie because the client does not read it."""
MOST_HEADERS = 100
MOST_HEAD_BYTES = 2 * 1024 * 1024
"""Of the address and all headers together. MCP has a message's names there too, and tells of wrong ones itself."""
LINGER_SECONDS = 2.0
"""How long what is still sent is read and dropped: a client sees no answer before it has sent everything."""

_TOO_LARGE = (
    "地址与请求头合计应不超过 2 MiB、100 个 the address and headers together must be at most 2 MiB and 100 headers\n"
).encode()


class PatientProtocol(HttpToolsProtocol):
    """Closes connections whose client sends its head, or reads its answer, too slowly; refuses too large a head."""

    _due: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _is_too_large = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Counted as it comes, since one header without an end would be kept whole."""
        if self._is_too_large:
            return
        super().data_received(data)
        if self._due is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
                self._refuse()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._due is None:
            self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """White space around a value is no part of it (RFC 9110 §5.5); the parser leaves what stands behind it."""
        super().on_header(name, value.strip(b" \t"))
        if len(self.headers) > MOST_HEADERS:
            self._give_up()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MOST_HEAD_BYTES:
            self._give_up()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Called for what the parser gave up on, and for what it was told to give up on."""
        if self._is_too_large:
            self._refuse()
        else:
            super().send_400_response(msg)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
        super().resume_writing()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._due = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _head_is_here(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _cancel(self) -> None:
        self._head_is_here()
        if self._unread is not None:
            self._unread.cancel()

    def _refuse(self) -> None:
        head = (
            f"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: {len(_TOO_LARGE)}\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
        )
        self._is_too_large = True
        self._cancel()
        self.transport.write(head.encode() + _TOO_LARGE)
        self.transport.write_eof()
        self._due = self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _give_up(self) -> NoReturn:
        """Ends the parsing of a head; the parser's own error takes this one's place."""
        self._is_too_large = True
        raise ValueError


def allow_many_connections() -> None:
    """As many open files as the system lets this process have; often only 1,024 of them are asked for."""
    with suppress(ImportError, OSError, ValueError):  # not on Windows, which has no such limit
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
