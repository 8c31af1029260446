"""What removing, renaming or reordering options does to the rankings."""

from dataclasses import replace
from itertools import groupby

from it_advisor.comparison.ranking import Frame, closeness, frames_without, order, places, weighted_sums
from it_advisor.comparison.scores import Grid
from it_advisor.model import Model


class Reversal(Model):
    """An option whose removal makes TOPSIS put two of the others in another order."""

    removed: str
    rises: str
    falls: str


def reversals(grid: Grid) -> tuple[Reversal, ...]:
    """One for each option whose removal turns the TOPSIS order of two others round; a tie made or broken is none.

    The weighted sum needs no such test: its scales are declared, not taken from the field.
    """
    if len(grid.options) < 3:
        return ()
    before = closeness(grid)
    ranked = order(grid, before)
    found = (
        (grid.options[out], _turned(grid, [(row, before[row]) for row in ranked if row != out], frame))
        for out, frame in enumerate(frames_without(grid))
    )
    turned = sorted((removed, *map(grid.options.__getitem__, pair)) for removed, pair in found if pair)
    return tuple(Reversal(removed=removed, rises=rises, falls=falls) for removed, rises, falls in turned)


def _turned(grid: Grid, ranked: list[tuple[int, float]], frame: Frame) -> tuple[int, int] | None:
    """The first pair, from the top, whose order was one way before and is the other way now.

    What comes after it is not computed: of many options, the first pair is mostly found near the top.
    """
    lowest: tuple[float, int] | None = None  # of those strictly ahead before, the one with the lowest mark now
    now = frame.closeness(grid.scores[row] for row, _ in ranked)
    for _, tied in groupby(zip(now, ranked, strict=False), key=lambda pair: pair[1][1]):
        level = sorted(((mark, row) for mark, (row, _) in tied), key=lambda one: (one[0], grid.options[one[1]]))
        if lowest is not None and level[-1][0] > lowest[0]:
            return level[-1][1], lowest[1]
        lowest = level[0] if lowest is None or level[0][0] < lowest[0] else lowest
    return None


def is_neutral(grid: Grid) -> bool:
    """Whether both rankings stay the same when the options are renamed and put in reverse order."""
    count = len(grid.options)
    masked = replace(grid, options=tuple(map(str, range(count))), scores=grid.scores[::-1])
    return all(places(marks(grid)) == places(marks(masked))[::-1] for marks in (weighted_sums, closeness))
