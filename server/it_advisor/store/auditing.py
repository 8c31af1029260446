"""The audit read: whether its chain is whole, and its rows."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.errors import Words
from it_advisor.store.ledger import linked
from it_advisor.store.schema import audit


class Checked(NamedTuple):
    """How far a chain was followed: rows, the last link, and what is wrong where it breaks."""

    rows: int
    chain: str
    faults: tuple[Words, ...]


async def rows(connection: AsyncConnection) -> AsyncIterator[dict[str, Any]]:
    """In their order."""
    async for found in await connection.stream(select(audit).order_by(audit.c.number)):
        yield dict(found._mapping)


async def checked(connection: AsyncConnection) -> Checked:
    """Every row against the one before it; from a changed row on, the rest is followed as it stands.

    A chain proves nothing of rows that were cut off its end: compare the last link with one noted before.
    """
    chain, number, faults = "", 0, []
    async for row in rows(connection):
        kept = row.pop("chain")
        if row["number"] != number + 1:
            faults.append(Words(f"审计缺第 {number + 1} 行", f"line {number + 1} of the audit is missing"))
        elif kept != linked(chain, row):
            faults.append(Words(f"审计第 {row['number']} 行被改动过", f"line {row['number']} of the audit was changed"))
        number, chain = row["number"], kept
    return Checked(number, chain, tuple(faults))
