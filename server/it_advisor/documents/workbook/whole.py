"""The sheets of a workbook in their order."""

from collections.abc import Iterator

from it_advisor.documents.content import Document, Material
from it_advisor.documents.workbook import assumptions, options, overview, plan, source, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.cash_flow import CashFlow
from it_advisor.documents.workbook.lines import LineSheet
from it_advisor.documents.workbook.money import Money, money_of
from it_advisor.documents.workbook.monthly import Workings
from it_advisor.documents.workbook.ranking import Ranking
from it_advisor.documents.workbook.sensitivity import Sensitivity
from it_advisor.documents.workbook.yearly import Yearly
from it_advisor.errors import Words
from it_advisor.summary import Summary


def written(document: Document) -> bytes:
    book, material = Book(document, document.title, locked=True), document.material
    front = book.sheet(wording.OVERVIEW, wording.HOW).open()
    money = money_of(material)
    ranking = (
        Ranking(book, material.comparison, material.compared) if material.comparison and material.compared else None
    )
    if ranking:
        ranking.write()
    sums = Sums(book, money) if money else None
    figures, costs = (sums.figures, sums.costs) if sums else (None, None)
    if material.summary and not ranking:
        options.write(book, material.summary, money)
    if sums:
        sums.write()
    if material.summary:
        _plan(book, material.summary, costs)
    if sums:
        sums.workings.write(sums.costs, sums.benefits)
    overview.write(front, book, figures, ranking, list(_missing(material)))
    source.write(book, material)
    return book.content()


def _plan(book: Book, summary: Summary, costs: LineSheet | None) -> None:
    plan.requirements(book, summary, costs)
    if summary.phases:
        plan.roadmap(book, summary.phases)
    if summary.risks:
        plan.risks(book, summary.risks)


class Sums:
    """The sheets about money; each knows where on the others its numbers stand."""

    def __init__(self, book: Book, money: Money) -> None:
        self._book, self._money = book, money
        self.workings = Workings(book, money)
        self.costs = LineSheet(book, money, self.workings, benefits=False)
        self.benefits = LineSheet(book, money, self.workings, benefits=True) if money.benefits else None
        self._yearly = Yearly(book, money, self.costs, self.benefits)
        self._flow = CashFlow(book, money, self.workings)
        self.figures = Sensitivity(book, money, self.workings, self._flow)

    def write(self) -> None:
        """In the order a reader meets them; the workings come last of all."""
        assumptions.write(self._book, self._money)
        self.costs.write()
        if self.benefits:
            self.benefits.write()
        self._yearly.write()
        self._flow.write()
        self.figures.write()


def _missing(material: Material) -> Iterator[Words]:
    if material.costs is None:
        yield wording.NO_COSTS
    if material.comparison is None:
        yield wording.NO_COMPARISON
    if material.summary is None:
        yield wording.NO_SUMMARY
