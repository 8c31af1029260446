"""The first pages of a Word file: title, document control, room to sign, contents."""

from collections.abc import Sequence
from typing import Any

from it_advisor.documents import wording
from it_advisor.documents.content import Document, Heading, Table
from it_advisor.documents.word import markup, sections
from it_advisor.errors import Language
from it_advisor.markdown import Span, Spans

_BREAK = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:br w:type="page"/></w:r></w:p>'
)
DEPTH = 2
"""Levels of headings in the contents."""


def write(file: Any, document: Document) -> None:
    language, signatures = document.language, document.signatures
    state = f"{wording.VERSION.said(language)} {signatures.version} · {signatures.date.isoformat()}"
    _add(file, markup.paragraph((Span(document.title),), "Title", language))
    _add(file, markup.paragraph((Span(state),), "Subtitle", language))
    _control(file, document)
    _approvals(file, document)
    _add(file, _BREAK)
    _contents(file, list(document.headings), language)
    _add(file, _BREAK)


def _control(file: Any, document: Document) -> None:
    language = document.language
    rows = [(_cell(name), _cell(value)) for name, value in wording.control(document)]
    _add(file, markup.paragraph((Span(wording.CONTROL.said(language), strong=True),), "BodyText", language))
    _grid(file, wording.CONTROL.said(language), (), rows, (24, 76), language)


def _approvals(file: Any, document: Document) -> None:
    language = document.language
    heads = (wording.NAME, wording.DECISION, wording.SIGNATURE, wording.DATE)
    names = document.signatures.approvers or (wording.TO_BE_NAMED.said(language),)
    rows: list[tuple[Spans, ...]] = [(_cell(f"{name}\n"), (), (), ()) for name in names]
    _add(file, markup.paragraph((Span(wording.APPROVALS.said(language), strong=True),), "BodyText", language))
    head = tuple(_cell(one.said(language)) for one in heads)
    _grid(file, wording.APPROVALS.said(language), head, rows, (38, 20, 24, 18), language)


def _cell(text: str) -> Spans:
    return (Span(text),)


def _grid(
    file: Any,
    caption: str,
    head: tuple[Spans, ...],
    rows: Sequence[tuple[Spans, ...]],
    shares: tuple[int, ...],
    language: Language,
) -> None:
    table = Table(caption, head, tuple(rows), ("left",) * len(shares), shares)
    _add(file, markup.table(table, sections.room(wide=False), language))
    _add(file, markup.gap())


def _contents(file: Any, headings: list[Heading], language: Language) -> None:
    """A field that Word fills when it opens the file; until then it holds the titles, which lead to their places.

    Page numbers are only known to whoever lays the pages out: none is better than a wrong one.
    """
    _add(file, markup.paragraph((Span(wording.CONTENTS.said(language)),), "Contents", language))
    listed = [heading for heading in headings if heading.level <= DEPTH]
    begin, end = markup.field(f'TOC \\o "1-{DEPTH}" \\h \\z \\u', "", dirty=True).split("<w:r></w:r>")
    for place, heading in enumerate(listed):
        text = markup.run(Span(f"{heading.number} {heading.text}"), language)
        link = f'<w:hyperlink w:anchor="{markup.bookmark(heading)}">{text}</w:hyperlink>'
        runs = (begin if place == 0 else "") + link + (end if place == len(listed) - 1 else "")
        entry = markup.paragraph((), f"TOC{heading.level}", language)
        _add(file, entry.replace("</w:pPr>", f"</w:pPr>{runs}"))


def _add(file: Any, xml: str) -> None:
    sections.append(file, xml)
