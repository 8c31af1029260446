"""Dossiers in the store: begun, read, found, and carried on one step at a time."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.brief import Brief
from it_advisor.dossier import DossierRequest, Revised, Revision, Start
from it_advisor.dossier.answers import DossierReport
from it_advisor.dossier.difference import difference
from it_advisor.dossier.filling import of_brief, of_dossier, of_report
from it_advisor.dossier.judging import Panel, panel, ranking
from it_advisor.dossier.openness import open_points
from it_advisor.dossier.ownership import owners_of, people_of
from it_advisor.dossier.record import About, Record
from it_advisor.dossier.sections import SECTIONS, content_of
from it_advisor.dossier.writing import Reported, report_of
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.store.database import Database
from it_advisor.store.ledger import Entry, Ledger
from it_advisor.store.place import Place
from it_advisor.store.rows import (
    NewRevision,
    ballots_of,
    comments_of,
    head_of,
    history_of,
    put_dossier,
    put_revision,
    record_of,
    revision_row,
    signoffs_of,
)
from it_advisor.store.steps import STEPS
from it_advisor.text import answer_language, short

_NEEDED = Words(
    "必填：组织做什么；只有 copy_of 时可省略", "is required: what the organisation does; only a copy may leave it out"
)
MOST_REPORTED = 400_000
"""Characters of a dossier's report that is checked or made into documents."""


class Dossiers:
    """Every operation on dossiers; each writes in one transaction or not at all."""

    def __init__(self, database: Database, ledger: Ledger, fresh_id: Callable[[], str]) -> None:
        self._database, self._ledger, self._fresh_id = database, ledger, fresh_id
        self._workspace = ledger.caller.workspace

    async def start(self, request: Start) -> Revised:
        async def begin(connection: AsyncConnection) -> Revised:
            record = await self._first(connection, request)
            dossier, at = self._fresh_id(), self._ledger.stamp()
            await put_dossier(connection, self._workspace, dossier, record, at)
            new = NewRevision(dossier, 1, 0, "", _source(request), request.author, at)
            text = await put_revision(connection, new, record)
            await self._ledger.note(connection, Entry(request.author, "start_dossier", dossier, after=text))
            return revised(dossier, record, 1)

        return await self._ledger.once(request, Revised, begin)

    async def _first(self, connection: AsyncConnection, request: Start) -> Record:
        brief, about = _brief(request), None
        if request.copy_of:
            head = await head_of(connection, self._workspace, request.copy_of, "copy_of")
            record = record_of(await revision_row(connection, request.copy_of, head["head"]))
            about = _about(request, record.about.title, record.about.currency)
            return of_dossier(record, brief or record.brief, about)
        if brief is None:
            raise BadRequest(Problem("business_nature", _NEEDED))
        if request.report:
            return _titled(of_report(request.report, brief), request)
        return of_brief(brief, _about(request, short(brief.business_nature, 80), "CNY"))

    async def reported(self, dossier: str) -> Reported:
        """The newest revision as a report. Raises NotFound, BadRequest for one that is longer than any report."""
        async with self._database.reading() as connection:
            head = await head_of(connection, self._workspace, dossier, "report")
            record = record_of(await revision_row(connection, dossier, head["head"]))
        report = report_of(record)
        if (size := len(report)) > MOST_REPORTED:
            words = Words(
                f"档案的报告有 {size} 字，至多 {MOST_REPORTED}", f"has {size} characters; {MOST_REPORTED} fit"
            )
            raise BadRequest(Problem("report", words))
        return Reported(report, record.brief.model_dump())

    async def get(self, dossier: str, request: DossierRequest) -> DossierReport:
        async with self._database.reading() as connection:
            head = await head_of(connection, self._workspace, dossier)
            number = request.revision or head["head"]
            record = record_of(await revision_row(connection, dossier, number))
            signed = await signoffs_of(connection, dossier, head["head"])
            shown = DossierReport(
                id=dossier,
                uri=f"dossier://{dossier}",
                title=record.about.title,
                language=record.about.language,
                revision=number,
                newest=head["head"],
                signoffs=signed.shown,
                older_signoffs=signed.older,
            )
            return shown.model_copy(update=await _view(connection, shown, request, record))

    async def revise(self, request: Revision) -> Revised:
        async def step(connection: AsyncConnection) -> Revised:
            head = await head_of(connection, self._workspace, request.id)
            newest = record_of(await revision_row(connection, request.id, head["head"]))
            place = Place(connection, request, head["head"], newest, self._ledger.stamp(), self._fresh_id)
            await revision_row(connection, request.id, request.base_revision, "base_revision")
            taken = await STEPS[request.action](place)
            entry = Entry(request.author, f"{request.action} {request.section or ''}".strip(), request.id, *taken.texts)
            await self._ledger.note(connection, entry)
            signed = await signoffs_of(connection, request.id, taken.revision)
            outdated = tuple(f"{one.role} {one.person} ({one.revision})" for one in signed.shown if one.outdated)
            answer = revised(request.id, taken.record, taken.revision)
            told_owners = tuple(one.said(taken.record.about.language) for one in taken.notices)
            more: dict[str, object] = {
                "merged": taken.merged,
                "comment": taken.comment,
                "notices": told_owners,
                "outdated_signoffs": outdated,
            }
            if request.action == "score" or request.section == "scorers":
                more["panel"] = panel(taken.record, await ballots_of(connection, request.id))
            return answer.model_copy(update=more)

        return await self._ledger.once(request, Revised, step)


