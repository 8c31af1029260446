"""Sums as the rules of numbers reckon and say them."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from it_advisor.report.figures import CURRENCIES, Figure, figures
from it_advisor.report.grids import Grid
from it_advisor.report.reading import Report
from it_advisor.rules.fault import Edit

_PLAIN = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+")
_LINK = re.compile(
    r"[ \t:：=≈~（(¥$€£]*(?:每年|大?约|共计|合计|共|为|是|在|需|about|around|approximately|costs?|is|are|of|at"
    r"|to|the)?[ :：]*"
)
_MOST = 8
"""Terms of a sum that are worth printing."""


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


def plus(values: Sequence[Decimal]) -> str:
    """a + b = c, as long as that can be read."""
    total = said(sum(values, Decimal(0)))
    return f"{' + '.join(map(said, values))} = {total}" if len(values) <= _MOST else total


def slack(parts: Iterable[Figure], total: Figure) -> Decimal:
    """How far a sum of rounded figures may be from its rounded total: as rounding errors add up, by their root."""
    steps = [one.step for one in parts]
    return total.step / 2 + max(steps, default=Decimal(0)) * Decimal(len(steps)).sqrt() / 2


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
    """The change that writes a whole number into a cell; none where the line does not hold its figure just once."""
    old, line, value = grid.rows[row][column], grid.line_of(row), value / grid.factor(row, column)
    raw = report.lines[line - 1] if line <= len(report.lines) else ""
    if value % 1 or not _PLAIN.fullmatch(old) or raw.count(old) != 1 or grid.titles[column].endswith(("万", "k")):
        return ()
    figure = grid.figure(row, column)
    if figure is None or figure.step != grid.factor(row, column):
        return ()
    return (Edit(line, old, f"{value:,.0f}" if "," in old or abs(value) < 1_000 else f"{value:.0f}"),)
