"""The workbooks for buying: one goes to vendors, with no money and no scores in it; one stays with the assessors."""

from collections.abc import Collection

from it_advisor.documents.content import Document
from it_advisor.documents.extra import require
from it_advisor.documents.parts import FOR_VENDORS, Part


def written(document: Document, parts: Collection[Part]) -> dict[str, bytes]:
    """Each file by what it is called. Raises Incomplete where the extra is missing."""
    require("xlsxwriter")
    from it_advisor.documents.workbook import tender_wording as words

    files = {}
    if any(part in FOR_VENDORS for part in parts):
        files[words.TENDER.said(document.language)] = _for_vendors(document, parts)
    if "scoring" in parts:
        files[words.SCORING.said(document.language)] = _for_assessors(document)
    return files


def _for_vendors(document: Document, parts: Collection[Part]) -> bytes:
    from it_advisor.documents.workbook import tender, terms
    from it_advisor.documents.workbook.book import Book

    book, summary = Book(document, document.title), document.material.summary
    if "rfp" in parts:
        tender.outline(book, summary)
    if "requirements" in parts:
        tender.requirements(book, summary)
    if "payments" in parts:
        terms.payments(book, summary.phases if summary else ())
    if "service-levels" in parts:
        terms.service_levels(book)
    return book.content()


def _for_assessors(document: Document) -> bytes:
    from it_advisor.documents.workbook import demo
    from it_advisor.documents.workbook.book import Book

    book, asked = Book(document, document.title), document.material.comparison
    demo.scoring(book, document.material.summary, asked.options if asked else ())
    return book.content()
