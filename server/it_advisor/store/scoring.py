"""Ballots in the store: what each scorer gave, apart from the dossier until all are in."""

from collections.abc import Collection

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, insert

from it_advisor.comparison.scores import Score
from it_advisor.dossier import rounds
from it_advisor.dossier.judging import ballot_of
from it_advisor.dossier.record import Record
from it_advisor.dossier.sections import data as data_of
from it_advisor.errors import BadRequest, Problem
from it_advisor.problems import problems
from it_advisor.store.ledger import written
from it_advisor.store.place import Place, Taken, put
from it_advisor.store.rows import ballots_of
from it_advisor.store.schema import ballots

_SCORES = TypeAdapter(tuple[Score, ...])


async def score(place: Place) -> Taken:
    """Somebody's own scores; once nobody is missing, all become the dossier's."""
    request, record = place.request, place.newest
    try:
        told = _SCORES.validate_python(data_of("scores", request.content))
    except ValidationError as error:
        raise BadRequest(*(Problem(f"content.{one.field}", one.words) for one in problems(error))) from error
    mine = ballot_of(told, request.author, record)
    text = written([one.model_dump(mode="json") for one in mine])
    await _put_away(place, [request.author])
    row = {"dossier": request.id, "scorer": request.author, "scores": text, "at": place.at}
    await place.connection.execute(insert(ballots).values(row))
    kept = await ballots_of(place.connection, request.id)
    if not rounds.is_shown(record, kept):
        return Taken(record, place.head, ("", text))
    return await put(place, rounds.with_scores(record, kept), "scores", "all have scored")


async def with_list(place: Place, record: Record) -> Record:
    """The record with what its new list of scorers, or who answers for it, does to the round. Raises BadRequest."""
    if (record.scorers, record.owners) == (place.newest.scorers, place.newest.owners):
        return record
    kept = await ballots_of(place.connection, place.request.id)
    rounds.refuse_takeover(place.newest, record, kept, place.hand)
    if record.scorers == place.newest.scorers:
        return record
    begun = rounds.changed(place.newest, record, kept, place.hand)
    await _put_away(place, begun.put_away)
    return begun.record


async def _put_away(place: Place, scorers: Collection[str]) -> None:
    mine = delete(ballots).where(ballots.c.dossier == place.request.id, ballots.c.scorer.in_(scorers))
    await place.connection.execute(mine)
