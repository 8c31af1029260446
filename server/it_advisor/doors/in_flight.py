"""Which requests are being answered, and which wait until one of them has been."""

import anyio
from mcp import types
from mcp.shared.dispatcher import coerce_request_id

from it_advisor.doors.lines import LINE_LIMIT
from it_advisor.doors.wire import Id

IN_FLIGHT_LIMIT = 64
"""Requests being answered at once, and no more than LINE_LIMIT bytes of them unless one alone has more; further ones
wait for room, while what cancels one is still read."""
HELD_LIMIT = 1_000
"""Requests that wait; beyond it, or beyond LINE_LIMIT bytes of them, reading waits as well."""
DRAIN_SECONDS = 2.0
"""How long the next answer may still take after the input has ended."""


class Crowd:
    """Requests by id, in their order, with the bytes of their lines; like the SDK it takes 7 and "7" for the same."""

    def __init__(self) -> None:
        self._requests: dict[Id, tuple[types.JSONRPCRequest, int]] = {}
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._requests)

    def __contains__(self, of: Id) -> bool:
        return coerce_request_id(of) in self._requests

    def add(self, request: types.JSONRPCRequest, size: int) -> None:
        self._requests[coerce_request_id(request.id)] = request, size
        self.bytes += size

    def drop(self, of: Id) -> bool:
        """Whether there was such a request."""
        _, size = self._requests.pop(coerce_request_id(of), (None, 0))
        self.bytes -= size
        return bool(size)

    def first(self) -> tuple[types.JSONRPCRequest, int]:
        """The one that came first, and its size; it is taken out."""
        request, size = next(iter(self._requests.values()))
        self.drop(request.id)
        return request, size


class InFlight:
    """The requests not answered yet."""

    def __init__(self) -> None:
        self._requests = Crowd()
        self._left = anyio.Event()

    def __contains__(self, of: Id) -> bool:
        return of in self._requests

    @property
    def room(self) -> bool:
        return len(self._requests) < IN_FLIGHT_LIMIT and self._requests.bytes < LINE_LIMIT

    def enter(self, request: types.JSONRPCRequest, size: int) -> None:
        self._requests.add(request, size)

    def leave(self, of: Id | None) -> None:
        if of is not None:
            self._requests.drop(of)
            self._left.set()

    async def one_left(self) -> bool:
        """Waits until one more has been answered or cancelled; False where that takes too long for an end."""
        self._left = anyio.Event()
        with anyio.move_on_after(DRAIN_SECONDS) as waiting:
            await self._left.wait()
        return not waiting.cancelled_caught

    async def drain(self) -> None:
        """Waits while answers still come."""
        while self._requests and await self.one_left():
            pass
