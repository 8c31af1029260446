"""Sheets for vendors: the requirement list they answer, and the outline of the request for proposals."""

from collections.abc import Sequence

from it_advisor.documents import wording as documents
from it_advisor.documents.workbook import labels, wording
from it_advisor.documents.workbook import tender_wording as words
from it_advisor.documents.workbook.book import Book
from it_advisor.documents.workbook.sheet import FIRST, HEAD, Cell, Column, Sheet, span
from it_advisor.summary import Requirement, Summary

BLANK = 20
"""Rows to fill in where a report has no requirements as data."""
_LIST = (
    Column(wording.ID, 7),
    Column(wording.NEED, 42),
    Column(wording.PRIORITY, 10),
    Column(wording.ACCEPTANCE, 36),
    Column(words.ANSWER, 16),
    Column(words.HOW, 42),
    Column(words.EXTRA, 14),
    Column(words.SINCE, 12),
    Column(words.REMARKS, 28),
)
ANSWER, EXTRA = 5, 7


def requirements(book: Book, summary: Summary | None) -> None:
    said = book.language
    sheet = book.sheet(words.REQUIREMENTS, words.REQUIREMENTS_NOTE)
    sheet.heads(_LIST)
    rows = summary.requirements if summary else ()
    last = FIRST + (len(rows) or BLANK) - 1
    for row in range(FIRST, last + 1):
        sheet.row(row, _asked(rows[row - FIRST] if rows else None, book))
    sheet.check((FIRST, ANSWER), (last, ANSWER), validate="list", source=[one.said(said) for one in words.ANSWERS])
    sheet.check((FIRST, EXTRA), (last, EXTRA), validate="decimal", criteria=">=", value=0)
    _counted(sheet, rows, last, book)
    sheet.finish(freeze=(FIRST, 3))


def _asked(one: Requirement | None, book: Book) -> list[Cell]:
    filled = [Cell(None, "in.text"), Cell(None, "in.text"), Cell(None, "in.money"), *[Cell(None, "in.text")] * 2]
    if one is None:
        return [Cell(None, "in.name"), Cell(None, "in.text"), Cell(None, "in.middle"), Cell(None, "in.text"), *filled]
    priority = labels.label(one.priority, book.language)
    return [Cell(one.id, "name"), Cell(one.need), Cell(priority, "middle"), Cell(one.acceptance), *filled]


def _counted(sheet: Sheet, rows: Sequence[Requirement], last: int, book: Book) -> None:
    """How many of each answer; whether a must is missing; what comes on top."""
    said = book.language
    answers, musts = span((FIRST, ANSWER), (last, ANSWER)), span((FIRST, 3), (last, 3))
    top = last + 2
    sheet.block(top, words.COUNTED.said(said), 3)
    needs = span((FIRST, 2), (last, 2))
    must, refused = labels.label("must", said), words.ANSWERS[-1].said(said)
    counts = {one.said(said): (0, f'COUNTIF({answers},"{one.said(said)}")') for one in words.ANSWERS}
    counts[words.UNANSWERED.said(said)] = len(rows), f'SUMPRODUCT(({needs}<>"")*({answers}=""))'
    unmet = f'COUNTIFS({musts},"{must}",{answers},"{refused}")+COUNTIFS({musts},"{must}",{answers},"")'
    counts[words.MUSTS_NOT_MET.said(said)] = sum(one.priority == "must" for one in rows), unmet
    for row, (name, (value, formula)) in enumerate(counts.items(), top + 1):
        sheet.wide(row, 1, 2, Cell(name, "text"))
        sheet.put(row, 3, Cell(value, "count", formula))
    row = top + 1 + len(counts)
    extras = f"SUM({span((FIRST, EXTRA), (last, EXTRA))})"
    sheet.wide(row, 1, 2, Cell(words.EXTRAS.said(said), "text"))
    sheet.put(row, 3, Cell(0, "money", extras))
    rule = {"type": "cell", "criteria": "==", "value": f'"{refused}"', "format": book.format("bad")}
    sheet.page.conditional_format(FIRST, ANSWER, last, ANSWER, rule)
    sheet.put(HEAD - 1, ANSWER, Cell(words.VENDOR.said(said), "name"))
    sheet.wide(HEAD - 1, ANSWER + 1, ANSWER + 2, Cell(None, "in.text"))


def outline(book: Book, summary: Summary | None) -> None:
    """Chapter by chapter what it says, with the report's own facts where there are some."""
    said = book.language
    sheet = book.sheet(words.RFP, words.RFP_NOTE)
    sheet.heads((Column(wording.ID, 6), Column(words.CHAPTER, 28), Column(words.CONTENT, 90), Column(words.READY, 10)))
    facts = _facts(book, summary)
    for number, (chapter, content) in enumerate(words.CHAPTERS, 1):
        text = content.said(said)
        for name, value in facts.items():
            text = text.replace(f"{{{name}}}", value)
        cells = Cell(number, "count"), Cell(chapter.said(said), "name"), Cell(text, "in.text"), Cell(None, "in.middle")
        sheet.row(FIRST + number - 1, cells)
    last = FIRST + len(words.CHAPTERS) - 1
    sheet.check((FIRST, 4), (last, 4), validate="list", source=[words.YES.said(said)])
    done = f'COUNTIF({span((FIRST, 4), (last, 4))},"{words.YES.said(said)}")/{len(words.CHAPTERS)}*100'
    sheet.put(last + 1, 4, Cell(0, "share", done))
    sheet.finish()


def _facts(book: Book, summary: Summary | None) -> dict[str, str]:
    """Neither a product that was chosen nor any money is among them."""
    said, joined = book.language, documents.JOINED.said(book.language)
    blank = "[…]"
    if summary is None:
        return {"title": book.document.title, **dict.fromkeys(("layers", "count", "musts", "phases", "years"), blank)}
    layers = dict.fromkeys(labels.label(part.layer, said) for part in summary.components)
    phases = (f"{phase.name} ({phase.months:f})" for phase in summary.phases)
    return {
        "title": book.document.title,
        "layers": joined.join(layers),
        "count": str(len(summary.requirements)),
        "musts": str(sum(one.priority == "must" for one in summary.requirements)),
        "phases": joined.join(phases) or blank,
        "years": str(summary.horizon_years),
    }
