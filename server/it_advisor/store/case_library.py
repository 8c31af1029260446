"""Contributed cases in the store: given, looked at, published, followed up."""

import logging
from collections.abc import Sequence

from sqlalchemy import JSON, ColumnElement, Select, cast, func, insert, select, text, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.cases import Case, CaseCard
from it_advisor.contribution import Contributed, Contribution, Review, Reviewed
from it_advisor.contribution.answers import Waiting
from it_advisor.contribution.making import of_file, of_record, refuse_both, whole_text
from it_advisor.contribution.outcomes import ReferenceClass, reference_classes
from it_advisor.contribution.requests import Outcome
from it_advisor.contribution.screening import screen
from it_advisor.contribution.states import SEEN, after
from it_advisor.errors import BadRequest, Conflict, Problem, Words
from it_advisor.store import fulltext
from it_advisor.store.database import CHANNEL, Database
from it_advisor.store.deeds import case_row, deeds_of, next_deed, version_row
from it_advisor.store.indexing import CASE, text_of_case
from it_advisor.store.ledger import Entry, Ledger, fact, next_number, read, written
from it_advisor.store.rows import head_of, record_of, revision_row
from it_advisor.store.schema import case_versions, contributions, outcomes

logger = logging.getLogger(__name__)

MOST_LISTED = 50
MOST_SERVED = 10_000
"""Published cases that take part in ranking; a server holds them in memory."""
_CONSENT = Words(
    "必填：licence、consent: true 和 consent_by（组织中有权同意公开的人）",
    "needs a licence, consent: true and consent_by: who may agree for the organisation and did",
)


class CaseLibrary:
    """Every operation on contributed cases; each writes in one transaction or not at all."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    async def contribute(self, request: Contribution) -> Contributed:
        work = self._follow_up if request.outcome else self._take
        return await self._ledger.once(request, Contributed, lambda connection: work(connection, request))

    async def _take(self, connection: AsyncConnection, request: Contribution) -> Contributed:
        """Raises BadRequest where something in it may not be published, naming the lines."""
        if not (request.consent and request.consent_by and request.licence):
            raise BadRequest(Problem("consent", _CONSENT))
        case = await self._made(connection, request)
        screened = screen(whole_text(case), request.hidden_names)
        _refuse(screened.forbidden, request)
        version, content = await self._put(connection, case), written(case.model_dump(mode="json"))
        row = {
            "case_id": case.id,
            "version": version,
            "contributor": request.author,
            "licence": request.licence,
            "consent": request.consent_by,
            "warnings": written(screened.doubtful),
            "at": self._ledger.stamp(),
            "content": content,
        }
        await connection.execute(insert(case_versions).values(row))
        await fulltext.put(connection, CASE, [(case.id, *text_of_case(case))])
        await self._ledger.note(connection, Entry(request.author, "contribute_case", case.id, after=content))
        return Contributed(id=case.id, version=version, state="pending", warnings=screened.doubtful)

    async def _made(self, connection: AsyncConnection, request: Contribution) -> Case:
        refuse_both(request)
        if not request.dossier:
            return of_file(request)
        head = await head_of(connection, self._ledger.caller.workspace, request.dossier, "dossier")
        record = record_of(await revision_row(connection, request.dossier, head["head"]))
        return of_record(request, record, self._ledger.today())

    async def _put(self, connection: AsyncConnection, case: Case) -> int:
        """The number of the new version, which waits; one that is published meanwhile goes on being read."""
        about = {"title": case.title, "language": case.language, "state": "pending", "changed_at": self._ledger.stamp()}
        number = await next_number(connection)
        found = select(contributions.c.version).where(contributions.c.id == case.id)
        before = (await connection.execute(found)).scalar()
        if before is None:
            fresh = {"id": case.id, "number": number, "version": 1, "published": 0}
            await connection.execute(insert(contributions).values(**fresh, **about))
            return 1
        change = update(contributions).where(contributions.c.id == case.id)
        await connection.execute(change.values(number=number, version=before + 1, **about))
        return int(before) + 1

    async def _follow_up(self, connection: AsyncConnection, request: Contribution) -> Contributed:
        row = await case_row(connection, request.id)
        if not row["published"]:
            words = Words("还没有公开；公开后再记录结果", "is not published yet; outcomes come after that")
            raise Conflict(Problem("outcome", words))
        assert request.outcome is not None
        if request.outcome.as_of > self._ledger.today():
            words = Words("在将来；请写看到结果的日期", "lies ahead; give the day on which it was seen")
            raise BadRequest(Problem("outcome.as_of", words))
        facts = written(request.outcome.model_dump(mode="json"))
        _refuse(screen(request.outcome.note, request.hidden_names, "outcome.note").forbidden, request)
        number = await next_number(connection)
        told = {"case_id": request.id, "number": number, "author": request.author, "facts": facts}
        await connection.execute(insert(outcomes).values(**told, at=self._ledger.stamp()))
        await self._ledger.note(connection, Entry(request.author, "record_outcome", request.id, after=facts))
        return Contributed(id=row["id"], version=row["version"], state=row["state"])

    async def review(self, request: Review) -> Reviewed:
        if request.verdict is None:
            async with self._database.reading() as connection:
                return await self._looked_at(connection, request)
        return await self._ledger.once(request, Reviewed, lambda connection: self._judged(connection, request))

    async def _looked_at(self, connection: AsyncConnection, request: Review) -> Reviewed:
        if request.id is None:
            return await _waiting(connection, request.words)
        row = await case_row(connection, request.id)
        shown = await version_row(connection, request.id, request.version or row["version"])
        case = Case.model_validate(read(shown["content"]))
        deeds = await deeds_of(connection, request.id)
        return Reviewed(
            id=row["id"],
            state=row["state"],
            version=shown["version"],
            published=row["published"],
            case=CaseCard(**case.model_dump(include=set(CaseCard.model_fields))),
            report=case.body,
            licence=shown["licence"],
            consent=shown["consent"],
            warnings=read(shown["warnings"]),
            deeds=deeds.shown,
            more=deeds.older,
            reference_class=await statistics(connection, case.industry),
        )

    async def _judged(self, connection: AsyncConnection, request: Review) -> Reviewed:
        """Raises Conflict for a version that is not the newest: nobody publishes what they have not read."""
        if request.id is None:
            raise BadRequest(Problem("id", Words("必填：裁定哪个案例", "is required: which case")))
        row = await case_row(connection, request.id)
        assert request.verdict is not None
        older = request.verdict == "withdraw" and row["state"] not in SEEN and row["published"]
        if request.version != row["version"] and not (older and request.version == older):
            version = row["version"]
            words = Words(f"最新是第 {version} 版；请先读再裁定", f"the newest is version {version}; read it first")
            raise Conflict(Problem("version", words))
        state = row["state"] if older else after(row["state"], request.verdict)  # what waits goes on waiting
        await next_deed(connection, request, self._ledger.stamp())
        published = row["version"] if state in SEEN else 0 if request.verdict == "withdraw" else row["published"]
        change = {"state": state, "published": published, "changed_at": self._ledger.stamp()}
        await connection.execute(update(contributions).where(contributions.c.id == row["id"]).values(change))
        if published != row["published"]:
            await announce(connection)
        entry = Entry(request.author, request.verdict, row["id"], row["state"], f"{state} {request.comments}")
        await self._ledger.note(connection, entry)
        return Reviewed(id=row["id"], state=state, version=row["version"], published=published)

    async def published(self) -> tuple[int, tuple[Case, ...]]:
        """How often what is published has changed, and the last of it: as many as a server holds in memory."""
        found = _published().add_columns(case_versions.c.content).order_by(contributions.c.number.desc())
        async with self._database.reading() as connection:
            rows = await connection.stream(found.limit(MOST_SERVED))
            cases = [Case.model_validate(read(row.content)) async for row in rows]
            if len(cases) == MOST_SERVED:
                logger.warning("the last %s published cases are served; older ones are not", MOST_SERVED)
            return await fact(connection, "library"), tuple(cases)

    async def counted(self) -> int:
        """How often what is published has changed."""
        async with self._database.reading() as connection:
            return await fact(connection, "library")

    async def statistics(self, industry: str) -> tuple[ReferenceClass, ...]:
        async with self._database.reading() as connection:
            return await statistics(connection, industry)


def _refuse(found: Sequence[Problem], request: Contribution) -> None:
    """Raises BadRequest for what may not be published, in the text or in who gives it."""
    people = (("author", request.author), ("consent_by", request.consent_by or ""))
    told = [*found, *(one for field, text in people for one in screen(text, request.hidden_names, field).forbidden)]
    if told:
        raise BadRequest(*told)


async def announce(connection: AsyncConnection) -> None:
    """What is published has changed: other replicas are told when the transaction is done, and not before."""
    await next_number(connection, "library")
    await tell(connection)


async def tell(connection: AsyncConnection) -> None:
    """Replicas look whether what is published has changed."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


