"""Priced lines: quantity times unit price times years, and whether the amount is that."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.report.figures import Figure
from it_advisor.report.grids import Grid
from it_advisor.rules.tracing import is_blank

_ONCE = re.compile(r"一次.{0,3}|once|one[- ](?:off|time)|首年|-", re.IGNORECASE)
_ADJUSTED = re.compile("折|税|discount|vat|tax|markup|factor|系数", re.IGNORECASE)
_MOST_YEARS = 10


class Priced(NamedTuple):
    """A line whose four figures can be read."""

    row: int
    column: int
    quantity: Decimal
    price: Figure
    periods: Decimal
    amount: Figure
    open_ended: bool
    """No column says for how many years: the amount may be for any whole number."""

    @property
    def product(self) -> Decimal:
        return self.quantity * self.price.value * self.periods

    @property
    def fits(self) -> bool:
        room = self.amount.step / 2 + min(self.quantity * self.price.step / 2, abs(self.amount.value) / 200)
        times = range(1, _MOST_YEARS + 1) if self.open_ended else (1,)
        return any(abs(self.product * n - self.amount.value) <= room for n in times)


def priced(grid: Grid) -> Iterator[Priced]:
    """The lines of a table with quantity, unit price and amount; nothing where a discount or a tax comes between."""
    quantity, price, amount, periods = (grid.at(role) for role in ("quantity", "price", "amount", "periods"))
    if quantity is None or price is None or amount is None or any(map(_ADJUSTED.search, grid.titles)):
        return
    for row in range(len(grid.rows)):
        one, each, total = (grid.figure(row, column) for column in (quantity, price, amount))
        times = Decimal(1) if periods is None else _periods(grid, row, periods)
        if grid.is_total(row) or one is None or each is None or total is None or times is None:
            continue
        if not (one.is_range or each.is_range or total.is_range) and one.unit != "%" and each.unit != "%":
            yield Priced(row, amount, one.value, each, times, total, periods is None)


def _periods(grid: Grid, row: int, column: int) -> Decimal | None:
    text, figure = grid.rows[row][column], grid.figure(row, column)
    if is_blank(text) or _ONCE.fullmatch(text):
        return Decimal(1)
    return figure.value if figure is not None and not figure.is_range and figure.unit in ("", "year") else None


def fit(grid: Grid) -> bool:
    """Whether every line of the table is priced and right: then its parts are certain."""
    lines = list(priced(grid))
    rows = sum(not grid.is_total(row) for row in range(len(grid.rows)))
    return bool(lines) and len(lines) == rows and all(line.fits for line in lines)
