"""A report as documents for a board, a buyer and a finance lead."""

from datetime import date

from it_advisor.documents.answer import Export
from it_advisor.documents.request import ExportRequest

__all__ = ["Export", "ExportRequest", "export"]


def export(request: ExportRequest, today: date) -> Export:
    """Raises Incomplete where the extra, or a font for the text, is missing."""
    from it_advisor.documents import exporting  # what it needs is imported with the first document

    return exporting.export(request, today)
