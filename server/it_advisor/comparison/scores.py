"""The scores people gave, and the grid of numbers they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import NamedTuple

from pydantic import Field

from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.evidence import EvidenceKind, Gap, reliance, weakness
from it_advisor.comparison.fields import Day, Name, Number, Reason
from it_advisor.model import Model


class Score(Model):
    """How one option does on one criterion, in one person's view."""

    option: Name = Field(description="One of `options`")
    criterion: Name = Field(description="One of `criteria` without parts")
    score: Number = Field(description="On the criterion's scale, e.g. 7.5; a cost as its amount")
    rationale: Reason = Field(description="Why, e.g. 'Posted our 40 test orders without rework'")
    evidence_kind: EvidenceKind | None = Field(
        default=None, description="What it rests on, strongest first; none: leave out. A quote is a document"
    )
    evidence_date: Day | None = Field(
        default=None, description="When that was seen or written, e.g. 2026-09-30; the first of a month will do"
    )
    scorer: Name | None = Field(default=None, description="Where several people scored, who; a price needs none")


class Grid(NamedTuple):
    """Options by scored criteria, as numbers. Rows are options, columns criteria."""

    options: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    weights: tuple[float, ...]  # of the columns, summing to 1
    scores: tuple[tuple[float, ...], ...]  # on each criterion's own scale

    @property
    def values(self) -> list[list[float]]:
        """The scores on one scale: 0 the worst end, 1 the best."""
        return [[c.value(score) for c, score in zip(self.criteria, row, strict=True)] for row in self.scores]

    def only(self, options: Sequence[str]) -> "Grid":
        """The grid with these options alone, in this order."""
        at = dict(zip(self.options, self.scores, strict=True))
        return self._replace(options=tuple(options), scores=tuple(at[option] for option in options))


Cells = dict[tuple[str, str], list[Score]]


def cells_of(scores: Iterable[Score]) -> Cells:
    """The scores of each option on each criterion, one a scorer."""
    cells: Cells = defaultdict(list)
    for score in scores:
        cells[score.option, score.criterion].append(score)
    return dict(cells)


def grid_of(options: Sequence[str], criteria: Sequence[Criterion], weights: dict[str, float], cells: Cells) -> Grid:
    """Scorers' scores averaged; a missing score counts as the worst end of its scale."""
    return Grid(
        tuple(options),
        tuple(criteria),
        tuple(weights[criterion.name] for criterion in criteria),
        tuple(tuple(_mean(cells.get((option, c.name)), c) for c in criteria) for option in options),
    )


def _mean(scores: Sequence[Score] | None, criterion: Criterion) -> float:
    return fmean(score.score for score in scores) if scores else criterion.worst


def gaps(grid: Grid, cells: Cells, as_of: date) -> tuple[Gap, ...]:
    """Where evidence does not count in full, the costliest first."""
    found = (
        _gap((option, criterion.name), weight, cells.get((option, criterion.name), []), as_of)
        for option in grid.options
        for criterion, weight in zip(grid.criteria, grid.weights, strict=True)
    )
    return tuple(sorted((gap for gap in found if gap), key=lambda gap: (-gap.costs_pct, gap.option, gap.criterion)))


def _gap(cell: tuple[str, str], weight: float, scores: Sequence[Score], as_of: date) -> Gap | None:
    option, criterion = cell
    if not scores:
        return Gap(option=option, criterion=criterion, why="no-score", costs_pct=round(100 * weight, 6))
    relied = [reliance(score.evidence_kind, score.evidence_date, as_of) for score in scores]
    missing = 1 - fmean(relied)
    if missing <= 0:
        return None
    weakest = scores[relied.index(min(relied))]
    why = weakness(weakest.evidence_kind, weakest.evidence_date, as_of)
    return Gap(option=option, criterion=criterion, why=why, costs_pct=round(100 * weight * missing, 6))
