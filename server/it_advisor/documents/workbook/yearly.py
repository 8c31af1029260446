"""The sheet of total cost of ownership by year: a table an option, by category, with gains and ceilings below."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from it_advisor.costs.cashflow import Ledger
from it_advisor.costs.figures import OptionEstimate, Verdict
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.lines import LineSheet
from it_advisor.documents.workbook.money import Line, Money, Side
from it_advisor.documents.workbook.sheet import FIRST, Cell, Sheet, at
from it_advisor.errors import Words


class Yearly:
    """The sheet, and where each option's sums stand."""

    def __init__(self, book: Book, money: Money, costs: LineSheet, benefits: LineSheet | None) -> None:
        self.book, self.money, self.costs, self.benefits = book, money, costs, benefits
        note = Words(*(text.format(money.request.currency) for text in wording.YEARLY_NOTE))
        self.sheet: Sheet = book.sheet(wording.YEARLY, note)
        self.totals: dict[int, str] = {}
        """Where the total cost of an option stands, by its number."""

    def write(self) -> None:
        years = self.money.years
        for column, width in enumerate((30, *(16,) * (years + 1), 10), 1):
            self.sheet.width(column, width)
        row = FIRST - 1
        for number, option, ledger in self.money.options:
            row = self._option(row, number, option, ledger) + 2
        self.sheet.finish(freeze=None)

    def _option(self, row: int, number: int, option: OptionEstimate, ledger: Ledger) -> int:
        said, years = self.book.language, self.money.years
        title = f"{option.option} ({wording.BASELINE.said(said)})" if option.is_baseline else option.option
        self.sheet.block(row, title, years + 3)
        heads = [wording.CATEGORY.said(said), *(wording.YEAR.said(said).format(n) for n in range(1, years + 1))]
        heads += [wording.TOTAL.said(said), wording.SHARE.said(said)]
        self.sheet.row(row + 1, (Cell(head, "head.middle") for head in heads))
        first = row + 2
        last = self._categories(first, option, ledger)
        sums = list(self._sums(first, last, option, ledger))
        for below, cells in enumerate(sums, last + 1):
            self.sheet.row(below, cells)
        self.totals[number] = self.sheet.far(last + 1, years + 2)
        self.book.name(f"TCO_{number}", self.totals[number])
        self._chart(row, first, last, title)
        return self._ceilings(last + 1 + len(sums), last, option)

    def _categories(self, first: int, option: OptionEstimate, ledger: Ledger) -> int:
        """Their rows; the last of them."""
        side, years = self.money.side(ledger.option), self.money.years
        last = first + len(option.categories) - 1
        for row, one in enumerate(option.categories, first):
            sums = [
                Cell(amount, "money", self._where(side, "category", at(row, 1, "column"), n))
                for n, amount in enumerate(one.by_year, 1)
            ]
            whole = at(row, years + 2)
            share = f"IF({at(last + 1, years + 2, 'row')}=0,0,100*{whole}/{at(last + 1, years + 2, 'row')})"
            name = labels.label(one.category, self.book.language)
            total = Cell(one.total, "money", f"SUM({at(row, 2)}:{at(row, years + 1)})")
            part = 100 * one.total / (option.tco.value or 1)
            self.sheet.row(row, (Cell(name), *sums, total, Cell(part, "share", share)))
        return last

    def _where(self, side: Side, field: str, wanted: str, year: int) -> str:
        """The year's money of the lines whose field says this."""
        first, last = self._ends(side)
        return (
            f"SUMIF({self.costs.far_column(field, first, last)},{wanted},"
            f"{self.costs.far_column(f'year{year}', first, last)})"
        )

    def _ends(self, side: Side) -> tuple[Line, Line]:
        return self.money.lines[side.first], self.money.lines[side.last]

    def _sums(self, first: int, last: int, option: OptionEstimate, ledger: Ledger) -> Iterator[list[Cell]]:
        """All costs, their two kinds, and for a rival gains, net and net so far."""
        side, years, base = self.money.side(ledger.option), range(1, self.money.years + 1), last + 1
        one_off, each_year = (f'"{labels.label(kind, self.book.language)}"' for kind in ("one-off", "yearly"))
        costs = [f"SUM({at(first, n + 1)}:{at(last, n + 1)})" for n in years]
        yield self._summed(wording.ALL_COSTS, [y.cost for y in option.years], costs, base)
        kinds = [(wording.ONE_OFF, one_off, [y.one_off for y in option.years])]
        kinds += [(wording.EACH_YEAR, each_year, [y.yearly for y in option.years])]
        for row, (words, label, values) in enumerate(kinds, base + 1):
            yield self._summed(words, values, [self._where(side, "kind", label, n) for n in years], row, "")
        if option.is_baseline:
            return
        yield self._summed(
            wording.GAINS, [y.gain for y in option.years], [self._gain(ledger, n) for n in years], base + 3
        )
        nets = [f"{at(base + 3, n + 1)}-{at(base, n + 1)}" for n in years]
        yield self._summed(wording.NET, [y.net for y in option.years], nets, base + 4)
        running = [f"{at(base + 5, n)}+{at(base + 4, n + 1)}" if n > 1 else at(base + 4, n + 1) for n in years]
        so_far = self._summed(wording.SO_FAR, [y.cumulative for y in option.years], running, base + 5)
        yield [*so_far[:-1], Cell(None, "sum.text")]

    def _gain(self, ledger: Ledger, year: int) -> str:
        parts = []
        benefits = self.money.side(ledger.option, True)
        if benefits.filled and self.benefits:
            parts.append(f"SUM({self.benefits.far_column(f'year{year}', *self._ends(benefits))})")
        if ledger.spared:
            today = self.money.side(ledger.spared[0].line.option)
            parts.append(f"SUM({self.costs.far_column(f'year{year}', *self._ends(today))})")
        return "+".join(parts) or "0"

    def _summed(
        self, words: Words, values: Sequence[Decimal], formulas: Sequence[str], row: int, style: str = "sum"
    ) -> list[Cell]:
        years, dot = self.money.years, "." if style else ""
        cells = [Cell(v, f"{style}{dot}money", f) for v, f in zip(values, formulas, strict=True)]
        total = f"SUM({at(row, 2)}:{at(row, years + 1)})"
        name = Cell(words.said(self.book.language), f"{style}{dot}text")
        return [name, *cells, Cell(sum(values, Decimal(0)), f"{style}{dot}money", total)]

    def _ceilings(self, row: int, last: int, option: OptionEstimate) -> int:
        """Whether each ceiling holds: the cell follows the ceiling and the costs. The row below."""
        years = self.money.years
        asked = self.money.request
        rows = {"one-off": last + 2, "yearly": last + (1 if asked.budget_one_off is None else 3), "total": last + 1}
        for name in dict.fromkeys(verdict.budget for verdict in option.budget):
            verdicts = [verdict for verdict in option.budget if verdict.budget == name]
            cells: list[Cell] = [Cell(None)] * (years + 1)
            for verdict in verdicts:
                column = verdict.year or years + 1
                cells[column - 1] = self._verdict(verdict, at(rows[name], column + 1))
            label = wording.BUDGET.said(self.book.language).format(labels.label(name, self.book.language))
            self.sheet.row(row, (Cell(label), *cells))
            self._colours(row)
            row += 1
        return row

    def _verdict(self, verdict: Verdict, cost: str) -> Cell:
        """The overrun, or that there is none."""
        within = wording.WITHIN.said(self.book.language)
        name = {"one-off": "budget_one_off", "yearly": "budget_yearly", "total": "budget_total"}[verdict.budget]
        formula = f'IF({name}="","—",IF({cost}>ROUND({name},2),{cost}-ROUND({name},2),"{within}"))'
        return Cell(verdict.overrun or within, "money", formula)

    def _colours(self, row: int) -> None:
        first, last = (row, 2), (row, self.money.years + 2)
        rules = (("good", f'=ISTEXT({at(row, 2)})*({at(row, 2)}<>"—")'), ("bad", f"=ISNUMBER({at(row, 2)})"))
        for style, criteria in rules:
            rule = {"type": "formula", "criteria": criteria, "format": self.book.format(style)}
            self.sheet.page.conditional_format(*first, *last, rule)

    def _chart(self, row: int, first: int, last: int, title: str) -> None:
        chart = self.book.workbook.add_chart({"type": "column", "subtype": "stacked"})
        years = self.money.years
        for at_row in range(first, last + 1):
            chart.add_series(
                {
                    "name": f"={self.sheet.far(at_row, 1)}",
                    "categories": f"={self.sheet.far_span((row + 1, 2), (row + 1, years + 1))}",
                    "values": f"={self.sheet.far_span((at_row, 2), (at_row, years + 1))}",
                    "gap": 60,
                }
            )
        chart.set_title({"name": f"={self.sheet.far(row, 1)}", "name_font": {"size": 11}})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_legend({"position": "right"})
        self.sheet.chart(row, years + 5, chart, (560, 20 * (last - row + 8)))
