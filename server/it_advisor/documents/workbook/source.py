"""The inputs as they were, on a hidden sheet: what is read back is what was given, with the changes made in cells."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from it_advisor.documents.content import Material
from it_advisor.documents.workbook.book import Book
from it_advisor.errors import Words

NAME = "_source"
MARKER = "it-advisor workbook 1"
PIECE = 30_000


def write(book: Book, material: Material) -> None:
    """Numbered pieces of JSON, one a cell."""
    page = book.workbook.add_worksheet(NAME)
    page.very_hidden()
    page.write_string(0, 0, MARKER)
    sheets = [sheet.imprint.kept() for sheet in book.sheets if "page" in vars(sheet)]
    data = {**_data(material), "language": book.language, "sheets": sheets}
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for row, start in enumerate(range(0, len(text), PIECE), 1):
        page.write_string(row, 0, f"{row}:{text[start : start + PIECE]}")


def _data(material: Material) -> dict[str, Any]:
    found = {"costs": material.costs, "comparison": material.comparison, "summary": material.summary}
    return {name: one.model_dump(mode="json", exclude_none=True) for name, one in found.items() if one}


def read(cells: Iterable[str]) -> Mapping[str, Any]:
    """What the pieces say. Raises ValueError where they are not whole."""
    pieces = []
    for row, cell in enumerate(cells, 1):
        number, _, piece = cell.partition(":")
        if number != str(row):
            raise ValueError(number)
        pieces.append(piece)
    found = json.loads("".join(pieces))
    if not isinstance(found, dict):
        raise ValueError(found)
    return found


NOT_OURS = Words("不是 it-advisor 导出的工作簿", "is no workbook that it-advisor exported")
