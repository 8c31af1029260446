"""Who was refused, for the audit: counted, so that no flood of refusals fills the database."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

import anyio

from it_advisor.cabinet import Cabinet
from it_advisor.errors import Misconfigured, Unavailable

logger = logging.getLogger(__name__)

SECONDS = 1.0
"""Between two looks at what is to be written."""
AGAIN = 60.0
"""Refusals of the same person for the same reason at the same place make one row in so many seconds."""
MOST = 200
"""Such kinds of refusals that are told apart at once."""


class Refused(NamedTuple):
    """A kind of refusal."""

    actor: str
    why: str
    place: str


class _Count(NamedTuple):
    waiting: int
    written: float


_OTHERS = Refused("-", "others", "-")
_NEVER = _Count(0, float("-inf"))


class Witness:
    """Counts refusals and writes them down."""

    def __init__(self, cabinet: Cabinet, clock: Callable[[], float] = monotonic) -> None:
        self._cabinet, self._clock = cabinet, clock
        self._counts: dict[Refused, _Count] = {}

    def tell(self, actor: str, why: str, place: str) -> None:
        kind = Refused(actor, why, place)
        kind = kind if kind in self._counts or len(self._counts) < MOST else _OTHERS
        before = self._counts.get(kind, _NEVER)
        self._counts[kind] = before._replace(waiting=before.waiting + 1)

    async def keep(self) -> None:
        """Write for ever."""
        while True:
            await anyio.sleep(SECONDS)
            await self.write()

    async def write(self, everything: bool = False) -> None:
        """What is due, or at the end everything. What cannot be written now is written later."""
        now = self._clock()
        due = {
            kind: count.waiting
            for kind, count in self._counts.items()
            if count.waiting and (everything or now - count.written >= AGAIN)
        }
        if due:
            try:
                await (await self._cabinet.open()).note_refusals((*kind, times) for kind, times in due.items())
            except (Unavailable, Misconfigured) as error:
                logger.warning("refusals are not written down yet: %s", error)
                return
        for kind, counted in due.items():
            self._counts[kind] = _Count(self._counts[kind].waiting - counted, now)
        for kind in [kind for kind, count in self._counts.items() if not count.waiting and now - count.written > AGAIN]:
            del self._counts[kind]
