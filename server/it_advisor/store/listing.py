"""Dossiers found by words and filters, a page at a time."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, Select, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import DEFAULT
from it_advisor.dossier import DossierList, DossierSearch
from it_advisor.dossier.answers import DossierHit
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.store import fulltext
from it_advisor.store.database import Database
from it_advisor.store.indexing import dossiers_of
from it_advisor.store.schema import dossiers, signoffs

MOST_FOUND = 500
"""Dossiers looked at for words; filters and pages are taken from these."""
_CURSOR = Words("应为上一页的 more", "must be `more` of the page before")


async def listing(database: Database, request: DossierSearch, workspace: str = DEFAULT) -> DossierList:
    """By words the best first, else the last changed first."""
    after = _place(request.after)
    async with database.reading() as connection:
        if request.words.strip():
            rows = await _by_words(connection, request, workspace)
            page, more = rows[after : after + request.limit], after + request.limit
            return DossierList(dossiers=tuple(map(_hit, page)), more=str(more) if more < len(rows) else None)
        found = _asked(request, workspace).order_by(dossiers.c.number.desc()).limit(request.limit + 1)
        if after:
            found = found.where(dossiers.c.number < after)
        rows = (await connection.execute(found)).mappings().all()
    page = rows[: request.limit]
    following = str(page[-1]["number"]) if len(rows) > request.limit else None
    return DossierList(dossiers=tuple(map(_hit, page)), more=following)


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


def _place(after: str | None) -> int:
    """Raises BadRequest for what is no cursor."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 18):
        raise BadRequest(Problem("after", _CURSOR))
    return int(after)
