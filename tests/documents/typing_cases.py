"""Workbooks as they are exported, and what somebody types into them."""

from typing import NamedTuple

from openpyxl import Workbook

from documents import sheets
from documents.material import TODAY, request
from documents.sheets import EDGES, Edits, example
from it_advisor.documents.assembly import document_of
from it_advisor.documents.parts import PARTS
from it_advisor.documents.workbook import procurement


class Case(NamedTuple):
    ours: bytes
    saved: bytes
    """By LibreOffice."""
    counted: Workbook


ASSUMED: Edits = {
    ("assumptions", "discount_rate_pct", "value"): 11.5,
    ("assumptions", "users", "value"): 95,
    ("assumptions", "tax_pct", "value"): 13,
    ("assumptions", "rates.USD", "value"): 6.9,
    ("assumptions", "budget_total", "value"): 2_000_000,
}
LINES: Edits = {
    ("costs", "L1", "likely"): 1700.55,
    ("costs", "L1", "high"): None,
    ("costs", "L2", "low"): 0,
    ("costs", "L3", "from_month"): 7,
    ("costs", "L5", "growth_pct"): 0,
    ("costs", "L11", "to_month"): 30,
    ("benefits", "B1", "ramp_months"): 3,
    ("benefits", "B2", "confidence_pct"): 55,
    ("benefits", "B3", "from_month"): 14,
}
RANKED: Edits = {
    ("criteria", "4", "weight"): 3,
    ("criteria", "1", "weight"): 5,
    ("scores", "0", "score"): 2.5,
    ("gates", "3", "result"): "pass",
    ("gates", "0", "result"): "fail",
}
PRICED: Edits = {
    ("costs", "L1", "unit_price"): 77.25,
    ("costs", "L1", "quantity"): 31,
    ("costs", "L2", "error_pct"): 44,
    ("costs", "L3", "from_year"): 2,
    ("benefits", "B1", "likely"): 12345.67,
    ("phases", "P1", "months"): 5,
    ("risks", "K1", "likelihood"): 4,
}
GIVEN = {
    "zh": lambda: sheets.workbook_of("zh", comparison=example("comparison")),
    "en": lambda: sheets.workbook_of("en"),
    "report": lambda: sheets.workbook_of("zh"),
    "edges": lambda: sheets.workbook_of_costs(EDGES),
    "random": lambda: sheets.workbook_of_costs(sheets.at_random(7)),
}
CHANGED = {
    "zh": PRICED,
    "report": {("options", "O2", "score"): 91, ("options", "O1", "gates"): "不通过"},
    "en": {**ASSUMED, **LINES, **RANKED},
}
ANSWERED = {
    ("Requirements", "F6"): "standard",
    ("Requirements", "F7"): "not met",
    ("Requirements", "H7"): 1200.5,
    ("Payment milestones", "G4"): 250_000.01,
    **dict.fromkeys((("Payment milestones", f"F{row}") for row in range(8, 12)), 0),
    ("Payment milestones", "F6"): 30,
    ("Payment milestones", "F7"): 70,
    ("Service levels", "H6"): "yes",
    ("Service levels", "H8"): "yes",
    ("Service levels", "I17"): 9_999,
}
"""By sheet and cell, in the files for procurement."""
SCORED = {
    ("Demo and PoC scoring", f"{column}{row}"): (row + at) % 6
    for at, column in enumerate("GHIJ")
    for row in range(6, 10)
}


def pack(language: str) -> dict[str, bytes]:
    """The files for procurement: first the one for vendors, then the one for assessors."""
    return procurement.written(document_of(request(language), TODAY), PARTS)
