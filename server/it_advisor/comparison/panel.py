"""Several people's scores: what each would choose, where they agree, and what they should talk about."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import fmean

from pydantic import Field

from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.fields import LISTED
from it_advisor.comparison.ranking import order, places, weighted_sums
from it_advisor.comparison.scores import Cells, Grid, Score, cells_of, grid_of
from it_advisor.model import Model

WORTH_TALKING = 0.3
"""Share of the scale that lies between the highest and the lowest score."""


class Scorer(Model):
    """One person's own result."""

    scorer: str
    scored: int = Field(description="Scores given, of those the comparison needs; unsigned ones count for all")
    needed: int
    order: tuple[str, ...] = Field(description="Best first; empty where scores are missing")
    places: tuple[int, ...] = Field(description="The places of `order`; equal places are ties")
    points: dict[str, float] = Field(description="By option, of 100, from these scores alone; empty as `order` is")
    scores: dict[str, dict[str, float]] = Field(description="What this person gave: by option, then by criterion")


class Agreement(Model):
    """How close the scorers are on one criterion.

    Gini's mean difference (C. Gini, Variabilità e mutabilità, 1912) of the scores of one option,
    as a share of the scale, averaged over the options.
    """

    criterion: str
    agreement_pct: float = Field(description="100 less the mean difference between two scorers, per cent of the scale")


class Disagreement(Model):
    """A score on which the scorers lie at least 30 % of the scale apart."""

    option: str
    criterion: str
    lowest: float
    lowest_by: str
    highest: float
    highest_by: str
    apart_pct_of_scale: float


class Panel(Model):
    """All scorers together; empty where fewer than two people scored."""

    scorers: tuple[Scorer, ...]
    coverage_differs: bool = Field(description="On some criterion the options were scored by different people")
    agreements: tuple[Agreement, ...] = Field(description="By criterion, the least agreed first")
    disagreements: tuple[Disagreement, ...] = Field(description="The 100 heaviest")
    disagreements_found: int


def panel(grid: Grid, scores: Sequence[Score], cells: Cells) -> Panel:
    apart, people = disagreements(grid, cells), scorers(grid, scores)
    return Panel(
        scorers=people,
        coverage_differs=any(_by_other_people(criterion.name, people) for criterion in grid.criteria),
        agreements=agreements(grid, cells),
        disagreements=apart[:LISTED],
        disagreements_found=len(apart),
    )


def _by_other_people(criterion: str, people: Sequence[Scorer]) -> bool:
    """Whether two options were scored by different people; a score nobody gave is told as a gap."""
    options = {option for one in people for option in one.scores}
    raters = {frozenset(one.scorer for one in people if criterion in one.scores.get(option, ())) for option in options}
    return len(raters - {frozenset()}) > 1


def scorers(grid: Grid, scores: Iterable[Score]) -> tuple[Scorer, ...]:
    """Each on their own, by name; none where fewer than two people scored.

    What nobody signed, such as a quoted price, holds for everybody who gave no score of their own.
    """
    by_name: dict[str, list[Score]] = {}
    for score in scores:
        by_name.setdefault(score.scorer or "", []).append(score)
    facts = cells_of(by_name.pop("", ()))
    if len(by_name) < 2:
        return ()
    return tuple(_scorer(name, cells_of(by_name[name]), facts, grid) for name in sorted(by_name))


def _scorer(name: str, signed: Cells, facts: Cells, grid: Grid) -> Scorer:
    weights = {criterion.name: weight for criterion, weight in zip(grid.criteria, grid.weights, strict=True)}
    cells = {pair: own for pair, own in (facts | signed).items() if pair[0] in grid.options}
    needed = len(grid.options) * len(grid.criteria)
    own = grid_of(grid.options, grid.criteria, weights, cells)
    points = weighted_sums(own)
    complete = len(cells) == needed
    return Scorer(
        scorer=name,
        scored=len(cells),
        needed=needed,
        order=tuple(own.options[row] for row in order(own, points)) if complete else (),
        places=tuple(sorted(places(points))) if complete else (),
        points=dict(zip(own.options, points, strict=True)) if complete else {},
        scores=_by_option(signed, grid),
    )


def _by_option(signed: Cells, grid: Grid) -> dict[str, dict[str, float]]:
    rows = {
        option: {c.name: signed[option, c.name][0].score for c in grid.criteria if (option, c.name) in signed}
        for option in grid.options
    }
    return {option: row for option, row in rows.items() if row}


def agreements(grid: Grid, cells: Cells) -> tuple[Agreement, ...]:
    """For each criterion that two or more people scored for one option, the least agreed first."""
    found = [
        Agreement(criterion=criterion.name, agreement_pct=round(100 * (1 - fmean(apart)), 6))
        for criterion in grid.criteria
        if (apart := [gap for option in grid.options for gap in _apart(criterion, cells.get((option, criterion.name)))])
    ]
    return tuple(sorted(found, key=lambda one: (one.agreement_pct, one.criterion)))


def _apart(criterion: Criterion, scores: Sequence[Score] | None) -> list[float]:
    """The mean difference between two scorers of one cell, as a share of the scale; nothing for one scorer."""
    if scores is None or len(scores) < 2:
        return []
    return [fmean(abs(one.score - other.score) / criterion.width for one, other in combinations(scores, 2))]


def disagreements(grid: Grid, cells: Cells) -> tuple[Disagreement, ...]:
    """The heaviest first: distance times weight."""
    found = [
        (weight, disagreement)
        for criterion, weight in zip(grid.criteria, grid.weights, strict=True)
        for option in grid.options
        if (disagreement := _disagreement(criterion, cells.get((option, criterion.name), ())))
    ]
    found.sort(key=lambda pair: (-pair[0] * pair[1].apart_pct_of_scale, pair[1].option, pair[1].criterion))
    return tuple(disagreement for _, disagreement in found)


def _disagreement(criterion: Criterion, scores: Sequence[Score]) -> Disagreement | None:
    if len(scores) < 2:
        return None
    ranked = sorted(scores, key=lambda score: (score.score, score.scorer or ""))
    if (apart := (ranked[-1].score - ranked[0].score) / criterion.width) < WORTH_TALKING:
        return None
    return Disagreement(
        option=ranked[0].option,
        criterion=criterion.name,
        lowest=ranked[0].score,
        lowest_by=ranked[0].scorer or "",
        highest=ranked[-1].score,
        highest_by=ranked[-1].scorer or "",
        apart_pct_of_scale=round(100 * apart, 6),
    )
