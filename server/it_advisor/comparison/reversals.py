"""What removing, renaming or reordering options does to the rankings."""

from itertools import groupby

from it_advisor.comparison.ranking import closeness, places, weighted_sums
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
    before = dict(zip(grid.options, closeness(grid), strict=True))
    return tuple(
        Reversal(removed=removed, rises=rises, falls=falls)
        for removed in sorted(before)
        for rises, falls in _turned(before, grid.only([name for name in before if name != removed]))
    )


def _turned(before: dict[str, float], rest: Grid) -> list[tuple[str, str]]:
    """The first pair, from the top, whose order was one way before and is the other way now."""
    now = dict(zip(rest.options, closeness(rest), strict=True))
    lowest: str | None = None  # of those strictly ahead before, the one with the lowest mark now
    for _, tied in groupby(sorted(now, key=lambda name: (-before[name], name)), key=before.__getitem__):
        level = sorted(tied, key=lambda name: (now[name], name))
        if lowest and now[level[-1]] > now[lowest]:
            return [(level[-1], lowest)]
        lowest = min(filter(None, (lowest, level[0])), key=now.__getitem__)
    return []


def is_neutral(grid: Grid) -> bool:
    """Whether both rankings stay the same when the options are renamed and put in reverse order."""
    count = len(grid.options)
    masked = grid._replace(options=tuple(map(str, range(count))), scores=grid.scores[::-1])
    return all(places(marks(grid)) == places(marks(masked))[::-1] for marks in (weighted_sums, closeness))
