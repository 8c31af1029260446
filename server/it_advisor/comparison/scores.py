"""The scores people gave, and the grid of numbers they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum
from typing import NamedTuple

from pydantic import Field

from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.evidence import EvidenceKind, Gap, Weakness, reliance, weakness
from it_advisor.comparison.fields import DIGITS, LISTED, Day, Name, Number, Reason
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


@dataclass(frozen=True)
class Grid:
    """Options by scored criteria, as numbers. Rows are options, columns criteria."""

    options: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    weights: tuple[float, ...]  # of the columns, summing to 1
    scores: tuple[tuple[float, ...], ...]  # on each criterion's own scale

    @cached_property
    def values(self) -> list[list[float]]:
        """The scores on one scale: 0 the worst end, 1 the best."""
        ends = [(criterion.worst, criterion.width) for criterion in self.criteria]
        return [
            [abs(score - worst) / width for score, (worst, width) in zip(row, ends, strict=True)] for row in self.scores
        ]


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
    return fsum(score.score for score in scores) / len(scores) if scores else criterion.worst


class Shortfall(NamedTuple):
    """A score whose evidence does not count in full."""

    option: str
    criterion: str
    why: Weakness
    costs_pct: float


def shortfalls(grid: Grid, cells: Cells, as_of: date) -> list[Shortfall]:
    """Where evidence does not count in full, the costliest first."""
    columns = [(criterion.name, weight) for criterion, weight in zip(grid.criteria, grid.weights, strict=True)]
    found = (
        _shortfall((option, name), weight, cells.get((option, name), ()), as_of)
        for option in grid.options
        for name, weight in columns
    )
    return sorted(filter(None, found), key=lambda one: (-one.costs_pct, one.option, one.criterion))


def gaps(found: Sequence[Shortfall]) -> tuple[Gap, ...]:
    """The first of them as facts of the answer."""
    return tuple(Gap(**one._asdict()) for one in found[:LISTED])


def _shortfall(cell: tuple[str, str], weight: float, scores: Sequence[Score], as_of: date) -> Shortfall | None:
    if not scores:
        return Shortfall(*cell, "no-score", round(100 * weight, DIGITS))
    relied = [reliance(score.evidence_kind, score.evidence_date, as_of) for score in scores]
    missing = 1 - fsum(relied) / len(relied)
    if missing <= 0:
        return None
    weakest = scores[relied.index(min(relied))]
    why = weakness(weakest.evidence_kind, weakest.evidence_date, as_of)
    return Shortfall(*cell, why, round(100 * weight * missing, DIGITS))
