"""Contributed cases in the store: given, looked at, published, followed up."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import RowMapping, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.cases import TAKEN, Case, CaseCard
from it_advisor.contribution import Contributed, Contribution, Review, Reviewed
from it_advisor.contribution.answers import Waiting
from it_advisor.contribution.making import of_file, of_record, refuse_both, whole_text
from it_advisor.contribution.outcomes import ReferenceClass
from it_advisor.contribution.screening import screen
from it_advisor.contribution.states import SEEN, after
from it_advisor.dossier.requests import UNNAMED
from it_advisor.errors import BadRequest, Conflict, Problem, Words
from it_advisor.store import fulltext
from it_advisor.store.database import CHANNEL, Database
from it_advisor.store.deeds import case_row, deeds_of, next_deed, version_row
from it_advisor.store.indexing import CASE, case_of, text_of_case
from it_advisor.store.ledger import Entry, Ledger, fact, next_number, read, written
from it_advisor.store.rows import head_of, record_of, revision_row
from it_advisor.store.schema import case_versions, contributions, outcomes
from it_advisor.store.statistics import published_cases, statistics

logger = logging.getLogger(__name__)

MOST_LISTED = 50
MOST_SERVED = 10_000
"""Published cases that take part in ranking; a server holds them in memory."""
_CONSENT = Words(
    "必填：licence、consent: true 和 consent_by（组织中有权同意公开的人）",
    "needs a licence, consent: true and consent_by: who may agree for the organisation and did",
)
_APART = Words(
    "结果与新版本请分两次提交：有 outcome 时不填 content 和 dossier",
    "an outcome and a new version are two requests: leave content and dossier out of this one",
)
_UNSIGNED = Words("必填：裁定由谁作出", "is required with a verdict: who gives it")
_UNREADABLE = Words(
    "由更新版本的程序写入，本程序读不了；请升级本程序",
    "was written by a newer version of this program and cannot be read by this one; upgrade it",
)
_THEIRS = Words(
    "是另一个工作区贡献的；由他们或案例管理员记录结果",
    "was contributed by another workspace; they, or a curator, record what became of it",
)


class CaseLibrary:
    """Every operation on contributed cases; each writes in one transaction or not at all."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger
        self._workspace = ledger.caller.workspace

    async def contribute(self, request: Contribution) -> Contributed:
        if request.outcome and (request.content.strip() or request.dossier):
            raise BadRequest(Problem("outcome", _APART))
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
        head = await head_of(connection, self._workspace, request.dossier, "dossier")
        record = record_of(await revision_row(connection, request.dossier, head["head"]))
        return of_record(request, record, self._ledger.today())

    async def _put(self, connection: AsyncConnection, case: Case) -> int:
        """The number of the new version, which waits; one that is published meanwhile goes on being read."""
        about = {"title": case.title, "language": case.language, "state": "pending", "changed_at": self._ledger.stamp()}
        number = await next_number(connection)
        found = select(contributions.c.version, contributions.c.workspace).where(contributions.c.id == case.id)
        before, workspace = (await connection.execute(found)).one_or_none() or (0, self._workspace)
        if workspace != self._workspace:
            raise Conflict(Problem("id", TAKEN))
        if not before:
            fresh = {"id": case.id, "number": number, "version": 1, "published": 0, "workspace": workspace}
            await connection.execute(insert(contributions).values(**fresh, **about))
            return 1
        change = update(contributions).where(contributions.c.id == case.id)
        await connection.execute(change.values(number=number, version=before + 1, **about))
        return before + 1

    async def _follow_up(self, connection: AsyncConnection, request: Contribution) -> Contributed:
        row = await case_row(connection, request.id, self._workspace)
        if row["workspace"] != self._workspace and not self._ledger.caller.may("curator"):
            raise BadRequest(Problem("id", _THEIRS))
        if not row["published"]:
            words = Words("还没有公开；公开后再记录结果", "is not published yet; outcomes come after that")
            raise Conflict(Problem("outcome", words))
        assert request.outcome is not None
        if request.outcome.as_of > self._ledger.today() + timedelta(days=1):  # in the east it is tomorrow already
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
        if (case := case_of(request.id, shown["content"])) is None:
            raise Conflict(Problem("id", _UNREADABLE))
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
        if request.author == UNNAMED and not self._ledger.caller.actor:
            raise BadRequest(Problem("author", _UNSIGNED))
        row = await case_row(connection, request.id)
        assert request.verdict is not None
        older = _is_withdrawn(request, row) and row["state"] not in SEEN
        if request.version != row["version"] and not older:
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
        found = published_cases().add_columns(case_versions.c.content).order_by(contributions.c.number.desc())
        async with self._database.reading() as connection:
            rows = await connection.stream(found.limit(MOST_SERVED))
            cases = [case_of(row.id, row.content) async for row in rows]
            if len(cases) == MOST_SERVED:
                logger.warning("the last %s published cases are served; older ones are not", MOST_SERVED)
            return await fact(connection, "library"), tuple(filter(None, cases))

    async def counted(self) -> int:
        """How often what is published has changed."""
        async with self._database.reading() as connection:
            return await fact(connection, "library")

    async def statistics(self, industry: str) -> tuple[ReferenceClass, ...]:
        async with self._database.reading() as connection:
            return await statistics(connection, industry)


def _refuse(found: Sequence[Problem], request: Contribution) -> None:
    """Raises BadRequest for what may not be published, in the text, in its id or in who gives it."""
    beside = (
        ("id", request.id.replace("-", " ")),
        ("author", request.author),
        ("consent_by", request.consent_by or ""),
    )
    told = [*found, *(one for field, text in beside for one in screen(text, request.hidden_names, field).forbidden)]
    if told:
        raise BadRequest(*told)


def _is_withdrawn(request: Review, row: RowMapping) -> bool:
    """Raises Conflict where another version than the one that readers see is to be withdrawn."""
    published = row["published"]
    if request.verdict == "withdraw" and published and request.version != published:
        words = Words(f"公开的是第 {published} 版；撤下请写它", f"readers see version {published}; withdraw that one")
        raise Conflict(Problem("version", words))
    return request.verdict == "withdraw" and bool(published)


async def announce(connection: AsyncConnection) -> None:
    """What is published has changed: other replicas are told when the transaction is done, and not before."""
    await next_number(connection, "library")
    await tell(connection)


async def tell(connection: AsyncConnection) -> None:
    """Replicas look whether what is published has changed."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


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