async def statistics(connection: AsyncConnection, industry: str) -> tuple[ReferenceClass, ...]:
    """From the latest outcome of every published case, by its own date."""
    as_of = _field(connection, outcomes.c.facts, "as_of")
    of = _field(connection, case_versions.c.content, "industry")
    latest = func.row_number().over(partition_by=outcomes.c.case_id, order_by=(as_of.desc(), outcomes.c.number.desc()))
    found = _published().join(outcomes, outcomes.c.case_id == contributions.c.id)
    ranked = found.with_only_columns(of.label("industry"), outcomes.c.facts, latest.label("place")).subquery()
    rows = await connection.execute(select(ranked.c.industry, ranked.c.facts).where(ranked.c.place == 1))
    return reference_classes(((of, Outcome.model_validate(read(facts))) for of, facts in rows), industry)


def _field(connection: AsyncConnection, column: ColumnElement[str], name: str) -> ColumnElement[str]:
    """A text among the facts that are kept as JSON; either database finds it without handing over the rest.

    To SQLite JSON is text as it is; cast, it would be a number.
    """
    facts = type_coerce(column, JSON) if connection.dialect.name == "sqlite" else cast(column, JSON)
    found: ColumnElement[str] = facts[name].as_string()
    return found


def _published() -> Select[tuple[str]]:
    seen = (case_versions.c.case_id == contributions.c.id) & (case_versions.c.version == contributions.c.published)
    return select(contributions.c.id).select_from(contributions.join(case_versions, seen))


async def _waiting(connection: AsyncConnection, words: str) -> Reviewed:
    """Those that wait, the longest first; with words those of every state that are about them, best first."""
    found = select(*(contributions.c[name] for name in Waiting.model_fields))
    if words.strip():
        refs = await fulltext.find(connection, CASE, words, MOST_LISTED)
        rows = (await connection.execute(found.where(contributions.c.id.in_(refs)))).mappings()
        by_ref = {row["id"]: Waiting(**row) for row in rows}
        return Reviewed(cases=tuple(by_ref[ref] for ref in refs if ref in by_ref))
    pending = found.where(contributions.c.state == "pending")
    first = (await connection.execute(pending.order_by(contributions.c.number).limit(MOST_LISTED))).mappings()
    cases = tuple(Waiting(**row) for row in first)
    count = (await connection.execute(select(func.count()).select_from(pending.subquery()))).scalar_one()
    return Reviewed(cases=cases, more=count - len(cases))
