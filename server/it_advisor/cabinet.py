"""The store behind a door that opens when somebody first needs what is inside."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
from anyio import to_thread

from it_advisor.later import Later
from it_advisor.settings import Settings

if TYPE_CHECKING:
    from it_advisor.store.opening import Store


class Cabinet:
    """One installation's store. What fails to open is tried again by the next who asks."""

    def __init__(self, settings: Settings) -> None:
        self._place = settings.database or str(settings.own_database)
        self.is_there = settings.database is not None or settings.own_database.is_file()
        """Whether anything can be in it: one is configured, or this user has written to their own before."""
        self._store: Store | None = None
        self._opening = anyio.Lock()

    async def open(self) -> "Store":
        """Raises Misconfigured, Incomplete or Unavailable."""
        if self._store is None:
            async with self._opening:
                if self._store is None:
                    self._store = await self._opened()
        return self._store

    async def _opened(self) -> "Store":
        opens = Later("it_advisor.store.opening", "open_store")
        find: Callable[[str], Awaitable[Store]] = await to_thread.run_sync(lambda: opens.found)  # half a second once
        store = await find(self._place)
        self.is_there = True
        return store

    async def close(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            await store.database.close()
