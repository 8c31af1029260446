"""The sheet of cash flow by month: each option's costs, gains and net, and both running totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlsxwriter.chart import Chart

from it_advisor.costs.cashflow import Ledger
from it_advisor.costs.returns import rounded
from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.money import Money, so_far
from it_advisor.documents.workbook.monthly import MONTH_0, Workings
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Sheet, at
from it_advisor.errors import Words

FIRST_OPTION = 4
PARTS: tuple[Words, ...] = (
    wording.COST,
    wording.GAIN,
    wording.NET,
    wording.SO_FAR,
    wording.DISCOUNTED,
    wording.DISCOUNTED_SO_FAR,
)
COSTS, GAINS, NET, TOTAL, WORTH, TOTAL_WORTH = range(len(PARTS))


class CashFlow:
    """The sheet, and where each option's months stand."""

    def __init__(self, book: Book, money: Money, workings: Workings) -> None:
        self.book, self.money, self.workings = book, money, workings
        note = Words(*(text.format(money.request.currency) for text in wording.CASH_NOTE))
        self.sheet: Sheet = book.sheet(wording.CASH, note)

    def column(self, number: int, part: int) -> int:
        """Of a rival, counted from 1; doing nothing is the measure and has no flow of its own."""
        place = [rival for rival, _, _ in self.money.rivals].index(number)
        return FIRST_OPTION + place * len(PARTS) + part

    def months(self, number: int, part: int) -> str:
        column = self.column(number, part)
        return self.sheet.far_span((FIRST, column), (FIRST + self.money.months, column))

    def last(self, number: int, part: int) -> str:
        return self.sheet.far(FIRST + self.money.months, self.column(number, part))

    def write(self) -> None:
        edge = Column(wording.MONTH, 6), Column(wording.YEAR_HEAD, 5), Column(wording.DISCOUNT, 11)
        self.sheet.heads(edge)
        factors = self.money.ledgers[0].factors
        for month, factor in enumerate(factors):
            year, discount = (self.workings.sheet.far(MONTH_0 + month, column) for column in (2, 3))
            row = Cell(month, "count"), Cell(max(1, -(-month // 12)), "count", year), Cell(factor, "factor", discount)
            self.sheet.row(FIRST + month, row)
        for number, option, ledger in self.money.rivals:
            self._option(number, option.option, ledger)
        self.sheet.finish(freeze=(FIRST, FIRST_OPTION))

    def _option(self, number: int, name: str, ledger: Ledger) -> None:
        first = self.column(number, 0)
        self.sheet.put(HEAD - 1, first, Cell(name, "head.middle"))
        for part in range(1, len(PARTS)):
            self.sheet.put(HEAD - 1, first + part, Cell(None, "head.middle"))
        self.sheet.heads([Column(head, 15) for head in PARTS], first=first)
        for month, (values, formulas) in enumerate(
            zip(self._values(ledger), self._formulas(number, ledger), strict=True)
        ):
            cells = (Cell(rounded(v, Decimal("1e-6")), "money", f) for v, f in zip(values, formulas, strict=True))
            self.sheet.row(FIRST + month, cells, first)

    def _values(self, ledger: Ledger) -> Iterator[Sequence[Decimal]]:
        net = self.money.net(ledger)
        worth = self.money.discounted(net, ledger)
        columns = ledger.spending("likely"), ledger.gaining("likely"), net, so_far(net), worth, so_far(worth)
        return zip(*columns, strict=True)

    def _formulas(self, number: int, ledger: Ledger) -> Iterator[Sequence[str]]:
        first = self.column(number, 0)
        for month in range(self.money.months + 1):
            row = FIRST + month
            gains, costs = self.workings.moved(ledger, month, "likely")
            here = [at(row, first + part) for part in range(len(PARTS))]
            above = [f"{at(row - 1, first + part)}+" if month else "" for part in range(len(PARTS))]
            yield (
                costs,
                gains,
                f"{here[GAINS]}-{here[COSTS]}",
                f"{above[TOTAL]}{here[NET]}",
                f"{here[NET]}*{at(row, 3, 'column')}",
                f"{above[TOTAL_WORTH]}{here[WORTH]}",
            )

    def chart(self) -> Chart:
        """Net so far of every option."""
        chart = self.book.workbook.add_chart({"type": "scatter", "subtype": "straight"})
        for number, _, _ in self.money.rivals:
            chart.add_series(
                {
                    "name": f"={self.sheet.far(HEAD - 1, self.column(number, 0))}",
                    "categories": f"={self.sheet.far_span((FIRST, 1), (FIRST + self.money.months, 1))}",
                    "values": f"={self.months(number, TOTAL)}",
                    "line": {"width": 2},
                }
            )
        said = self.book.language
        chart.set_title({"name": wording.SO_FAR.said(said), "name_font": {"size": 12}})
        chart.set_x_axis(
            {
                "name": wording.MONTH.said(said),
                "label_position": "low",
                "min": 0,
                "max": self.money.months,
                "major_unit": 6,
            }
        )
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_legend({"position": "bottom"})
        return chart
