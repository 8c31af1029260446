"""Dossiers as they lie in the tables: a head each, and every revision whole."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.comparison.scores import Score
from it_advisor.dossier.answers import Comment, SignOff, Step
from it_advisor.dossier.record import Record
from it_advisor.dossier.requests import DossierId, DossierRequest
from it_advisor.errors import BadRequest, NotFound, Problem, Words
from it_advisor.store import fulltext
from it_advisor.store.indexing import dossiers_of, text_of_record
from it_advisor.store.ledger import next_number, read, written
from it_advisor.store.paging import left_out, page
from it_advisor.store.schema import ballots, comments, dossiers, revisions, signoffs
from it_advisor.text import short

MOST_BYTES = 2_000_000
"""Of one revision."""
_MENTION = "@"
_NAME = re.compile(r"[\w-]*")


class NewRevision(NamedTuple):
    """A step and the record it leads to."""

    dossier: str
    number: int
    base: int
    section: str
    note: str
    author: str
    at: str


async def head_of(connection: AsyncConnection, workspace: str, dossier: DossierId, field: str = "id") -> RowMapping:
    """Raises NotFound naming the field, where it is in another workspace as well."""
    mine = (dossiers.c.id == dossier, dossiers.c.workspace == workspace)
    row = (await connection.execute(select(dossiers).where(*mine))).mappings().first()
    if row is None:
        asked = short(dossier)
        words = Words(f"没有决策档案 {asked}；见 list_dossiers", f"no dossier {asked}; see list_dossiers")
        raise NotFound(Problem(field, words))
    return row


async def revision_row(connection: AsyncConnection, dossier: str, number: int, field: str = "revision") -> RowMapping:
    """Raises NotFound naming the field."""
    found = select(revisions).where(revisions.c.dossier == dossier, revisions.c.revision == number)
    row = (await connection.execute(found)).mappings().first()
    if row is None:
        newest = (await connection.execute(select(dossiers.c.head).where(dossiers.c.id == dossier))).scalar()
        words = Words(
            f"没有第 {number} 版；最新是第 {newest} 版", f"there is no revision {number}; the newest is {newest}"
        )
        raise NotFound(Problem(field, words))
    return row


def record_of(row: RowMapping) -> Record:
    return Record.model_validate(read(row["record"]))


async def put_revision(connection: AsyncConnection, new: NewRevision, record: Record) -> str:
    """Keep a revision and make it the newest. Returns its text. Raises BadRequest for one that is too large."""
    text = written(record.model_dump(mode="json"))
    if (size := len(text.encode())) > MOST_BYTES:
        words = Words(f"档案超过 {MOST_BYTES} 字节（{size}）", f"the dossier would have {size} bytes; {MOST_BYTES} fit")
        raise BadRequest(Problem("content", words))
    row = {"revision": new.number, **new._asdict(), "record": text}
    row.pop("number")
    await connection.execute(insert(revisions).values(row))
    about = {"head": new.number, "title": record.about.title, "language": record.about.language, "changed_at": new.at}
    await connection.execute(update(dossiers).where(dossiers.c.id == new.dossier).values(about))
    workspace = (
        await connection.execute(select(dossiers.c.workspace).where(dossiers.c.id == new.dossier))
    ).scalar_one()
    await fulltext.put(connection, dossiers_of(workspace), [(new.dossier, *text_of_record(record))])
    return text


async def put_dossier(connection: AsyncConnection, workspace: str, dossier: str, record: Record, at: str) -> None:
    about = {
        "workspace": workspace,
        "title": record.about.title,
        "language": record.about.language,
        "created_at": at,
        "changed_at": at,
    }
    number = await next_number(connection)
    await connection.execute(insert(dossiers).values(id=dossier, number=number, head=0, **about))


async def touch(connection: AsyncConnection, dossier: str) -> None:
    """Let it be the last changed."""
    number = await next_number(connection)
    await connection.execute(update(dossiers).where(dossiers.c.id == dossier).values(number=number))


class SignOffs(NamedTuple):
    """The last of them in their order, and how many came before."""

    shown: tuple[SignOff, ...]
    older: int


async def signoffs_of(connection: AsyncConnection, dossier: str, head: int) -> SignOffs:
    found = select(signoffs).where(signoffs.c.dossier == dossier)
    last = await page(connection, found, signoffs.c.number)
    names = ("revision", "role", "person", "statement", "at")
    shown = (SignOff(**{name: row[name] for name in names}, outdated=row["revision"] != head) for row in last.rows)
    return SignOffs(tuple(shown)[::-1], await left_out(connection, found, last))


class Comments(NamedTuple):
    """A page of them in their order, and the cursor of the page before it in time."""

    comments: tuple[Comment, ...]
    more: str | None


async def comments_of(
    connection: AsyncConnection, dossier: str, people: Sequence[str], request: DossierRequest
) -> Comments:
    """The newest, or those before a cursor; `people` are whom the dossier names, by their whole names."""
    found = select(comments).where(comments.c.dossier == dossier)
    if request.section is not None:
        found = found.where(comments.c.section == request.section)
    rows, more = await page(connection, found, comments.c.number, request.after)
    return Comments(tuple(_comment(row, people) for row in reversed(rows)), more)


def _comment(row: RowMapping, people: Sequence[str]) -> Comment:
    shared = {name: row[name] for name in ("id", "revision", "section", "author", "text", "at")}
    return Comment(
        **shared, mentions=mentions(row["text"], people), resolved_by=row["resolved_by"], resolution=row["resolution"]
    )


def mentions(text: str, people: Sequence[str] = ()) -> tuple[str, ...]:
    """Whom a comment calls by @name: a person who is known, however the name goes on, else the word."""
    known = sorted(people, key=len, reverse=True)
    calls = (call for call in text.split(_MENTION)[1:])
    found = (next((one for one in known if call.startswith(one)), _word(call)) for call in calls)
    return tuple(dict.fromkeys(filter(None, found)))


def _word(call: str) -> str:
    return _NAME.match(call)[0]  # type: ignore[index] # it matches nothing as well


class History(NamedTuple):
    """A page of steps, the newest first, and the cursor of the next."""

    history: tuple[Step, ...]
    more: str | None


async def history_of(connection: AsyncConnection, dossier: str, request: DossierRequest) -> History:
    columns = [revisions.c[name] for name in Step.model_fields]
    found = select(*columns).where(revisions.c.dossier == dossier)
    if request.section is not None:
        found = found.where(revisions.c.section == request.section)
    rows, more = await page(connection, found, revisions.c.revision, request.after)
    return History(tuple(Step(**row) for row in rows), more)


async def ballots_of(connection: AsyncConnection, dossier: str) -> dict[str, Sequence[Score]]:
    found = select(ballots).where(ballots.c.dossier == dossier).order_by(ballots.c.scorer)
    rows: Any = (await connection.execute(found)).mappings()
    return {row["scorer"]: tuple(Score.model_validate(one) for one in read(row["scores"])) for row in rows}
