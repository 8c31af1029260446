"""Dossiers found by words and filters, a page at a time."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, Select, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import DEFAULT
from it_advisor.dossier import DossierList, DossierSearch
from it_advisor.dossier.answers import DossierHit
from it_advisor.store import fulltext
from it_advisor.store.database import Database
from it_advisor.store.indexing import dossiers_of
from it_advisor.store.paging import page, place
from it_advisor.store.schema import dossiers, signoffs

MOST_FOUND = 500
"""Dossiers looked at for words; filters and pages are taken from these."""


async def listing(database: Database, request: DossierSearch, workspace: str = DEFAULT) -> DossierList:
    """By words the best first, else the last changed first."""
    async with database.reading() as connection:
        if request.words.strip():
            rows, after = await _by_words(connection, request, workspace), place(request.after)
            shown, more = rows[after : after + request.limit], after + request.limit
            return DossierList(dossiers=tuple(map(_hit, shown)), more=str(more) if more < len(rows) else None)
        asked = _asked(request, workspace)
        found = await page(connection, asked, dossiers.c.number, request.after, request.limit)
        return DossierList(dossiers=tuple(map(_hit, found.rows)), more=found.more)


async def _by_words(connection: AsyncConnection, request: DossierSearch, workspace: str) -> Sequence[RowMapping]:
    refs = await fulltext.find(connection, dossiers_of(workspace), request.words, MOST_FOUND)
    found = _asked(request, workspace).where(dossiers.c.id.in_(refs))
    rows = {row["id"]: row for row in (await connection.execute(found)).mappings()}
    return [rows[ref] for ref in refs if ref in rows]


def _asked(request: DossierSearch, workspace: str) -> Select[tuple[object, ...]]:
    signed = exists().where(signoffs.c.dossier == dossiers.c.id, signoffs.c.revision == dossiers.c.head)
    found = select(dossiers, signed.label("signed")).where(dossiers.c.workspace == workspace)
    if request.signed is not None:
        found = found.where(signed if request.signed else ~signed)
    if request.dossier_language:
        found = found.where(dossiers.c.language == request.dossier_language)
    return found


def _hit(row: RowMapping) -> DossierHit:
    return DossierHit(
        id=row["id"],
        uri=f"dossier://{row['id']}",
        title=row["title"],
        language=row["language"],
        revision=row["head"],
        signed=bool(row["signed"]),
        changed_at=row["changed_at"],
    )
