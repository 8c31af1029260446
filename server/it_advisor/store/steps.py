"""What one may do to a dossier, a function a step; each runs inside the transaction that writes it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from sqlalchemy import insert, select, update

from it_advisor.dossier.doubt import doubted
from it_advisor.dossier.ownership import notices
from it_advisor.dossier.rounds import of_now
from it_advisor.dossier.sections import Between, Edit, merged, refuse_unknown
from it_advisor.errors import BadRequest, Conflict, NotFound, Problem, Words
from it_advisor.store.ledger import next_number
from it_advisor.store.place import Place, Taken, given, put
from it_advisor.store.rows import ballots_of, record_of, revision_row
from it_advisor.store.schema import comments, revisions, signoffs
from it_advisor.store.scoring import score, with_list

_SECTION = Words("必填：改哪一部分", "is required: which section")
_HIDDEN = Words(
    "有评分人名单时，分数用 action score 各自提交；全部提交后才公开",
    "while there are scorers, each sends theirs with action score; they are shown once all are in",
)

_SCORES_STAY = Words(
    "scorers 和 scores 未恢复，仍是现在的：已有人评分", "scorers and scores were not restored, since people have scored"
)


class Said(NamedTuple):
    """A comment: on which section, of which revision."""

    section: str
    text: str
    revision: int


async def edit(place: Place) -> Taken:
    request = place.request
    section = given(request.section, "section", _SECTION)
    refuse_unknown(section)
    if section == "scores" and place.newest.scorers:
        raise BadRequest(Problem("section", _HIDDEN))
    base = place.newest
    if request.base_revision != place.head:
        base = record_of(await revision_row(place.connection, request.id, request.base_revision))
    since = await _since(place, section)
    edited = merged(base, place.newest, Edit(section, request.content, request.base_revision), since)
    record = await with_list(place, doubted(place.newest, edited, section, place.head + 1))
    if record == place.newest:
        return Taken(record, place.head)
    taken = await _told_owners(place, await put(place, record, section, request.note))
    return taken._replace(merged=request.base_revision != place.head)


async def _told_owners(place: Place, taken: Taken) -> Taken:
    """With a comment for whoever answers for a section that somebody else has changed."""
    told = [*notices(place.newest, taken.record, place.hand, taken.revision)]
    for one in told:
        said = one.words.said(taken.record.about.language)
        await _put_comment(place, Said(one.section, said, taken.revision))
    return taken._replace(notices=tuple(one.words for one in told))


async def _since(place: Place, section: str) -> Between:
    """Who changed the section last, a beginning and a restoration being changes of all."""
    mine = select(revisions.c.revision, revisions.c.author).where(revisions.c.dossier == place.request.id)
    newest = mine.order_by(revisions.c.revision.desc()).limit(1)
    found = newest.where(revisions.c.section.in_((section, "")))
    revision, author = (await place.connection.execute(found)).one_or_none() or (1, "")
    edited = (await place.connection.execute(newest.where(revisions.c.section == section))).first()
    touched = edited is not None and edited.revision > place.request.base_revision
    return Between(revision, author, place.head, touched)


async def restore(place: Place) -> Taken:
    """A new revision that says what an old one said, but for the list of scorers and their scores once they score."""
    number = given(place.request.revision, "revision", Words("必填：恢复到第几版", "is required: to which revision"))
    _refuse_stale(place)
    old = record_of(await revision_row(place.connection, place.request.id, number))
    record = of_now(place.newest, old, await ballots_of(place.connection, place.request.id))
    taken = await _told_owners(place, await put(place, record, "", place.request.note or f"restored {number}"))
    return taken if record == old else taken._replace(notices=(*taken.notices, _SCORES_STAY))


async def comment(place: Place) -> Taken:
    request = place.request
    text = _said(place)
    if request.section:
        refuse_unknown(request.section)
    said = Said(request.section or "", text, request.base_revision)
    return Taken(place.newest, place.head, ("", text), comment=await _put_comment(place, said))


async def _put_comment(place: Place, said: Said) -> str:
    row = {
        **said._asdict(),
        "id": place.fresh_id(),
        "dossier": place.request.id,
        "number": await next_number(place.connection),
        "author": place.request.author,
        "at": place.at,
        "resolved_by": "",
        "resolution": "",
    }
    await place.connection.execute(insert(comments).values(row))
    return str(row["id"])


async def resolve(place: Place) -> Taken:
    request = place.request
    mine = (comments.c.id == (request.comment or ""), comments.c.dossier == request.id)
    found = (await place.connection.execute(select(comments).where(*mine))).mappings().first()
    if found is None:
        raise NotFound(Problem("comment", Words("没有这条意见", "there is no such comment")))
    if found["resolved_by"]:
        by = found["resolved_by"]
        raise Conflict(Problem("comment", Words(f"已由 {by} 解决", f"{by} has resolved it")))
    change = {"resolved_by": request.author, "resolution": request.content}
    await place.connection.execute(update(comments).where(*mine).values(change))
    return Taken(place.newest, place.head, (found["text"], request.content), comment=found["id"])


async def sign(place: Place) -> Taken:
    """Of the newest revision only: nobody signs what they have not seen."""
    request = place.request
    role = given(request.role, "role", Words("必填：以什么角色签字", "is required: the role you sign in"))
    _refuse_stale(place)
    row = {"dossier": request.id, "revision": place.head, "role": role, "person": request.author}
    there = select(signoffs).where(*(signoffs.c[name] == value for name, value in row.items()))
    if (await place.connection.execute(there)).first():
        words = Words(f"第 {place.head} 版你已签过", f"you have signed revision {place.head}")
        raise Conflict(Problem("author", words))
    number = await next_number(place.connection)
    await place.connection.execute(
        insert(signoffs).values(**row, number=number, statement=request.content, at=place.at)
    )
    return Taken(place.newest, place.head, ("", f"{role} {request.content}"))


STEPS: dict[str, Callable[[Place], Awaitable[Taken]]] = {
    "edit": edit,
    "restore": restore,
    "comment": comment,
    "resolve": resolve,
    "score": score,
    "sign": sign,
}


def _said(place: Place) -> str:
    if not place.request.content.strip():
        raise BadRequest(Problem("content", Words("请写下意见", "say something")))
    return place.request.content


def _refuse_stale(place: Place) -> None:
    """Raises Conflict where there is a newer revision than the one that was looked at."""
    if place.request.base_revision != place.head:
        seen, head = place.request.base_revision, place.head
        words = Words(
            f"你看的是第 {seen} 版，现在是第 {head} 版；请先看新版（get_dossier, view changes）",
            f"you looked at revision {seen} and there is {head}; look at that first (get_dossier, view changes)",
        )
        raise Conflict(Problem("base_revision", words))
