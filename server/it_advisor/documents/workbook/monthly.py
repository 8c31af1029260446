"""The workings: what one unit of each line moves in each month, and the net flows of the two outer cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from it_advisor.costs import Benefit, Cost
from it_advisor.costs.cashflow import Case, Ledger
from it_advisor.costs.returns import Flows, present_value, rounded
from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.booking import booked_formula
from it_advisor.documents.workbook.money import Line, Money, Side, so_far
from it_advisor.documents.workbook.sheet import FIRST, Cell, Column, Sheet, at, span
from it_advisor.documents.workbook.strongest import Strongest
from it_advisor.errors import Words

if TYPE_CHECKING:
    from it_advisor.documents.workbook.lines import LineSheet

LOW, LIKELY, HIGH, TIMES, START, LAST, CHANGE = range(FIRST, FIRST + 7)
"""Rows above the months: what each line's column is made from."""
MONTH_0 = CHANGE + 1
FIRST_LINE = 4
"""The column of the first line."""
OUTER: tuple[Case, ...] = ("pessimistic", "optimistic")


class Workings:
    """The sheet, and where on it everything stands."""

    def __init__(self, book: Book, money: Money) -> None:
        self.money, self.book = money, book
        self.sheet: Sheet = book.sheet(wording.MONTHLY, wording.MONTHLY_NOTE)
        self.last_month = MONTH_0 + money.months
        self.worth_month = money.months + 1
        """Below the months stands what all of them are worth today, where one more month would be."""
        self.worth_row = MONTH_0 + self.worth_month
        self.first_year = self.worth_row + 1
        self.strongest = Strongest(self)

    def column(self, line: Line) -> int:
        return FIRST_LINE + self.money.place[line.id]

    def amount(self, line: Line, place: int) -> str:
        return self.sheet.far(LOW + place, self.column(line))

    def units(self, line: Line, year: int) -> str:
        return self.sheet.far(self.first_year + year - 1, self.column(line))

    def unit_worth(self, line: Line) -> str:
        return self.sheet.far(self.worth_row, self.column(line))

    def row(self, side: Side, row: int) -> str:
        return self.sheet.far_span((row, FIRST_LINE + side.first), (row, FIRST_LINE + side.last))

    def all_units(self, side: Side) -> str:
        """Years by lines."""
        first = self.first_year, FIRST_LINE + side.first
        return self.sheet.far_span(first, (self.first_year + self.money.years - 1, FIRST_LINE + side.last))

    def flow(self, side: Side, month: int, amounts: int) -> str:
        """The money of some lines in one month, as the cash-flow sheet asks for it."""
        row = MONTH_0 + month
        first, last = at(row, FIRST_LINE + side.first, "column"), at(row, FIRST_LINE + side.last, "column")
        return f"SUMPRODUCT('{self.sheet.name}'!{first}:{last},{self.row(side, amounts)})"

    def moved(self, ledger: Ledger, month: int, case: Case) -> tuple[str, str]:
        """Gains and costs of an option in one month and case."""
        good, bad = {"likely": (LIKELY, LIKELY), "pessimistic": (LOW, HIGH), "optimistic": (HIGH, LOW)}[case]
        gains = [self.flow(side, month, good) for side in [self.money.side(ledger.option, True)] if side.filled]
        if ledger.spared:
            gains.append(self.flow(self.money.side(ledger.spared[0].line.option), month, good))
            gains += self._lasting(ledger, month, good, bad) if good != bad else []
        return "+".join(gains) or "0", self.flow(self.money.side(ledger.option), month, bad)

    def _lasting(self, ledger: Ledger, month: int, good: int, bad: int) -> Iterator[str]:
        """A cost that goes on in both ways is the same cost: it is spared at what it costs."""
        for stream in ledger.spared:
            if not stream.gain:
                column = FIRST_LINE + self.money.place[stream.id]
                more = f"{self.sheet.far(bad, column)}-{self.sheet.far(good, column)}"
                yield f"{self.sheet.far(MONTH_0 + month, column)}*({more})"

    def case_column(self, number: int, case: Case, part: int) -> int:
        """Of net (0), net so far (1) and discounted so far (2) of a rival in an outer case."""
        return FIRST_LINE + len(self.money.lines) + 1 + ((number - 1) * len(OUTER) + OUTER.index(case)) * 3 + part

    def months(self) -> str:
        return self.sheet.far_span((MONTH_0, 1), (self.last_month, 1))

    def factors(self) -> str:
        return self.sheet.far_span((MONTH_0, 3), (self.last_month, 3))

    def write(self, costs: LineSheet, benefits: LineSheet | None) -> None:
        self.sheet.heads((Column(wording.MONTHS_HEAD, 14), Column(wording.YEAR_HEAD, 6), Column(wording.DISCOUNT, 11)))
        self._edge()
        for line in self.money.lines:
            sheet = benefits if isinstance(line.line, Benefit) and benefits else costs
            self._line(line, sheet)
        self.strongest.write(costs, benefits)
        for number, _, ledger in self.money.rivals:
            for case in OUTER:
                self._case(number, ledger, case)
        self.sheet.finish(freeze=(MONTH_0, FIRST_LINE))

    def _edge(self) -> None:
        """The months, their years and what money is worth in them; the names of the rows above."""
        said = self.book.language
        above = (wording.LOW, wording.LIKELY, wording.HIGH, wording.FACTOR, wording.FROM_MONTH, wording.TO_MONTH)
        for row, words in enumerate((*above, _CHANGE), LOW):
            self.sheet.put(row, 1, Cell(words.said(said), "name"))
        for month, factor in enumerate(self.money.ledgers[0].factors):
            row = MONTH_0 + month
            discount = f"(1+discount_rate_pct/100)^(-{at(row, 1, 'column')}/12)"
            year = max(1, -(-month // 12))
            self.sheet.row(row, (Cell(month, "count"), Cell(year, "count"), Cell(factor, "factor", discount)))
        self.sheet.put(self.worth_row, 1, Cell(wording.PRESENT.said(said), "sum.text"))
        for n in range(self.money.years):
            text = wording.BOOKED_IN.said(said).format(n + 1)
            self.sheet.put(self.first_year + n, 1, Cell(text, "sum.text"))

    def _line(self, line: Line, lines: LineSheet) -> None:
        column, one, money = self.column(line), line.line, self.money
        self.sheet.width(column, 12)
        self.sheet.put(FIRST - 1, column, Cell(line.id, "head.middle"))
        for place, name in enumerate(("low", "likely", "high")):
            self.sheet.put(LOW + place, column, Cell(line.amount(place), "money", lines.amount(line, name, place)))
        factor = lines.fields[lines.columns["factor"] - 1].cell(line, 0).value
        self.sheet.put(TIMES, column, Cell(factor, "factor", lines.far(line, "factor")))
        self.sheet.put(START, column, Cell(one.from_month, "count", lines.far(line, "from")))
        for row, cell in zip((LAST, CHANGE), _ends(one, lines, line, money.months), strict=True):
            self.sheet.put(row, column, cell)
        for month, flow in enumerate(line.flows):
            formula = _shape(one, column, MONTH_0 + month)
            self.sheet.put(MONTH_0 + month, column, Cell(flow, "factor", formula))
        self._sums(line, column)

    def _sums(self, line: Line, column: int) -> None:
        flows = span((MONTH_0, column), (self.last_month, column), "row")
        worth = present_value(line.flows, self.money.ledgers[0].factors)
        weights = span((MONTH_0, 3), (self.last_month, 3))
        self.sheet.put(self.worth_row, column, Cell(worth, "factor", f"SUMPRODUCT({flows},{weights})"))
        for n, unit in enumerate(line.units(self.money.years)):
            if line.line.kind == "one-off":
                year = booked_formula(at(START, column, "row"))
                formula = f"IF({year}={n + 1},{at(TIMES, column, 'row')},0)"
            else:
                first = MONTH_0 + 12 * n + 1
                formula = f"SUM({at(first, column)}:{at(first + 11, column)})"
            self.sheet.put(self.first_year + n, column, Cell(unit, "factor", formula))

    def _case(self, number: int, ledger: Ledger, case: Case) -> None:
        """Net, net so far, discounted so far."""
        net = self.money.net(ledger, case)
        total, worth = so_far(net), so_far(self.money.discounted(net, ledger))
        said = self.book.language
        heads = (wording.NET, wording.SO_FAR, wording.DISCOUNTED_SO_FAR)
        for part, (head, values) in enumerate(zip(heads, (net, total, worth), strict=True)):
            column = self.case_column(number, case, part)
            title = f"{number} · {_CASES[case].said(said)} · {head.said(said)}"
            self.sheet.put(FIRST - 1, column, Cell(title, "head.middle"))
            self.sheet.width(column, 14)
            self._months(column, values, self._formulas(ledger, case, part, column))

    def _formulas(self, ledger: Ledger, case: Case, part: int, column: int) -> Iterator[str]:
        for month in range(self.money.months + 1):
            row = MONTH_0 + month
            before = f"{at(row - 1, column)}+" if month else ""
            if part == 0:
                gains, costs = self.moved(ledger, month, case)
                yield f"{gains}-{costs}"
            elif part == 1:
                yield f"{before}{at(row, column - 1)}"
            else:
                yield f"{before}{at(row, column - 2)}*{at(row, 3, 'column')}"

    def _months(self, column: int, values: Flows, formulas: Iterable[str]) -> None:
        for month, (value, formula) in enumerate(zip(values, formulas, strict=True)):
            self.sheet.put(MONTH_0 + month, column, Cell(rounded(value, Decimal("1e-6")), "money", formula))


def _ends(one: Cost | Benefit, lines: LineSheet, line: Line, months: int) -> tuple[Cell, Cell]:
    """The last month and the price rise of a yearly cost; the ramp-up of a benefit; nothing for a one-off."""
    if isinstance(one, Benefit):
        return Cell(None, "count"), Cell(one.ramp_months, "count", lines.far(line, "ramp"))
    if one.kind == "one-off":
        return Cell(None, "count"), Cell(None, "count")
    to = lines.far(line, "to")
    growth = (
        Cell(one.growth_pct, "number", lines.far(line, "growth")) if "growth" in lines.columns else Cell(0, "number")
    )
    return Cell(one.to_month or months, "count", f'IF({to}="",{months},{to})'), growth


def _shape(one: Cost | Benefit, column: int, row: int) -> str:
    """What falls due of one unit in the row's month."""
    month = at(row, 1, "column")
    times, start, last, change = (at(place, column, "row") for place in (TIMES, START, LAST, CHANGE))
    if one.kind == "one-off":
        return f"IF({month}={start},{times},0)"
    if isinstance(one, Benefit):
        full = f"MAX(1,{change})"
        return f"{times}*MIN(MAX(0,{month}-{start}),{full})/{full}/12"
    grown = f"{times}*(1+{change}/100)^INT(({month}-{start}-1)/12)/12"
    return f"IF(AND({month}>{start},{month}<={last}),{grown},0)"


_CHANGE = Words("涨价 % / 爬坡月", "Rise % / ramp-up")
_CASES = {"pessimistic": Words("悲观", "Pessimistic"), "optimistic": Words("乐观", "Optimistic")}
