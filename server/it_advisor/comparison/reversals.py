"""What removing, renaming or reordering options does to the rankings."""

from dataclasses import replace
from itertools import groupby

from it_advisor.comparison.ranking import closeness, frames_without, order, places, weighted_sums
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
    ranked = [list(tied) for _, tied in groupby(order(grid, before), key=before.__getitem__)]
    found = (
        (grid.options[out], _turned(grid, ranked, out, frame.closeness(grid.scores)))
        for out, frame in enumerate(frames_without(grid))
    )
    turned = sorted((removed, *map(grid.options.__getitem__, pair)) for removed, pair in found if pair)
    return tuple(Reversal(removed=removed, rises=rises, falls=falls) for removed, rises, falls in turned)


def _turned(grid: Grid, ranked: list[list[int]], out: int, now: list[float]) -> tuple[int, int] | None:
    """The first pair, from the top, whose order was one way before and is the other way now."""
    lowest: int | None = None  # of those strictly ahead before, the one with the lowest mark now
    for tied in ranked:
        level = sorted((row for row in tied if row != out), key=lambda row: (now[row], grid.options[row]))
        if not level:
            continue
        if lowest is not None and now[level[-1]] > now[lowest]:
            return level[-1], lowest
        if lowest is None or now[level[0]] < now[lowest]:
            lowest = level[0]
    return None


def is_neutral(grid: Grid) -> bool:
    """Whether both rankings stay the same when the options are renamed and put in reverse order."""
    count = len(grid.options)
    masked = replace(grid, options=tuple(map(str, range(count))), scores=grid.scores[::-1])
    return all(places(marks(grid)) == places(marks(masked))[::-1] for marks in (weighted_sums, closeness))
