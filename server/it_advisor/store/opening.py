"""The store, opened: one database and everything that works on it."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from it_advisor.dossier import DossierList, DossierSearch
from it_advisor.store.address import address_of
from it_advisor.store.database import Database
from it_advisor.store.dossiers import Dossiers
from it_advisor.store.ledger import Ledger
from it_advisor.store.listing import listing

_ID_BYTES = 16


def fresh_id() -> str:
    """128 random bits; nobody can guess one, and it says nothing."""
    return secrets.token_urlsafe(_ID_BYTES)


def now() -> datetime:
    return datetime.now(UTC)


class Store:
    """What operations work with."""

    def __init__(self, database: Database, now: Callable[[], datetime] = now) -> None:
        self.database = database
        self.ledger = Ledger(database, now)
        self.dossiers = Dossiers(database, self.ledger, fresh_id)

    async def listing(self, request: DossierSearch) -> DossierList:
        return await listing(self.database, request)


async def open_store(written: str) -> Store:
    """Raises Misconfigured, Incomplete or Unavailable, each saying what to do."""
    database = Database(address_of(written))
    try:
        await database.open()
    except BaseException:
        await database.close()
        raise
    return Store(database)
