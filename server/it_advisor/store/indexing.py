"""Which of the texts that are kept can be found by their words."""

import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import DEFAULT
from it_advisor.cases import Case
from it_advisor.dossier.record import Record
from it_advisor.store import fulltext
from it_advisor.store.ledger import read
from it_advisor.store.schema import case_versions, contributions, dossiers, revisions

logger = logging.getLogger(__name__)

M = TypeVar("M", bound=BaseModel)
CASE = "case"
Found = tuple[str, str, str]
"""A reference, what weighs most, and the rest."""


_AT_ONCE = 100
"""Texts taken up together; a statement for each would take several times as long."""


async def reindex(connection: AsyncConnection) -> None:
    """Full text made anew from what is kept."""
    await fulltext.forget(connection)
    waiting: defaultdict[str, list[Found]] = defaultdict(list)
    async for kind, row in texts_of(connection):
        waiting[kind].append(row)
        if len(waiting[kind]) == _AT_ONCE:
            await fulltext.put(connection, kind, waiting[kind])
            waiting[kind].clear()
    for kind, rows in waiting.items():
        await fulltext.put(connection, kind, rows)


async def texts_of(connection: AsyncConnection) -> AsyncIterator[tuple[str, Found]]:
    """The newest revision of every dossier, the newest version of every case."""
    newest = dossiers.join(
        revisions, (revisions.c.dossier == dossiers.c.id) & (revisions.c.revision == dossiers.c.head)
    )
    told = select(dossiers.c.workspace, dossiers.c.id, revisions.c.record).select_from(newest)
    async for workspace, dossier, kept in await connection.stream(told):
        if record := _read(dossier, kept, Record):
            yield dossiers_of(workspace), (dossier, *text_of_record(record))
    latest = contributions.join(
        case_versions,
        (case_versions.c.case_id == contributions.c.id) & (case_versions.c.version == contributions.c.version),
    )
    async for id, content in await connection.stream(
        select(contributions.c.id, case_versions.c.content).select_from(latest)
    ):
        if case := case_of(id, content):
            yield CASE, (id, *text_of_case(case))


def case_of(id: str, content: str) -> Case | None:
    """A case as it is kept, or None for one that this program cannot read, which is logged: the others go on."""
    return _read(id, content, Case)


def _read(id: str, kept: str, kind: type[M]) -> M | None:
    try:
        return kind.model_validate(read(kept))
    except ValueError as error:  # of JSON, or of what it says
        logger.warning("%s cannot be read, perhaps a newer program wrote it: %s", id, type(error).__name__)
        return None


def dossiers_of(workspace: str) -> str:
    """The kind of text a workspace's dossiers are: each is looked through alone, so none crowds out another's."""
    return "dossier" if workspace == DEFAULT else f"dossier {workspace}"


def text_of_record(record: Record) -> tuple[str, str]:
    brief = record.brief
    head = f"{record.about.title}\n{brief.business_nature}"
    body = [brief.technical_requirements or "", brief.company_size or ""]
    body += [one.need for one in record.requirements]
    body += [f"{one.choice} {' '.join(one.alternatives)}" for one in record.components]
    body += [one.name for one in record.options]
    return head, "\n".join((*body, *record.text.values()))


def text_of_case(case: Case) -> tuple[str, str]:
    """What the ranking of cases looks into: the head and the text, without the annex."""
    head = "\n".join((case.title, case.business_nature, *case.tags))
    return head, "\n".join((case.technical_requirements, case.company_size, case.summary))
