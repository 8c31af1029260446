"""What a server tells of each request it has answered: route, status and time; never an address's query or a body."""

import logging
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("it_advisor.requests")

FAILED = 499
"""The status of a request whose client left, or whose answer broke off, before one was sent."""


class Answered(NamedTuple):
    """A request that is over; a stream is told when it ends."""

    method: str
    route: str
    """As it is written in the table of routes, `/cases/{id}`: what stands in its place is the client's."""
    status: int
    seconds: float


Tell = Callable[[Answered], None]
Begin = Callable[[Scope], Tell]
"""For what has to know of a request from its beginning."""


class Journal:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, telling: Sequence[Tell], beginning: Sequence[Begin] = ()) -> None:
        self._app, self._telling, self._beginning = app, telling, beginning

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, begun = FAILED, perf_counter()
        telling = [*self._telling, *(begin(scope) for begin in self._beginning)]

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            answered = Answered(scope["method"], _route_of(scope), status, perf_counter() - begun)
            for tell in telling:
                tell(answered)


def _route_of(scope: Scope) -> str:
    """Empty where the request went no further than a check before the routes."""
    return str(getattr(scope.get("route"), "path", ""))


def log(answered: Answered) -> None:
    """A line, with its facts apart for whoever reads the log as JSON."""
    facts = answered._asdict() | {"seconds": round(answered.seconds, 6)}
    logger.info(
        "%s %s %d %.1f ms",
        answered.method,
        answered.route or "-",
        answered.status,
        answered.seconds * 1000,
        extra={"facts": facts},
    )
