"""What is served: what the files hold and what the store has published."""

import logging

from anyio import current_time, to_thread

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
        found = await (await self._cabinet.open()).cases.published()
        if found[0] != self.counter:
            self.counter, self._published = found
            await self.serve(self.files)

    async def serve(self, files: Library) -> None:
        """These files, and what is published; made ready before anybody gets to see it."""
        library = files.joined_by(self._published)
        await to_thread.run_sync(lambda: library.shelf)
        self.files, self.library = files, library
