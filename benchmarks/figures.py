"""What a benchmark says: a table, the targets it is held to, and how medians and ratios are written."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Effort(NamedTuple):
    """How much is measured. Servers take turns in every round, so that other load meets them alike."""

    rounds: int
    requests: int
    """To one server in one round."""
    seconds: float
    """Of load over HTTP on one server in one round."""
    made_up: tuple[int, ...]
    """Cases ranked beside the shipped ones."""
    kept: tuple[int, ...]
    """Contributed cases in the store."""
    planted: int = 1
    """Of the planted defects, one in so many is looked for."""
    rows: int = 10_000
    """Of the larger batch."""


FULL = Effort(rounds=9, requests=200, seconds=1.5, made_up=(0, 1_000, 10_000), kept=(10_000, 100_000))
QUICK = Effort(rounds=1, requests=10, seconds=0.1, made_up=(0, 100), kept=(50,), planted=10, rows=50)


MEMORY = "What a start keeps in memory"
"""The table that says it."""


class Goal(NamedTuple):
    """A target, what was measured, and whether that meets it."""

    name: str
    target: str
    measured: str
    met: bool
    profile: str = ""
    """The title of the table that says where the time or the memory goes; nothing where the goal is neither."""


class Topic(NamedTuple):
    """One table, its head first; a number's column is written `--:`."""

    title: str
    rows: Sequence[Sequence[str]]
    note: str = ""
    goals: tuple[Goal, ...] = ()

    def markdown(self) -> Iterator[str]:
        head, *body = self.rows
        yield from (f"## {self.title}", "")
        if self.note:
            yield from (self.note, "")
        yield _row(head)
        yield _row("--:" if all(row[at][:1] in "0123456789+-–" for row in body) else "---" for at in range(len(head)))
        yield from map(_row, body)
        yield ""


def _row(cells: Iterator[str] | Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def spread(values: Sequence[float], digits: int = 0) -> str:
    """The median, and the least and the most."""
    return f"{median(values):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1]


def ratios(ours: Sequence[float], others: Sequence[float]) -> list[float]:
    """Round by round."""
    return [one / other for one, other in zip(ours, others, strict=True)]


def at_most(name: str, values: Sequence[float], limit: float, unit: str = "×", profile: str = "") -> Goal:
    return Goal(name, f"≤ {limit:g}{unit}", f"{spread(values, 2)}{unit}", median(values) <= limit, profile)


def at_least(name: str, values: Sequence[float], limit: float, unit: str = "×", profile: str = "") -> Goal:
    return Goal(name, f"≥ {limit:g}{unit}", f"{spread(values, 2)}{unit}", median(values) >= limit, profile)


def reached(name: str, value: float, limit: float, profile: str) -> Goal:
    """Of a figure that comes out the same in every round."""
    return Goal(name, f"≥ {limit:g}", f"{value:.3f}", value >= limit, profile)


Measure = Callable[[Effort], Topic]
