"""Which of the texts that are kept can be found by their words."""

from collections import defaultdict
from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import DEFAULT
from it_advisor.cases import Case
from it_advisor.dossier.record import Record
from it_advisor.store import fulltext
from it_advisor.store.ledger import read
from it_advisor.store.schema import case_versions, contributions, dossiers, revisions

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
    for workspace, dossier, record in await connection.execute(told):
        yield dossiers_of(workspace), (dossier, *text_of_record(Record.model_validate(read(record))))
    latest = contributions.join(
        case_versions,
        (case_versions.c.case_id == contributions.c.id) & (case_versions.c.version == contributions.c.version),
    )
    for case, content in await connection.execute(
        select(contributions.c.id, case_versions.c.content).select_from(latest)
    ):
        yield CASE, (case, *text_of_case(Case.model_validate(read(content))))


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
