"""What is served: what the files hold and what the store has published."""

import logging

from anyio import Lock, current_time, to_thread

from it_advisor.cabinet import Cabinet
from it_advisor.cases import Case
from it_advisor.content import Library
from it_advisor.errors import Misconfigured, Unavailable

logger = logging.getLogger(__name__)

SECONDS = 5.0
"""Before a database that was down is asked again for what is published."""


class Served:
    """One library made of both, replaced whole when either changes."""

    def __init__(self, files: Library, cabinet: Cabinet) -> None:
        self._cabinet = cabinet
        self.library = self.files = files
        self.counter = 0
        """How often what is published has changed; 0 before it was read."""
        self._published: tuple[Case, ...] = ()
        self._next_try = 0.0
        self._serving = Lock()
        """Held while a library is made ready: others wait for it, and an older one cannot replace it."""

    async def current(self) -> Library:
        """What is served, with what is published, which is read when it is first asked for.

        A database that is down takes nothing away but what is published; it is asked again a little later.
        """
        if self._cabinet.is_there and self.counter == 0 and current_time() >= self._next_try:
            self._next_try = current_time() + SECONDS
            try:
                await self.take_published()
            except (Unavailable, Misconfigured) as error:
                logger.warning("no published cases: %s", error)
        return self.library

    async def take_published(self) -> None:
        """Serve what is published now. Raises Unavailable or Misconfigured."""
        async with self._serving:
            counter, published = await (await self._cabinet.open()).cases.published()
            if counter != self.counter:
                await self._serve(self.files, published)
                self.counter = counter

    async def serve(self, files: Library) -> None:
        """These files, and what is published; made ready before anybody gets to see it."""
        async with self._serving:
            await self._serve(files, self._published)

    async def _serve(self, files: Library, published: tuple[Case, ...]) -> None:
        library = files.joined_by(published)
        await to_thread.run_sync(lambda: library.shelf)
        self.files, self.library, self._published = files, library, published
