"""Which lines move an option's worth most: counted below the workings, so that it follows every change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream
from it_advisor.costs.returns import present_value, rounded
from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.safety import safe
from it_advisor.documents.workbook.sheet import FIRST, Cell, at, span
from it_advisor.errors import Words

if TYPE_CHECKING:
    from it_advisor.documents.workbook.lines import LineSheet
    from it_advisor.documents.workbook.monthly import Workings

SIGN, SWING, RANK = range(3)
"""Rows of an option: whether a line gives or takes, what its range comes to, and its place."""


class Mover(NamedTuple):
    """A line whose range moves an option's worth, as of the export."""

    stream: Stream
    column: int
    worth: Decimal
    """Of one unit of its amount, to the option."""
    swing: Decimal


def movers(ledger: Ledger, workings: Workings) -> list[Mover]:
    """The candidates, the strongest first; of equals the one that stands further left, as the formulas have it."""
    found = []
    for stream in (*ledger.own, *ledger.benefits, *ledger.ended):
        low, _, high = stream.line.range
        worth = present_value(stream.flows, ledger.factors) * (1 if stream.gain else -1)
        column = workings.column(workings.money.lines[workings.money.place[stream.id]])
        found.append(Mover(stream, column, worth, rounded(abs(worth) * (high - low))))
    return sorted(found, key=lambda one: (-one.swing, one.column))


class Strongest:
    """The rows, and what a sheet elsewhere finds in them."""

    def __init__(self, workings: Workings) -> None:
        self.workings, self.money = workings, workings.money
        self.items = workings.first_year + workings.money.years

    def row(self, number: int, part: int) -> int:
        return self.items + 1 + 3 * (number - 1) + part

    def near(self, row: int) -> str:
        """A whole row, as a formula on the same sheet has it."""
        first = self.workings.column(self.money.lines[0])
        return span((row, first), (row, first + len(self.money.lines) - 1))

    def found(self, row: int, number: int, place: int) -> str:
        """What a row says of the line at this place, counted from 1."""
        name = self.workings.sheet.name
        return f"INDEX('{name}'!{self.near(row)},MATCH({place},'{name}'!{self.near(self.row(number, RANK))},0))"

    def write(self, costs: LineSheet, benefits: LineSheet | None) -> None:
        sheet, said = self.workings.sheet, self.workings.book.language
        sheet.put(self.items, 1, Cell(wording.ITEM.said(said), "sum.text"))
        for line in self.money.lines:
            lines = costs if line in costs.lines or benefits is None else benefits
            sheet.put(
                self.items, self.workings.column(line), Cell(safe(line.line.item), "text", lines.far(line, "item"))
            )
        for number, _, ledger in self.money.rivals:
            for part, words in enumerate(_HEADS):
                sheet.put(self.row(number, part), 1, Cell(f"{number} · {words.said(said)}", "sum.text"))
            for place, one in enumerate(movers(ledger, self.workings), 1):
                for part, cell in enumerate(self._cells(number, place, one)):
                    sheet.put(self.row(number, part), one.column, cell)

    def _cells(self, number: int, place: int, one: Mover) -> Iterator[Cell]:
        workings, swings = self.workings, self.row(number, SWING)
        low, high = (at(FIRST + part, one.column) for part in (0, 2))
        yield Cell(1 if one.stream.gain else -1, "count")
        yield Cell(one.swing, "money", f"ROUND(ABS({at(workings.worth_row, one.column)})*({high}-{low}),2)")
        own, first = at(swings, one.column), workings.column(self.money.lines[0])
        before = f"+COUNTIF({span((swings, first), (swings, one.column - 1))},{own})" if one.column > first else ""
        rank = f'IF({own}=0,"",RANK({own},{self.near(swings)}){before})'
        yield Cell(place if one.swing else "", "count", rank)


_HEADS = (Words("收（1）支（−1）", "gives 1, takes −1"), Words("NPV 幅度", "swing of NPV"), Words("名次", "place"))
