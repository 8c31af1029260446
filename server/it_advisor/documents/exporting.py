"""A request made into files."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import NamedTuple, cast

from it_advisor.documents.answer import DocumentFile, Export
from it_advisor.documents.assembly import document_of
from it_advisor.documents.content import Document
from it_advisor.documents.names import file_name
from it_advisor.documents.request import ExportRequest, Format


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
    """Every format asked for, from one and the same document. Raises Incomplete where the extra is missing."""
    document = document_of(request, today)
    return Export(
        language=document.language,
        title=document.title,
        files=tuple(_file(document, format) for format in request.formats),
        charts=tuple(chart.caption for chart in document.charts),
        notes=document.notes,
    )


def _file(document: Document, format: Format) -> DocumentFile:
    kind = KINDS[format]
    written = cast(Callable[[Document], bytes], import_module(kind.module).written)
    content = written(document)
    return DocumentFile(
        name=file_name(document.title, document.signatures.version, format),
        format=format,
        mime_type=kind.mime_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
    )
