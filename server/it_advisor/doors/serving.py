"""Serving over HTTP until a signal: the address listened on, and a beginning and an end that lose nobody's request."""

import gc
import re
import socket
import sys
from collections.abc import Sequence

import anyio
import uvicorn
from starlette.types import ASGIApp

from it_advisor.desk import Desk, keep_fresh
from it_advisor.doors import workers
from it_advisor.doors.entrance import Entrance, entrance
from it_advisor.doors.guard import NAME
from it_advisor.doors.http_server import application
from it_advisor.doors.notices import Notices
from it_advisor.doors.patience import PatientProtocol, allow_many_connections
from it_advisor.doors.place import Place, bracketed
from it_advisor.errors import Misconfigured, Words
from it_advisor.text import short

GRACE_SECONDS = 3
"""How long open streams may still run after a signal to stop."""


def serve(desk: Desk, place: Place, processes: int = 1, inherited: int | None = None) -> int:
    """Serve until a signal. Raises Misconfigured for an address that cannot or should not be used.

    `inherited` is the number of the open socket that one of several processes was given to serve.
    """
    _refuse_wrong_names(place.names)
    entered = entrance(desk, place)
    listener = _listen(place) if inherited is None else socket.socket(fileno=inherited)
    address = _address(place, listener)
    notices = Notices()
    config = _config(application(desk, notices, place, entered))
    if processes > 1 and inherited is None:
        return workers.together(processes, listener, address, desk.settings.metrics)
    if inherited is not None:
        workers.end_with_parent()
    allow_many_connections()
    gc.collect()
    gc.freeze()  # what start-up made lives for ever; without it a full collection stops every client for 40 ms
    _Serving(config, address if inherited is None else "", desk, notices, entered).run(sockets=[listener])
    return 0


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        log_config=None,  # as doors.log has set it up
        access_log=False,  # it would print query strings
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )


class _Serving(uvicorn.Server):
    """Says where it is once it can answer and be stopped, keeps its content fresh, ends subscriptions properly."""

    def __init__(
        self, config: uvicorn.Config, address: str, desk: Desk, notices: Notices, entered: Entrance | None
    ) -> None:
        super().__init__(config)
        self._address, self._desk, self._notices, self._entered = address, desk, notices, entered

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep_fresh, self._desk, self._notices.publish)
            if self._entered:
                tasks.start_soon(self._entered.witness.keep)
            await super().serve(sockets)
            tasks.cancel_scope.cancel()
        if self._entered:
            await self._entered.witness.write(everything=True)
        await self._desk.advisor.cabinet.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._address:
            print(self._address, file=sys.stderr, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._notices.close()
        await super().shutdown(sockets)


def _refuse_wrong_names(names: Sequence[str]) -> None:
    for name in names:
        if not re.fullmatch(NAME, name.lower()):
            words = Words(
                f"--allowed-host {short(name)}：只写主机名，如 mcp.example.com 或 [2001:db8::1]，不带协议和端口",
                f"--allowed-host {short(name)}: give the host's name alone, e.g. mcp.example.com or [2001:db8::1], "
                "without scheme and port",
            )
            raise Misconfigured(words)


def _listen(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family, backlog=2048)
    except OSError as error:
        at = f"{place.host}:{place.port}"
        raise Misconfigured(
            Words(
                f"无法监听 {at}：{error.strerror}；请换 --host 或 --port",
                f"cannot listen on {at}: {error.strerror}; try another --host or --port",
            )
        ) from error


def _address(place: Place, listener: socket.socket) -> str:
    at = f"http://{bracketed(place.host)}:{listener.getsockname()[1]}"
    return f"it-advisor: {at}/mcp (SSE {at}/sse, REST {at}/api/v1)"
