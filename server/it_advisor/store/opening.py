"""The store, opened: one database and everything that works on it."""

import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime

import anyio

from it_advisor.caller import LOCAL, Caller
from it_advisor.dossier import DossierList, DossierReport, DossierRequest, DossierSearch
from it_advisor.errors import Unavailable
from it_advisor.store.address import address_of
from it_advisor.store.case_library import CaseLibrary
from it_advisor.store.database import Database
from it_advisor.store.dossiers import Dossiers
from it_advisor.store.ledger import Entry, Ledger
from it_advisor.store.listing import listing
from it_advisor.store.members import Members
from it_advisor.store.tokens import Tokens
from it_advisor.store.upgrading import bring_up
from it_advisor.store.watching import signs

_ID_BYTES = 16
SECONDS = 1.0
"""Before a database that went away is asked again; a file is looked at four times as often."""


def fresh_id() -> str:
    """128 random bits; nobody can guess one, and it says nothing."""
    return secrets.token_urlsafe(_ID_BYTES)


def now() -> datetime:
    return datetime.now(UTC)


class Store:
    """What operations work with."""

    def __init__(self, database: Database, now: Callable[[], datetime] = now, caller: Caller = LOCAL) -> None:
        """`caller` is whose workspace it shows and who signs what is written."""
        self.database = database
        self.ledger = Ledger(database, now, caller)
        self.dossiers = Dossiers(database, self.ledger, fresh_id)
        self.cases = CaseLibrary(database, self.ledger)
        self.tokens = Tokens(database, self.ledger)
        self.members = Members(database, self.ledger)

    def serving(self, caller: Caller) -> "Store":
        return Store(self.database, self.ledger.now, caller)

    async def note_refusals(self, counted: Iterable[tuple[str, str, str, int]]) -> None:
        """In the audit: who was refused, why and where, and how often."""
        async with self.database.writing() as connection:
            for actor, why, place, times in counted:
                await self.ledger.note(connection, Entry(actor, f"refuse {why} x{times}", place))

    async def changes(self) -> AsyncIterator[int]:
        """How often what is published has changed, each time it has; for ever. Outlives a database that restarts."""
        seen = -1
        while True:
            with suppress(Unavailable):
                async for _ in signs(self.database, SECONDS / 4):
                    if (now := await self.cases.counted()) != seen:
                        seen = now
                        yield now
            await anyio.sleep(SECONDS)

    async def listing(self, request: DossierSearch) -> DossierList:
        return await listing(self.database, request, self.ledger.caller.workspace)

    async def shown(self, request: DossierRequest) -> DossierReport:
        """A dossier, or those there are."""
        if request.id:
            return await self.dossiers.get(request.id, request)
        found = await self.listing(DossierSearch(words=request.words, after=request.after))
        return DossierReport(dossiers=found.dossiers, more=found.more)


async def open_store(written: str) -> Store:
    """Raises Misconfigured, Incomplete or Unavailable, each saying what to do."""
    database = Database(address_of(written))
    try:
        await bring_up(database)
    except BaseException:
        await database.close()
        raise
    return Store(database)
