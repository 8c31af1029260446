"""The sheets of cost lines and benefit lines: amounts and times are inputs, the money of each year follows."""

from decimal import Decimal

from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.fields import benefit_fields, cost_fields, results
from it_advisor.documents.workbook.money import Line, Money
from it_advisor.documents.workbook.monthly import Workings
from it_advisor.documents.workbook.sheet import FIRST, Cell, Column, Sheet, at

COSTS_MARKER, BENEFITS_MARKER = "costs", "benefits"


class LineSheet:
    """One of the two sheets; `far` says where a value of a line stands."""

    def __init__(self, book: Book, money: Money, workings: Workings, benefits: bool) -> None:
        self.book, self.money, self.workings = book, money, workings
        self.lines = money.benefits if benefits else money.costs
        name, marker = (wording.BENEFITS, BENEFITS_MARKER) if benefits else (wording.COSTS, COSTS_MARKER)
        self.sheet: Sheet = book.sheet(name, wording.FACTOR_NOTE, marker)
        own = benefit_fields(self) if benefits else cost_fields(self)
        self.fields = [*own, *results(self)]
        self.columns = {field.name: place for place, field in enumerate(self.fields, 1)}

    def row(self, line: Line) -> int:
        return FIRST + self.money.place[line.id] - self.money.place[self.lines[0].id]

    def far(self, line: Line, name: str) -> str:
        return self.sheet.far(self.row(line), self.columns[name])

    def near(self, line: Line, name: str) -> str:
        return at(self.row(line), self.columns[name])

    def far_column(self, name: str, first: Line, last: Line) -> str:
        place = self.columns[name]
        return self.sheet.far_span((self.row(first), place), (self.row(last), place))

    def write(self) -> None:
        self.sheet.heads([Column(field.head, field.width, field.key) for field in self.fields])
        for line in self.lines:
            self.sheet.key(self.row(line), 0, line.id)
            self.sheet.row(self.row(line), (field.cell(line, self.row(line)) for field in self.fields))
        last = self.row(self.lines[-1])
        for place, field in enumerate(self.fields, 1):
            if field.rule:
                kind, least, most = field.rule
                bounds = {"criteria": "between", "minimum": least, "maximum": most}
                self.sheet.check((FIRST, place), (last, place), validate=kind, **bounds)
        self._total(last + 1)
        self.sheet.finish(freeze=(FIRST, 4))

    def _total(self, row: int) -> None:
        language = self.book.language
        summed = {f"year{n}" for n in range(1, self.money.years + 1)} | {"total", "present"}
        for place, field in enumerate(self.fields, 1):
            if field.name in summed:
                values = [field.cell(line, 0).value for line in self.lines]
                whole = sum((Decimal(str(value)) for value in values), Decimal(0))
                column = f"{at(FIRST, place)}:{at(row - 1, place)}"
                self.sheet.put(row, place, Cell(whole, "sum.money", f"SUM({column})"))
            else:
                self.sheet.put(row, place, Cell(wording.TOTAL.said(language) if place == 1 else None, "sum.text"))

    def amount(self, line: Line, name: str, place: int) -> str:
        """The address of a low or a high; the likely amount where there is none."""
        own, likely = self.far(line, name), self.far(line, "likely")
        return likely if place == 1 else f'IF({own}="",{likely},{own})'
