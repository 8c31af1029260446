"""A request made into files."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple, cast

from it_advisor.documents import fonts, wording
from it_advisor.documents.answer import DocumentFile, Export
from it_advisor.documents.assembly import document_of
from it_advisor.documents.content import Document
from it_advisor.documents.names import file_name
from it_advisor.documents.parts import Part
from it_advisor.documents.request import ExportRequest, Format
from it_advisor.documents.workbook import procurement
from it_advisor.errors import Incomplete, Words


class Kind(NamedTuple):
    """A format: what writes it, and as what it travels."""

    module: str
    """Imported when it is asked for; its `written` takes a document and gives bytes."""
    mime_type: str


KINDS: dict[Format, Kind] = {
    "html": Kind("it_advisor.documents.webpage", "text/html"),
    "docx": Kind(
        "it_advisor.documents.word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": Kind("it_advisor.documents.paper", "application/pdf"),
    "xlsx": Kind("it_advisor.documents.workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def export(request: ExportRequest, today: date) -> Export:
    """Every format asked for, from one and the same document.

    A font that only one format needs, or a part of the extra that only one does, costs that format alone and is noted;
    raises Incomplete where nothing is left.
    """
    document = document_of(request, today)
    files, notes = _made(document, request.formats, must=not request.parts)
    return Export(
        language=document.language,
        title=document.title,
        files=(*files, *_pack(document, request.parts)),
        missing=tuple(one for one in request.formats if one not in {file.format for file in files}),
        charts=tuple(chart.caption for chart in document.charts),
        notes=(*document.notes, *(words.said(document.language) for words in notes)),
    )


def _made(document: Document, formats: Sequence[Format], must: bool) -> tuple[list[DocumentFile], list[Words]]:
    files, notes = [], []
    for format in formats:
        try:
            files.append(_file(document, format))
        except Incomplete as error:
            if must and not files and format == formats[-1]:
                raise
            notes.append(wording.filled(wording.NOT_MADE, Words(format, format), error.words))
    charts = tuple(document.charts)
    if charts and "docx" in (file.format for file in files) and (lost := fonts.lacking(charts)):
        notes.append(wording.filled(wording.SPELLED, lost))
    return files, notes


def _pack(document: Document, parts: Collection[Part]) -> Iterator[DocumentFile]:
    """The workbooks for procurement, where any of their parts is asked for."""
    if parts:
        title = document.title[:60].encode()[:150].decode(errors="ignore")  # what follows it must not be cut off
        for name, content in procurement.written(document, parts).items():
            yield _named(document._replace(title=f"{title}-{name}"), "xlsx", content)


def _file(document: Document, format: Format) -> DocumentFile:
    written = cast(Callable[[Document], bytes], import_module(KINDS[format].module).written)
    return _named(document, format, written(document))


def _named(document: Document, format: Format, content: bytes) -> DocumentFile:
    return DocumentFile(
        name=file_name(document.title, document.signatures.version, format),
        format=format,
        mime_type=KINDS[format].mime_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
    )
