"""Which requests are being answered, and which wait until one of them has been."""

import anyio
from mcp import types
from mcp.shared.dispatcher import coerce_request_id

from it_advisor.doors.lines import LINE_LIMIT
from it_advisor.doors.wire import Id

IN_FLIGHT_LIMIT = 64
"""Requests being answered at once; further ones wait for room, while what cancels one is still read."""
HELD_LIMIT = 1_000
"""Requests that wait; beyond it, or beyond LINE_LIMIT bytes of them, reading waits as well."""
DRAIN_SECONDS = 2.0
"""How long the next answer may still take after the input has ended."""


class InFlight:
    """The ids of requests not answered yet; like the SDK it takes 7 and "7" for the same."""

    def __init__(self) -> None:
        self._ids: set[Id] = set()
        self._left = anyio.Event()

    def __contains__(self, of: Id) -> bool:
        return coerce_request_id(of) in self._ids

    @property
    def room(self) -> bool:
        return len(self._ids) < IN_FLIGHT_LIMIT

    def enter(self, of: Id) -> None:
        self._ids.add(coerce_request_id(of))

    def leave(self, of: Id | None) -> None:
        if of is not None:
            self._ids.discard(coerce_request_id(of))
            self._left.set()

    async def one_left(self) -> None:
        """Waits until one more has been answered or cancelled."""
        self._left = anyio.Event()
        await self._left.wait()

    async def drain(self) -> None:
        """Waits while answers still come."""
        while self._ids:
            with anyio.move_on_after(DRAIN_SECONDS) as waiting:
                await self.one_left()
            if waiting.cancelled_caught:
                return


class Held:
    """Requests that wait for room, in their order."""

    def __init__(self) -> None:
        self._requests: dict[Id, tuple[types.JSONRPCRequest, int]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._requests)

    def __contains__(self, of: Id) -> bool:
        return coerce_request_id(of) in self._requests

    @property
    def full(self) -> bool:
        return len(self) >= HELD_LIMIT or self._bytes >= LINE_LIMIT

    def add(self, request: types.JSONRPCRequest, size: int) -> None:
        """`size` is its line's bytes."""
        self._requests[coerce_request_id(request.id)] = request, size
        self._bytes += size

    def first(self) -> types.JSONRPCRequest:
        """The one that waits longest, which waits no more."""
        request = next(iter(self._requests.values()))[0]
        self.drop(request.id)
        return request

    def drop(self, of: Id) -> bool:
        """Whether there was such a request."""
        _, size = self._requests.pop(coerce_request_id(of), (None, 0))
        self._bytes -= size
        return bool(size)