async def _view(
    connection: AsyncConnection, shown: DossierReport, request: DossierRequest, record: Record
) -> dict[str, object]:
    dossier, section = shown.id or "", request.section
    match request.view:
        case "whole" if section:
            said = await comments_of(connection, dossier, people_of(record), request)
            return {"content": content_of(record, section), "owners": owners_of(record, section), **said._asdict()}
        case "whole":
            told = await _panel(connection, shown)
            return {**_whole(record), "owners": record.owners, "ranking": ranking(record), "panel": told}
        case "report":
            return {"report": report_of(record)}
        case "history":
            return (await history_of(connection, dossier, request))._asdict()
        case "comments":
            return (await comments_of(connection, dossier, people_of(record), request))._asdict()
        case "scores":
            return {"panel": await _panel(connection, shown), "ranking": ranking(record)}
    return {"changes": await _changes(connection, shown, request, record)}


async def _panel(connection: AsyncConnection, shown: DossierReport) -> Panel | None:
    """By the list of now, whichever revision is shown: an older list must not show what is hidden."""
    newest = record_of(await revision_row(connection, shown.id or "", shown.newest))
    return panel(newest, await ballots_of(connection, shown.id or ""))


def _whole(record: Record) -> dict[str, object]:
    return {"content": record.model_dump(mode="json"), "sections": SECTIONS, "open_points": _said(record)}


async def _changes(
    connection: AsyncConnection, shown: DossierReport, request: DossierRequest, record: Record
) -> object:
    earlier = shown.revision - 1 if request.against is None else request.against
    if not 0 < earlier < shown.revision:
        raise BadRequest(Problem("against", _against(shown.revision)))
    before = record_of(await revision_row(connection, shown.id or "", earlier, "against"))
    return difference(before, record, (earlier, shown.revision))


def _against(shown: int) -> Words:
    if shown == 1:
        return Words("第 1 版之前没有版本可比", "revision 1 is the first; there is nothing to compare it with")
    return Words(f"应早于所看的第 {shown} 版", f"must be earlier than the revision shown, which is {shown}")


def revised(dossier: str, record: Record, number: int) -> Revised:
    return Revised(
        id=dossier,
        uri=f"dossier://{dossier}",
        title=record.about.title,
        language=record.about.language,
        revision=number,
        open_points=_said(record),
    )


def _said(record: Record) -> tuple[str, ...]:
    return tuple(words.said(record.about.language) for words in open_points(record))


def _source(request: Start) -> str:
    return f"copy of {request.copy_of}" if request.copy_of else "report" if request.report else "brief"


def _brief(request: Start) -> Brief | None:
    if not request.business_nature:
        return None
    return Brief(**{name: getattr(request, name) for name in Brief.model_fields})


def _titled(record: Record, request: Start) -> Record:
    """Under the title that was asked for. Raises BadRequest for money told otherwise than in the report."""
    for field in ("currency", "horizon_years"):
        asked, there = getattr(request, field), getattr(record.about, field)
        if field in request.model_fields_set and asked is not None and asked != there:
            raise BadRequest(
                Problem(field, Words(f"报告中是 {there}；请去掉", f"is {there} in the report; leave it out"))
            )
    return record.model_copy(
        update={"about": record.about.model_copy(update={"title": request.title or record.about.title})}
    )


def _about(request: Start, title: str, currency: str) -> About:
    language = answer_language(request.language, *filter(None, (request.business_nature, title)))
    return About(
        title=request.title or title,
        language=language,
        currency=request.currency or currency,
        horizon_years=request.horizon_years,
    )
