"""One HTTP server: MCP at /mcp (both eras), legacy SSE at /sse and /messages, REST at /api/v1."""

from typing import Any
from uuid import uuid4

from mcp import types
from mcp.server import Server
from mcp.server.sse import SseServerTransport
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.message import SessionMessage
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from it_advisor.caller import NOBODY
from it_advisor.desk import Desk
from it_advisor.doors import batch_stream, health, journal, mcp_server, metrics, rest, rest_resources, spans, web
from it_advisor.doors.cross_origin import CrossOrigin, checked
from it_advisor.doors.entrance import Entrance
from it_advisor.doors.guard import Guard
from it_advisor.doors.journal import Journal, Tell
from it_advisor.doors.load import Load
from it_advisor.doors.notices import TOO_MANY, Notices
from it_advisor.doors.place import Place
from it_advisor.doors.web import reference, sign_in
from it_advisor.settings import Settings

SSE_STREAMS = 200
"""Legacy clients connected at once; each holds a stream open."""
SHARED_PER_MINUTE = 600
"""Requests of one caller, where nothing else is set: ten times what a person with a busy client sends."""

_UNCHECKED = TransportSecuritySettings(enable_dns_rebinding_protection=False)
"""The SDK's own check of names is a prefix match; Guard has done it strictly before."""


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


def application(desk: Desk, notices: Notices, place: Place, entered: Entrance | None = None) -> ASGIApp:
    """The whole HTTP service. Where callers sign in, a route that forgot to ask who calls serves nobody.

    Without an entrance nobody has to sign in.
    """
    desk = desk.serving(NOBODY) if entered else desk
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
        *health.routes(desk),
        *((*entered.routes(), *sign_in.routes(entered)) if entered else ()),
        *web.routes(desk),
    ]
    app = server.streamable_http_app(stateless_http=True, transport_security=_UNCHECKED, custom_starlette_routes=routes)
    app.router.routes.insert(0, Route("/mcp", notices.stream, methods=["GET"]))
    return _guarded(app, desk.settings, place, entered)


def _guarded(app: Starlette, settings: Settings, place: Place, entered: Entrance | None) -> ASGIApp:
    """With what every request passes first: counted, allowed from elsewhere, checked, and not too many at once."""
    telling: list[Tell] = [journal.log] if settings.log_requests else []
    if settings.metrics:
        count, shown = metrics.counting()
        app.router.routes.insert(0, shown)
        telling.append(count)
    origins = checked((*place.origins, *settings.cors_origins))
    bounded = Load(SessionNames(app), _per_minute(settings, place))
    guarded: ASGIApp = Guard(bounded, place.called, gate=entered.gate if entered else None, origins=origins)
    open_to = CrossOrigin(guarded, origins) if origins else guarded
    beginning = [spans.begin] if spans.are_recorded() else []
    return Journal(open_to, telling, beginning) if telling or beginning else open_to


def _per_minute(settings: Settings, place: Place) -> int:
    """Requests of one caller; 0 for as many as they like."""
    if settings.requests_per_minute is not None:
        return settings.requests_per_minute
    return SHARED_PER_MINUTE if place.is_shared else 0
