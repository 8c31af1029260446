"""Sheets of a contract's terms: payments by milestone, and service levels with their credits."""

from collections.abc import Iterator, Sequence

from it_advisor.documents.workbook import tender_wording as words
from it_advisor.documents.workbook import wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Value, at
from it_advisor.summary import Phase

_PAYMENTS = (
    Column(wording.ID, 7),
    Column(words.MILESTONE, 30),
    Column(words.CONDITION, 52),
    Column(words.DUE, 10),
    Column(words.SHARE, 10),
    Column(words.AMOUNT, 18),
    Column(words.ACCEPTED_BY, 20),
    Column(words.ACCEPTED_ON, 14),
)
SHARE, AMOUNT = 5, 6
_LEVELS = (
    Column(wording.ID, 6),
    Column(words.MEASURE, 28),
    Column(words.TARGET, 26),
    Column(words.MEASURED, 32),
    Column(words.OFFER, 24),
    Column(words.CREDIT, 12),
    Column(words.MISSED, 10),
    Column(words.DEDUCTED, 16),
)
CREDIT, MISSED, DEDUCTED = 6, 7, 8


def payments(book: Book, phases: Sequence[Phase]) -> None:
    """The phases between signing and the end of warranty; amounts follow the contract sum."""
    said = book.language
    sheet = book.sheet(words.PAYMENTS, words.PAYMENTS_NOTE)
    sheet.heads(_PAYMENTS)
    sheet.wide(HEAD - 1, SHARE - 1, SHARE, Cell(words.CONTRACT_SUM.said(said), "name"))
    sheet.put(HEAD - 1, AMOUNT, Cell(None, "in.money"))
    book.name("contract_sum", sheet.far(HEAD - 1, AMOUNT))
    rows = list(_milestones(phases, book))
    last = FIRST + len(rows) - 1
    for row, cells in enumerate(rows, FIRST):
        amount = Cell(0, "money", f"ROUND(contract_sum*{at(row, SHARE)}/100,2)")
        sheet.row(row, (*cells, amount, Cell(None, "in.text"), Cell(None, "in.day")))
    sheet.check((FIRST, SHARE), (last, SHARE), validate="decimal", criteria="between", minimum=0, maximum=100)
    shares = [cells[-1].value for cells in rows]
    whole = sum(float(share) for share in shares if isinstance(share, int | float))
    total, fits, fits_not = at(last + 1, SHARE), words.FITS.said(said), words.FITS_NOT.said(said)
    sheet.row(last + 1, (Cell(wording.TOTAL.said(said) if not n else None, "sum.text") for n in range(SHARE - 1)))
    sheet.put(last + 1, SHARE, Cell(whole, "sum.number", f"SUM({at(FIRST, SHARE)}:{at(last, SHARE)})"))
    sheet.put(last + 1, AMOUNT, Cell(0, "sum.money", f"SUM({at(FIRST, AMOUNT)}:{at(last, AMOUNT)})"))
    told = Cell(fits if whole == 100 else fits_not, "name", f'IF(ROUND({total},6)=100,"{fits}","{fits_not}")')
    sheet.wide(last + 1, AMOUNT + 1, len(_PAYMENTS), told)
    sheet.finish()


def _milestones(phases: Sequence[Phase], book: Book) -> Iterator[list[Cell]]:
    said = book.language
    shares = [phase.payment_pct for phase in phases]
    end = max((phase.start_month + phase.months for phase in phases), default=None)
    yield _milestone("M0", words.SIGNING[0].said(said), words.SIGNING[1].said(said), 0, None)
    for phase, share in zip(phases, shares, strict=True):
        due = float(phase.start_month + phase.months)
        yield _milestone(phase.id, phase.name, phase.exit, due, None if share is None else float(share))
    yield _milestone(
        "M1", words.FINAL[0].said(said), words.FINAL[1].said(said), None if end is None else float(end), None
    )
    yield _milestone("M2", words.RETENTION[0].said(said), words.RETENTION[1].said(said), None, None)


def _milestone(number: str, name: str, condition: str, due: Value, share: Value) -> list[Cell]:
    texts = Cell(number, "name"), Cell(name, "in.text"), Cell(condition, "in.text")
    return [*texts, Cell(due, "in.number"), Cell(share, "in.number")]


def service_levels(book: Book) -> None:
    said = book.language
    sheet = book.sheet(words.LEVELS, words.LEVELS_NOTE)
    sheet.heads(_LEVELS)
    yes = words.YES.said(said)
    for number, (measure, target, measured, credit) in enumerate(words.SERVICE, 1):
        row = FIRST + number - 1
        cells = Cell(number, "count"), Cell(measure.said(said), "in.text"), Cell(target.said(said), "in.text")
        deducted = f'IF({at(row, MISSED)}="{yes}",ROUND(service_fee*{at(row, CREDIT)}/100,2),0)'
        inputs = Cell(measured.said(said), "in.text"), Cell(None, "in.text"), Cell(credit, "in.number")
        sheet.row(row, (*cells, *inputs, Cell(None, "in.middle"), Cell(0, "money", deducted)))
    last = FIRST + len(words.SERVICE) - 1
    sheet.check((FIRST, MISSED), (last, MISSED), validate="list", source=[yes])
    sheet.check((FIRST, CREDIT), (last, CREDIT), validate="decimal", criteria="between", minimum=0, maximum=100)
    for row, (name, label, value) in enumerate(
        (("service_fee", words.FEE, None), ("service_cap", words.CAP, 15)), last + 2
    ):
        sheet.wide(row, CREDIT, MISSED, Cell(label.said(said), "name"))
        sheet.put(row, DEDUCTED, Cell(value, "in.money" if value is None else "in.number"))
        book.name(name, sheet.far(row, DEDUCTED))
    sums = f"SUM({at(FIRST, DEDUCTED)}:{at(last, DEDUCTED)})"
    sheet.wide(last + 4, CREDIT, MISSED, Cell(words.DEDUCTED.said(said), "sum.text"))
    sheet.put(last + 4, DEDUCTED, Cell(0, "sum.money", f"MIN({sums},ROUND(service_fee*service_cap/100,2))"))
    sheet.finish()
