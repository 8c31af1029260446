"""The sheets of a workbook in their order."""

from collections.abc import Iterator

from it_advisor.documents.content import Document, Material
from it_advisor.documents.workbook import assumptions, overview, plan, source, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.cash_flow import CashFlow
from it_advisor.documents.workbook.lines import LineSheet
from it_advisor.documents.workbook.money import Money, money_of
from it_advisor.documents.workbook.monthly import Workings
from it_advisor.documents.workbook.ranking import Ranking
from it_advisor.documents.workbook.sensitivity import Sensitivity
from it_advisor.documents.workbook.yearly import Yearly
from it_advisor.errors import Words


def written(document: Document) -> bytes:
    book, material = Book(document, document.title), document.material
    front = book.sheet(wording.OVERVIEW, wording.HOW).open()
    money = money_of(material)
    ranking = (
        Ranking(book, material.comparison, material.compared) if material.comparison and material.compared else None
    )
    if ranking:
        ranking.write()
    figures, costs = _money(book, money) if money else (None, None)
    if summary := material.summary:
        plan.requirements(book, summary, costs)
        if summary.phases:
            plan.roadmap(book, summary.phases)
        if summary.risks:
            plan.risks(book, summary.risks)
    overview.write(front, book, figures, ranking, list(_missing(material)))
    source.write(book, material)
    return book.content()


def _money(book: Book, money: Money) -> tuple[Sensitivity, LineSheet]:
    """Sheets are added in the order a reader meets them; the workings stand last of them."""
    assumptions.write(book, money)
    workings = Workings(book, money)
    costs = LineSheet(book, money, workings, benefits=False)
    benefits = LineSheet(book, money, workings, benefits=True) if money.benefits else None
    yearly = Yearly(book, money, costs, benefits)
    flow = CashFlow(book, money, workings)
    figures = Sensitivity(book, money, workings, flow)
    costs.write()
    if benefits:
        benefits.write()
    yearly.write()
    flow.write()
    figures.write()
    workings.write(costs, benefits)
    return figures, costs


def _missing(material: Material) -> Iterator[Words]:
    if material.costs is None:
        yield wording.NO_COSTS
    if material.comparison is None:
        yield wording.NO_COMPARISON
    if material.summary is None:
        yield wording.NO_SUMMARY
