"""Text on its way into a cell and back: whatever it is, it stays text."""

import re

from it_advisor.documents.outline import tidy

MOST = 32_000
"""Characters; Excel takes 32,767 in a cell."""
_ACTIVE = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
"""How text begins that a spreadsheet could take for a formula, now or after it went through a CSV file."""


def safe(text: str) -> str:
    """With nothing invisible, not too long, and an apostrophe before what could be taken for a formula."""
    text = tidy(text)[:MOST]
    return f"'{text}" if _ACTIVE.match(text) else text


def plain(cell: str) -> str:
    """What `safe` was given, as far as it may stand in a cell at all."""
    return cell[1:] if cell.startswith("'") and _ACTIVE.match(cell) else cell
