"""How much work a server takes on: so many requests at once, and so many a minute of one caller.

What is beyond is refused at once, with the time after which to come again, so that what was accepted is done in time.
Each process counts for itself.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from math import ceil
from time import monotonic

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from it_advisor.doors.guard import problem
from it_advisor.errors import Words

AT_ONCE = 300
"""Requests at work; one costs a few milliseconds of a core, so that the last of them waits for about a second."""
BUSY = -32000
"""The code of an MCP error that is this server's own: the request was not looked at."""
SHARING = 10
"""Callers at full rate that one address, as of an office or a proxy, may have."""
CALLERS = 10_000
"""Remembered; of more, the one heard of longest ago is forgotten, and starts anew."""
BURST = 0.25
"""The part of a minute's requests that may come at once."""
OPEN = frozenset({"/healthz", "/readyz", "/metrics"})
"""Answered whatever the load: who watches a server must not take it for dead when it is busy."""

_BUSY = Words("服务正忙；请在 Retry-After 所示的秒数后重试", "the server is busy; try again after Retry-After seconds")
_TOO_MANY = Words(
    "请求过于频繁；每分钟至多 {0} 次，请在 Retry-After 所示的秒数后重试",
    "too many requests; at most {0} a minute, try again after Retry-After seconds",
)


class Rate:
    """Buckets of requests, one a caller, that fill up again with time."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._most = max(1.0, per_minute * BURST)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str) -> int:
        """Seconds until the caller may ask again; 0 where it may now, which takes one request from its bucket."""
        now = self._clock()
        left, before = self._left.pop(caller, (self._most, now))
        left = min(self._most, left + max(0.0, now - before) * self.per_minute / 60)
        self._left[caller] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > CALLERS:
            self._left.popitem(last=False)
        return 0 if left >= 1 else ceil((1 - left) * 60 / self.per_minute)


class Load:
    """Wraps the whole application. An event stream counts until it has begun; streams are bounded by who opens them."""

    def __init__(self, app: ASGIApp, per_minute: int = 0, at_once: int = AT_ONCE) -> None:
        """`per_minute` requests of one caller; 0 for as many as they like."""
        self._app, self._per_minute, self._at_once = app, per_minute, at_once
        self._callers, self._addresses = Rate(per_minute), Rate(per_minute * SHARING)
        self.at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN:
            await self._app(scope, receive, send)
        elif self.at_work >= self._at_once:
            await refusal(scope["path"], 503, _BUSY, 1)(scope, receive, send)
        elif seconds := self._wait(scope):
            words = Words(*(said.format(self._per_minute) for said in _TOO_MANY))
            await refusal(scope["path"], 429, words, seconds)(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds this caller has to wait: a token at an address, and all who share the address together."""
        if not self._per_minute:
            return 0
        address = (scope.get("client") or ("",))[0]
        token = b"".join(value for name, value in scope["headers"] if name == b"authorization")
        return self._addresses.wait(address) or self._callers.wait(f"{address} {sha256(token).hexdigest()}")

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.at_work += 1
        counts = True

        async def watched(message: Message) -> None:
            nonlocal counts
            if counts and message["type"] == "http.response.start" and _is_stream(message["headers"]):
                counts, self.at_work = False, self.at_work - 1
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self.at_work -= counts


def _is_stream(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/event-stream") for name, value in headers)


def refusal(path: str, status: int, words: Words, seconds: int) -> Response:
    """In the shape of the door the request was for."""
    headers = {"Retry-After": str(seconds)}
    if path.startswith("/api/"):
        return problem(status, words.said(None), headers=headers)
    body = {"jsonrpc": "2.0", "id": None, "error": {"code": BUSY, "message": words.said(None)}}
    return JSONResponse(body, status_code=status, headers=headers)
