"""Where a step on a dossier is taken and where it has led, and keeping what it comes to."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.dossier import Revision
from it_advisor.dossier.ownership import Hand
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import content_of
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.store.ledger import written
from it_advisor.store.rows import NewRevision, put_revision, touch

T = TypeVar("T")


class Place(NamedTuple):
    """Where a step is taken."""

    connection: AsyncConnection
    request: Revision
    head: int
    newest: Record
    at: str
    fresh_id: Callable[[], str]

    @property
    def hand(self) -> Hand:
        return Hand(self.request.author, self.request.role)


class Taken(NamedTuple):
    """Where a step has led."""

    record: Record
    revision: int
    texts: tuple[str, str] = ("", "")
    merged: bool = False
    comment: str | None = None
    notices: tuple[Words, ...] = ()


async def put(place: Place, record: Record, section: str, note: str) -> Taken:
    """The record as a new revision."""
    request = place.request
    new = NewRevision(request.id, place.head + 1, request.base_revision, section, note, request.author, place.at)
    text = await put_revision(place.connection, new, record)
    await touch(place.connection, request.id)
    before = written(content_of(place.newest, section) if section else place.newest.model_dump(mode="json"))
    return Taken(record, place.head + 1, (before, text))


def given(value: T | None, field: str, words: Words) -> T:
    """Raises BadRequest for what is missing."""
    if value is None:
        raise BadRequest(Problem(field, words))
    return value
