"""Telling connected clients that a list has changed: those who asked (2026-07-28) and those who are told unasked."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import anyio
from anyio.streams.memory import MemoryObjectSendStream
from mcp import types
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler
from mcp.shared.subscriptions import PromptsListChanged, ResourcesListChanged, ServerEvent, ToolsListChanged
from mcp.types.version import MODERN_PROTOCOL_VERSIONS
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from it_advisor.desk import Changes
from it_advisor.errors import Words

SECONDS = 5.0
"""How long one client may take to be told."""
GRACE = 1.0
"""Seconds an event stream has to end by itself when the server stops."""
STREAMS = 1_000
"""Clients of either era that listen over HTTP at once."""

_NO_STREAM = Words(
    "此处没有可读的流；2026-07-28 起用 subscriptions/listen 订阅变更",
    "no stream is read here; since 2026-07-28 subscriptions/listen tells of changes",
)
_NOT_ACCEPTED = Words("请发送 Accept: text/event-stream", "send Accept: text/event-stream")
TOO_MANY = Words(
    "打开的流太多；请稍后再试，或用 /mcp 的 POST", "too many open streams; come again later, or POST to /mcp"
)

Tell = Callable[[types.JSONRPCNotification], Awaitable[None]]


class Notices:
    """Who is to be told, and telling them."""

    def __init__(self, streams: int = STREAMS) -> None:
        self._bus = InMemorySubscriptionBus()
        self.listen = ListenHandler(self._bus, max_subscriptions=streams)
        self._told: set[Tell] = set()
        self._streams: set[MemoryObjectSendStream[types.JSONRPCNotification]] = set()

    @contextmanager
    def telling(self, tell: Tell) -> Iterator[None]:
        """While the block runs, a client of the handshake era is told through `tell`."""
        self._told.add(tell)
        try:
            yield
        finally:
            self._told.discard(tell)

    async def publish(self, changes: Changes) -> None:
        """Tell everybody at once; returns within SECONDS, however many clients are stuck."""
        events: list[tuple[bool, ServerEvent, str]] = [
            (changes.prompts, PromptsListChanged(), "notifications/prompts/list_changed"),
            (changes.tools, ToolsListChanged(), "notifications/tools/list_changed"),
            (changes.resources, ResourcesListChanged(), "notifications/resources/list_changed"),
        ]
        for changed, event, _ in events:
            if changed:
                await self._bus.publish(event)
        due = [types.JSONRPCNotification(jsonrpc="2.0", method=method) for changed, _, method in events if changed]
        async with anyio.create_task_group() as telling:
            for tell in tuple(self._told):
                telling.start_soon(_told, tell, due)

    def close(self) -> None:
        """End every subscription and every event stream, as a server does that stops."""
        self.listen.close()
        for stream in tuple(self._streams):
            stream.close()

    async def stream(self, request: Request) -> Response:
        """The GET stream of Streamable HTTP for clients of the handshake era; it needs no session."""
        modern = request.headers.get("mcp-protocol-version") in MODERN_PROTOCOL_VERSIONS
        if modern or request.method != "GET":
            return PlainTextResponse(_NO_STREAM.said(None), 405, {"Allow": "POST" if modern else "GET, POST"})
        if "text/event-stream" not in request.headers.get("accept", ""):
            return PlainTextResponse(_NOT_ACCEPTED.said(None), 406)
        if len(self._told) >= STREAMS:
            return PlainTextResponse(TOO_MANY.said(None), 503, {"Retry-After": "10"})
        return EventSourceResponse(self._events(), ping=15, shutdown_grace_period=GRACE)

    async def _events(self) -> AsyncIterator[ServerSentEvent]:
        send, receive = anyio.create_memory_object_stream[types.JSONRPCNotification](16)
        self._streams.add(send)
        try:
            with self.telling(send.send), send, receive:
                async for notice in receive:
                    yield ServerSentEvent(notice.model_dump_json(by_alias=True, exclude_unset=True), event="message")
        finally:
            self._streams.discard(send)


async def _told(tell: Tell, due: Iterable[types.JSONRPCNotification]) -> None:
    """One client, unless it takes too long or has just left."""
    with anyio.move_on_after(SECONDS), suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
        for notice in due:
            await tell(notice)
