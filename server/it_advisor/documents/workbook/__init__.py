"""A document as a workbook that recalculates: change a weight, a price or a rate, and all that rests on it follows."""

from decimal import localcontext

from it_advisor.costs.returns import CONTEXT
from it_advisor.documents.content import Document
from it_advisor.documents.extra import require


def written(document: Document) -> bytes:
    """Raises Incomplete where the extra is missing."""
    require("xlsxwriter")
    from it_advisor.documents.workbook import whole

    with localcontext(CONTEXT):
        return whole.written(document)
