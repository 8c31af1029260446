"""Sums as the rules of numbers reckon and say them."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.figures import CURRENCIES, Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit

_WHOLE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.,])")
_NUMBER = re.compile(r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DIGITS = 2
"""Behind the point, of an amount in units of ten thousand or more."""
_GROUPED = re.compile(r"\d,\d{3}(?!\d)")
_LINK = re.compile(
    r"[ \t:：=≈~（(¥$€£]*(?:每年|大?约|共计|合计|共|为|是|在|需|about|around|approximately|costs?|is|are|of|at"
    r"|to|the)?[ :：]*"
)
_MOST = 8
"""Terms of a sum that are worth printing."""


class Sum(NamedTuple):
    """Figures added up one by one, with what it takes to compare the sum and to print it."""

    terms: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    """The coarsest of its figures."""
    units: frozenset[str] = frozenset()
    first: tuple[Decimal, ...] = ()
    less: Decimal = Decimal(0)
    """Of its figures, discounts, which may be written without their minus."""

    def with_(self, one: "Figure | Sum", less: bool = False) -> "Sum":
        other = _sum_of(one) if isinstance(one, Figure) else one
        return Sum(
            self.terms + other.terms,
            self.low + other.low,
            self.high + other.high,
            max(self.step, other.step),
            self.units | other.units,
            (*self.first, *other.first)[: _MOST + 1],
            self.less + (other.low if less else other.less),
        )

    def said(self, by: Decimal) -> str:
        """Counted in so many; both ends where they differ."""
        low, high = said(self.low / by), said(self.high / by)
        return low if low == high else f"{low}–{high}"

    def told(self, by: Decimal) -> str:
        """a + b = c as long as that can be read."""
        readable = self.low == self.high and self.terms <= _MOST
        return plus([one / by for one in self.first]) if readable else self.said(by)

    def slack(self, total: Figure) -> Decimal:
        """How far it may be from its rounded total: as rounding errors add up, by their root."""
        return total.step / 2 + self.step * Decimal(self.terms).sqrt() / 2


def _sum_of(one: Figure) -> Sum:
    return Sum(1, one.low, one.high, one.step, frozenset((one.unit,)), (one.low,))


def said(value: Decimal) -> str:
    """12,345.6 without what is nothing: no exponent, no trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(figure: Figure) -> str:
    """As it is written, with what a title or a caption says it counts: 688 in 万元 is 6,880,000 CNY."""
    own = next(iter(figures(figure.text)), figure)
    if figure.is_range or abs(own.value) == abs(figure.value):
        return figure.text
    return f"{said(figure.value)} {figure.unit}".strip()


_DOTTED = re.compile(r"\d\.\d{3}(?!\d)")
"""1.234,00: written for readers of a comma as a point; ours are told in full."""


def like(value: Decimal, figure: Figure) -> str:
    """A value as another is written: 2,330,000 beside 243 万元 is 233 万元; in full where that takes many digits."""
    number = _NUMBER.search(figure.text)
    own = next(iter(figures(figure.text)), None)
    if own is None or own.value != figure.value or _DOTTED.search(figure.text):  # a title says what it counts
        return said(value)
    written = Decimal(number[0].replace(",", "").replace("'", "") or 0) if number else Decimal(0)
    if number is None or not written or not figure.value or (figure.value / written) % 1:
        return said(value)
    told = value / (abs(figure.value) / written)
    if told != round(told, _DIGITS):
        return said(value)
    return f"{figure.text[: number.start()]}{said(told)}{figure.text[number.end() :]}".strip()


def plus(values: Sequence[Decimal]) -> str:
    """a + b = c, as long as that can be read."""
    total = said(sum(values, Decimal(0)))
    return f"{' + '.join(map(said, values))} = {total}" if len(values) <= _MOST else total


def slack(parts: Iterable[Figure], total: Figure) -> Decimal:
    """How far a sum of rounded figures may be from its rounded total: as rounding errors add up, by their root."""
    steps = [one.step for one in parts]
    return total.step / 2 + max(steps, default=Decimal(0)) * Decimal(len(steps)).sqrt() / 2


def rounds(figure: Figure, value: Decimal) -> bool:
    """Whether a figure of a sentence is that value in two significant digits, as sentences are asked to give sums."""
    if not figure.value:
        return False
    step = Decimal(10) ** (figure.value.adjusted() - 1)
    return not figure.value % step and abs(figure.value - value) <= step / 2


def same_unit(units: Iterable[str]) -> bool:
    """Whether figures may be added or compared: one unit, where none is said it is the same."""
    return len({unit for unit in units if unit}) <= 1


def money_after(text: str, place: int, reach: int = 60) -> Figure | None:
    """The amount of money that follows a word, with nothing but “about” or “is” between."""
    rest = text[place : place + reach]
    link = _LINK.match(rest)
    start = link.end() if link else 0
    found = next(iter(figures(rest)), None)
    if found is None or found.start > start:
        return None
    return found if found.unit in CURRENCIES or (not found.unit and found.step >= 1_000) else None


def edit_of(report: Report, grid: Grid, row: int, column: int, value: Decimal) -> tuple[Edit, ...]:
    """The change that writes a value into a cell; none where that is no whole number of what the cell counts.

    Nor where the number stands anywhere else: what repeats it may be right, or would have to be mended as well.
    """
    line, numbers, figure = grid.line_of(row), _WHOLE.findall(grid.rows[row][column]), grid.figure(row, column)
    if len(numbers) != 1 or figure is None or figure.low < 0 or value < 0 or value % figure.step:
        return ()
    old, new = numbers[0], value / figure.step
    if figure.low != Decimal(old.replace(",", "")) * figure.step or report.lines[line - 1].count(old) != 1:
        return ()
    if report.numbers[old.replace(",", "")] != 1:
        return ()
    grouped = any(_GROUPED.search(cells[column]) for cells in grid.rows)
    return (Edit(line, old, f"{new:,.0f}" if grouped or new < 1_000 else f"{new:.0f}"),)
