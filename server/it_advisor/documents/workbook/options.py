"""The sheets of what a report says of its options, its components and its evidence, where nobody scored anew."""

from collections.abc import Iterator

from it_advisor.documents import annexes
from it_advisor.documents import wording as documents
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.money import Money
from it_advisor.documents.workbook.sheet import FIRST, Cell, Column, Sheet, at, span
from it_advisor.summary import Option, Summary

MARKER = "options"
_COLUMNS = (
    Column(wording.ID, 6),
    Column(wording.OPTION, 44),
    Column(wording.VERDICT, 14),
    Column(wording.STATE, 12, "gates"),
    Column(wording.REPORTED_SCORE, 12, "score"),
    Column(wording.PLACE, 8),
    Column(wording.TCO, 20),
)
GATES, SCORE = 4, 5
"""Columns."""
_SHOWN = (documents.COMPONENTS, documents.EVIDENCE)


def write(book: Book, summary: Summary, money: Money | None) -> None:
    sheet, options = book.sheet(wording.OPTIONS, wording.OPTIONS_NOTE, MARKER), summary.options
    sheet.heads(_COLUMNS)
    last = FIRST + len(options) - 1
    for row, one in enumerate(options, FIRST):
        sheet.key(row, 0, one.id)
        sheet.row(row, _option(row, last, one, summary, book, money))
    results = labels.choices(labels.RESULTS, book.language)
    sheet.check((FIRST, GATES), (last, GATES), validate="list", source=results)
    sheet.check((FIRST, SCORE), (last, SCORE), validate="decimal", criteria="between", minimum=0, maximum=100)
    sheet.finish(freeze=(FIRST, 3))
    _rest(book, summary)


def _option(row: int, last: int, one: Option, summary: Summary, book: Book, money: Money | None) -> Iterator[Cell]:
    said = book.language
    yield Cell(one.id, "name")
    yield Cell(one.name)
    yield Cell(labels.label(one.verdict, said), "middle")
    yield Cell(labels.label(one.gates, said), "in.middle")
    yield Cell(one.score, "in.number")
    gates, scores = (span((FIRST, column), (last, column)) for column in (GATES, SCORE))
    own, fail = at(row, SCORE), labels.label("fail", said)
    before = f'COUNTIFS({gates},"<>{fail}",{scores},">"&{own})'
    yield Cell(_place(one, summary), "count", f'IF(OR({own}="",{at(row, GATES)}="{fail}"),"—",1+{before})')
    known = [(n, each) for n, each, _ in money.options if _is(each.option, one, money)] if money else []
    yield from (Cell(each.tco.value, "money", f"TCO_{n}") for n, each in known[:1])
    if not known:
        yield Cell("—", "middle")


def _place(one: Option, summary: Summary) -> str | int:
    if one.score is None or one.gates == "fail":
        return "—"
    others = (other.score for other in summary.options if other.gates != "fail" and other.score is not None)
    return 1 + sum(score > one.score for score in others)


def _is(name: str, one: Option, money: Money) -> bool:
    """The costs may be the report's own, whose options are called by their ids first, or somebody's beside it."""
    return name == one.name or (bool(money.reported) and name.startswith(f"{one.id} "))


def _rest(book: Book, summary: Summary) -> None:
    """Components and evidence, as the annex of the other formats has them."""
    tables = [one for one in annexes.tables(summary, book.language) if one[0] in _SHOWN and one[2]]
    if not tables:
        return
    sheet = book.sheet(wording.PARTS)
    row = FIRST - 1
    for title, heads, rows in tables:
        row = _table(sheet, row, title.said(book.language), [head.said(book.language) for head in heads], rows)
    sheet.finish(freeze=None)


def _table(sheet: Sheet, row: int, title: str, heads: list[str], rows: list[annexes.Row]) -> int:
    sheet.block(row, title, len(heads))
    sheet.row(row + 1, (Cell(head, "head.middle") for head in heads))
    for column, width in enumerate((8, 40, 40, 48, 30)[: len(heads)], 1):
        sheet.width(column, width)
    for below, cells in enumerate(rows, row + 2):
        sheet.row(below, (Cell(text) for text in cells))
    return row + len(rows) + 3
