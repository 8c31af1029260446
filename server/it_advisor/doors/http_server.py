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
from it_advisor.doors import batch_stream, mcp_server, rest, rest_resources, web
from it_advisor.doors.cross_origin import CrossOrigin, checked
from it_advisor.doors.guard import NAME, Guard
from it_advisor.doors.notices import TOO_MANY, Notices
from it_advisor.doors.web import reference
from it_advisor.errors import Misconfigured, Words
from it_advisor.text import short

SSE_STREAMS = 200
"""Legacy clients connected at once; each holds a stream open."""
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
    origins: tuple[str, ...] = ()
    """Of other sites, whose pages may call REST."""

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


def application(desk: Desk, notices: Notices, names: Sequence[str] = (), origins: Sequence[str] = ()) -> ASGIApp:
    """The whole HTTP service. `names` are the host names it may be called by, beside the loopback ones."""
    server = mcp_server.build(desk, notices)
    sse = LegacySse(server, notices)
    routes = [
        Route("/sse", _Endpoint(sse.stream), methods=["GET"]),
        Route("/messages", _Endpoint(sse.messages), methods=["POST"]),
        *rest.routes(desk.advisor, desk.operations),  # asked most
        *rest_resources.routes(desk.advisor),
        batch_stream.route(desk.advisor),
        *reference.routes(),
        rest.others(),
        *web.routes(desk),
    ]
    app = server.streamable_http_app(stateless_http=True, transport_security=_UNCHECKED, custom_starlette_routes=routes)
    app.router.routes.insert(0, Route("/mcp", notices.stream, methods=["GET"]))
    guarded = Guard(SessionNames(app), names, origins=origins)
    return CrossOrigin(guarded, origins) if origins else guarded


def serve(desk: Desk, place: Place) -> int:
    """Serve until a signal. Raises Misconfigured for an address that cannot or should not be used."""
    _refuse_open_address(place)
    _refuse_wrong_names(place.names)
    origins = checked((*place.origins, *desk.settings.cors_origins))
    listener = _listen(place)
    names = place.names if place.host in ("0.0.0.0", "::") else (*place.names, _bracketed(place.host))
    notices = Notices()
    config = uvicorn.Config(
        application(desk, notices, names, origins),
        log_config=None,  # as doors.log has set it up
        access_log=False,  # it would print query strings
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    gc.collect()
    gc.freeze()  # what start-up made lives for ever; without it a full collection stops every client for 40 ms
    address = f"http://{_bracketed(place.host)}:{listener.getsockname()[1]}"
    _Serving(config, address, desk, notices).run(sockets=[listener])
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
        at = self._address
        print(f"it-advisor: {at}/mcp (SSE {at}/sse, REST {at}/api/v1)", file=sys.stderr, flush=True)

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


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
