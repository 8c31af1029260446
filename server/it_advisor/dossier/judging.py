"""Who leads by the scores a dossier holds, and ballots: what each person scored, hidden until all have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import Field, ValidationError

from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.criteria import scored, total_weights
from it_advisor.comparison.gates import verdicts
from it_advisor.comparison.pairwise import group_weights
from it_advisor.comparison.ranking import weighted_sums
from it_advisor.comparison.scores import Grid, Score, cells_of, grid_of
from it_advisor.dossier.record import Record
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.model import Flag, Model
from it_advisor.problems import problems
from it_advisor.text import short

_AS_OF = date.max
"""A ranking's points do not depend on the day; the age of evidence is not asked here."""


class Ranked(Model):
    """An option and its points of 100."""

    option: str
    points: float


class Spread(Model):
    """Where scorers disagree: the least and the most given to an option on a criterion."""

    option: str
    criterion: str
    least: float
    most: float
    by: dict[str, float] = Field(description="What each scorer gave")


class Panel(Model):
    """Who has scored. The scores are shown once nobody is missing."""

    scored: tuple[str, ...]
    missing: tuple[str, ...]
    revealed: Flag
    disagreement: tuple[Spread, ...] = Field(default=(), description="Widest first; empty until revealed")


def ranking(record: Record) -> tuple[Ranked, ...]:
    """Best first, by criteria and scores where there are both, else by the scores options carry."""
    if grid := grid_of_scores(record):
        points = zip(grid.options, weighted_sums(grid), strict=True)
        ranked = (Ranked(option=option, points=round(of, 1)) for option, of in points)
        return tuple(sorted(ranked, key=lambda one: (-one.points, one.option)))
    found = [one for one in record.options if one.score is not None and one.gates != "fail"]
    found.sort(key=lambda one: (-(one.score or 0), one.id))
    return tuple(Ranked(option=one.id, points=float(one.score or 0)) for one in found)


def grid_of_scores(record: Record) -> Grid | None:
    """What `compare_options` ranks by, without what a gate keeps out; None where there is not enough for it."""
    try:
        request = _asked(record)
    except ValidationError:
        return None
    gates = verdicts(request.options, request.gates)
    left = [one.option for one in gates if one.result != "fail"]
    weights = total_weights(request.criteria, group_weights(request.criteria, request.judgements))
    return grid_of(left, scored(request.criteria), weights, cells_of(request.scores))


def _asked(record: Record) -> ComparisonRequest:
    options = tuple(dict.fromkeys(score.option for score in record.scores))
    return ComparisonRequest(
        as_of=_AS_OF,
        options=options,
        criteria=record.criteria,
        gates=tuple(gate for gate in record.gates if gate.option in options),
        scores=record.scores,
    )


def misfits(record: Record) -> Iterator[Problem]:
    """Why criteria and scores that are there give no ranking."""
    if record.criteria and record.scores:
        try:
            _asked(record)
        except ValidationError as error:
            yield from problems(error, ComparisonRequest)


def panel(record: Record, ballots: Mapping[str, Sequence[Score]]) -> Panel | None:
    """None where nobody has scored apart from the others and nobody is expected to."""
    if not (record.scorers or ballots):
        return None
    missing = tuple(one for one in record.scorers if one not in ballots)
    return Panel(
        scored=tuple(ballots),
        missing=missing,
        revealed=not missing,
        disagreement=() if missing else tuple(_spreads(ballots)),
    )


def _spreads(ballots: Mapping[str, Sequence[Score]]) -> list[Spread]:
    given: dict[tuple[str, str], dict[str, float]] = {}
    for scorer, scores in ballots.items():
        for one in scores:
            given.setdefault((one.option, one.criterion), {})[scorer] = one.score
    found = [
        Spread(option=option, criterion=criterion, least=min(by.values()), most=max(by.values()), by=by)
        for (option, criterion), by in given.items()
        if len(set(by.values())) > 1
    ]
    return sorted(found, key=lambda one: (one.least - one.most, one.option, one.criterion))


def ballot_of(scores: Sequence[Score], scorer: str, record: Record) -> tuple[Score, ...]:
    """A person's scores, in their name. Raises BadRequest for somebody who is not to score, or for no scores."""
    if record.scorers and scorer not in record.scorers:
        known = ", ".join(record.scorers)
        words = Words(f"不在评分人名单中；名单：{known}", f"is not one of those who score: {known}")
        raise BadRequest(Problem("author", words))
    if not scores:
        raise BadRequest(Problem("content", Words("没有分数", "holds no scores")))
    _refuse_lost("option", (one.option for one in scores), [one.id for one in record.options])
    _refuse_lost("criterion", (one.criterion for one in scores), [one.name for one in scored(record.criteria)])
    return tuple(one.model_copy(update={"scorer": scorer}) for one in scores)


def _refuse_lost(field: str, named: Iterable[str], known: Sequence[str]) -> None:
    """Raises BadRequest for what a dossier that holds some does not hold, naming those."""
    lost = [one for one in named if one not in known]
    if known and lost:
        asked, there = short(lost[0]), ", ".join(known[:20])
        words = Words(f"档案中没有 {asked}；有：{there}", f"the dossier has no {asked}; it has: {there}")
        raise BadRequest(Problem(f"content.{field}", words))


def agreed(ballots: Mapping[str, Sequence[Score]]) -> tuple[Score, ...]:
    """All the scores of all who scored, as the dossier's own."""
    return tuple(one for scores in ballots.values() for one in scores)
