"""One HTTP server: MCP at /mcp (both eras), legacy SSE at /sse and /messages, REST at /api/v1."""

import gc
import ipaddress
import re
import socket
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import uuid4

import anyio
import uvicorn
from mcp import types
from mcp.server import Server
from mcp.server.sse import SseServerTransport
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.message import SessionMessage
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from it_advisor.desk import Desk, keep_fresh
from it_advisor.doors import health, journal, mcp_server, metrics, rest, web, workers
from it_advisor.doors.guard import NAME, Guard
from it_advisor.doors.journal import Journal, Tell
from it_advisor.doors.load import Load
from it_advisor.doors.notices import TOO_MANY, Notices
from it_advisor.doors.patience import PatientProtocol, allow_many_connections
from it_advisor.errors import Misconfigured, Words
from it_advisor.settings import Settings
from it_advisor.text import short

SSE_STREAMS = 200
"""Legacy clients connected at once; each holds a stream open."""
SHARED_PER_MINUTE = 600
"""Requests of one caller, where nothing else is set: ten times what a person with a busy client sends."""
GRACE_SECONDS = 3
"""How long open streams may still run after a signal to stop."""

_UNCHECKED = TransportSecuritySettings(enable_dns_rebinding_protection=False)
"""The SDK's own check of names is a prefix match; Guard has done it strictly before."""


class Place(NamedTuple):
    """Where the server listens and by which names it may be called."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    open_to_all: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether others than whoever started it are to reach it."""
        return self.open_to_all or bool(self.names)


class LegacySse:
    """The transport of 2024: a stream of events, and messages posted beside it."""

    def __init__(self, server: Server[Any], notices: Notices) -> None:
        self._server = server
        self._notices = notices
        self._transport = SseServerTransport("/messages", _UNCHECKED)
        self._open = 0

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open >= SSE_STREAMS:
            full = PlainTextResponse(TOO_MANY.said(None), 503, {"Retry-After": "10"})
            await full(scope, receive, send)
            return
        self._open += 1
        try:
            async with self._transport.connect_sse(scope, receive, send) as (requests, answers):

                async def tell(notice: types.JSONRPCNotification) -> None:
                    await answers.send(SessionMessage(notice))

                with self._notices.telling(tell):
                    await self._server.run(requests, answers, self._server.create_initialization_options())
            await send({"type": "http.response.body", "body": b""})  # a server that stops ends the stream properly
        finally:
            self._open -= 1

    async def messages(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._transport.handle_post_message(scope, receive, send)


class _Endpoint:
    """An ASGI application as a route's endpoint; Starlette takes a bare method for a handler of requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


class SessionNames:
    """Gives a client of the handshake era a session's name, since some open their stream for notices only with one.

    Nothing is kept under the name: any replica answers any request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                message["headers"] = [*message["headers"], (b"mcp-session-id", uuid4().hex.encode())]
            await send(message)

        await self._app(scope, receive, named if _opens(scope) else send)


def _opens(scope: Scope) -> bool:
    """Whether this is a handshake's first request, which alone has neither a version nor a session in its head."""
    if scope["type"] != "http" or (scope["method"], scope["path"]) != ("POST", "/mcp"):
        return False
    return not {name for name, _ in scope["headers"]} & {b"mcp-protocol-version", b"mcp-session-id"}


def application(desk: Desk, notices: Notices, names: Sequence[str] = (), is_shared: bool = False) -> ASGIApp:
    """The whole HTTP service. `names` are the host names it may be called by, beside the loopback ones."""
    server = mcp_server.build(desk, notices)
    sse = LegacySse(server, notices)
    routes = [
        Route("/sse", _Endpoint(sse.stream), methods=["GET"]),
        Route("/messages", _Endpoint(sse.messages), methods=["POST"]),
        *health.routes(desk),
        *rest.routes(desk.advisor, desk.operations),
        *web.routes(desk),
    ]
    app = server.streamable_http_app(stateless_http=True, transport_security=_UNCHECKED, custom_starlette_routes=routes)
    app.router.routes.insert(0, Route("/mcp", notices.stream, methods=["GET"]))
    telling: list[Tell] = [journal.log] if desk.settings.log_requests else []
    if desk.settings.metrics:
        count, shown = metrics.counting()
        app.router.routes.insert(0, shown)
        telling.append(count)
    guarded = Guard(Load(SessionNames(app), _rate(desk.settings, is_shared)), names)
    return Journal(guarded, telling) if telling else guarded


def _rate(settings: Settings, is_shared: bool) -> int:
    """Requests a minute of one caller."""
    if settings.requests_per_minute is not None:
        return settings.requests_per_minute
    return SHARED_PER_MINUTE if is_shared else 0


def serve(desk: Desk, place: Place, processes: int = 1, inherited: int | None = None) -> int:
    """Serve until a signal. Raises Misconfigured for an address that cannot or should not be used.

    `inherited` is the number of the open socket that one of several processes was given to serve.
    """
    _refuse_open_address(place)
    _refuse_wrong_names(place.names)
    listener = _listen(place) if inherited is None else socket.socket(fileno=inherited)
    address = _address(place, listener)
    if processes > 1 and inherited is None:
        return workers.together(processes, listener, address, desk.settings.metrics)
    if inherited is not None:
        workers.end_with_parent()
    allow_many_connections()
    names = place.names if place.host in ("0.0.0.0", "::") else (*place.names, _bracketed(place.host))
    notices = Notices()
    config = uvicorn.Config(
        application(desk, notices, names, place.is_shared),
        http=PatientProtocol,
        log_config=None,  # as doors.log has set it up
        access_log=False,  # it would print query strings
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    gc.collect()
    gc.freeze()  # what start-up made lives for ever; without it a full collection stops every client for 40 ms
    _Serving(config, address if inherited is None else "", desk, notices).run(sockets=[listener])
    return 0


class _Serving(uvicorn.Server):
    """Says where it is once it can answer and be stopped, keeps its content fresh, ends subscriptions properly."""

    def __init__(self, config: uvicorn.Config, address: str, desk: Desk, notices: Notices) -> None:
        super().__init__(config)
        self._address, self._desk, self._notices = address, desk, notices

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep_fresh, self._desk, self._notices.publish)
            await super().serve(sockets)
            tasks.cancel_scope.cancel()
        await self._desk.advisor.cabinet.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._address:
            print(self._address, file=sys.stderr, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._notices.close()
        await super().shutdown(sockets)


def _refuse_open_address(place: Place) -> None:
    if place.open_to_all or place.host == "localhost":
        return
    try:
        local = ipaddress.ip_address(place.host).is_loopback
    except ValueError:
        local = False
    if not local:
        words = Words(
            f"{place.host} 可被其他计算机访问，而本服务没有登录；请用 127.0.0.1，或确知风险时加 --insecure-no-auth",
            f"others can reach {place.host} and nobody signs in; use 127.0.0.1, or add --insecure-no-auth knowingly",
        )
        raise Misconfigured(words)


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
    at = f"http://{_bracketed(place.host)}:{listener.getsockname()[1]}"
    return f"it-advisor: {at}/mcp (SSE {at}/sse, REST {at}/api/v1)"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
