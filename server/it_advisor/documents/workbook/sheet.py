"""A sheet being written: text is text, a formula has its result beside it, and inputs are known by their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from it_advisor.documents.workbook.imprint import Imprint
from it_advisor.documents.workbook.safety import safe
from it_advisor.errors import Words

if TYPE_CHECKING:
    from it_advisor.documents.workbook.book import Book

Value = str | int | float | Decimal | None

KEYS, TITLE, NOTE, HEAD = 0, 1, 2, 4
"""Rows: the hidden one that names the inputs' columns, then what a reader sees. The first column is hidden too."""
FIRST = HEAD + 1
A4 = 9
LINE_HEIGHT, WRAPPED = 14.5, 1.1
"""Points of a line, and by how much wrapped text is longer than its letters."""
PAGE_WIDTH, PIXELS = 190, 20
"""Units that are still read well across a page of A4, and pixels of a row."""
MOST_ROWS = 70
"""Of a sheet that ends in a chart and is printed on one page: on several the chart would be cut in two."""
_ALLOWED = dict.fromkeys(("objects", "format_cells", "format_columns", "format_rows", "autofilter"), True)
"""On a locked sheet, besides filling in its inputs. Rows would not be read back, and formulas would not reach them."""
_FOOTER = {"zh": "第 &P 页，共 &N 页", "en": "Page &P of &N"}


class Page(Worksheet):  # type: ignore[misc] # its package has no types
    """A worksheet whose formulas stand as they are written."""

    def _prepare_formula(self, formula: str, _future: bool = False) -> str:
        """All functions here are as old as Excel 2007; looking for newer ones takes longer than all the rest."""
        return str(formula).removeprefix("=")


class Cell(NamedTuple):
    """One cell: its value, which for a formula is the result, and its style."""

    value: Value
    style: str = "text"
    formula: str = ""


class Column(NamedTuple):
    """One column of a table; a key makes its cells inputs that are read back."""

    head: Words
    width: float
    key: str = ""


def at(row: int, column: int, fixed: str = "") -> str:
    """`B5`; fixed is `row`, `column` or both."""
    return str(xl_rowcol_to_cell(row, column, "row" in fixed, "column" in fixed))


def span(first: tuple[int, int], last: tuple[int, int], fixed: str = "row column") -> str:
    return f"{at(*first, fixed)}:{at(*last, fixed)}"


class Sheet:
    """One sheet: a title, a line of advice, and below them tables."""

    def __init__(self, book: Book, name: Words, note: Words | None, marker: str) -> None:
        self.book, self.language = book, book.language
        self.name = name.said(self.language)
        self._note, self._marker = note.said(self.language) if note else "", marker
        self.imprint = Imprint(self.name, marker)
        self._widths: dict[int, float] = {}
        self._texts: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        """By row: first and last column of each text, as rows do not grow by themselves in every program."""
        self._last = [TITLE, 1]
        self._whole = False

    @cached_property
    def page(self) -> Worksheet:
        """Added to the workbook when something is first written on it, which is what puts sheets in order."""
        page: Page = self.book.workbook.add_worksheet(self.name, Page)
        page.set_column(0, 0, 4, None, {"hidden": True})
        page.set_row(KEYS, None, None, {"hidden": True})
        page.set_row(TITLE, 24)
        page.write_string(TITLE, 1, self.name, self.book.format("title"))
        page.write_string(NOTE, 1, self._note, self.book.format("hint"))
        page.write_string(KEYS, 0, self._marker, self.book.format("key"))
        return page

    def open(self) -> Sheet:
        """Its place is here."""
        assert self.page
        return self

    def far(self, row: int, column: int) -> str:
        """The address as another sheet writes it."""
        return f"'{self.name}'!{at(row, column, 'row column')}"

    def far_span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        return f"'{self.name}'!{span(first, last)}"

    def put(self, row: int, column: int, cell: Cell) -> None:
        form = self.book.format(cell.style)
        self._last = [max(self._last[0], row), max(self._last[1], column)]
        value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        self.imprint.note((row, column), value, cell.style, cell.formula)
        if cell.formula:
            self.page.write_formula(row, column, f"={cell.formula}", form, "" if value is None else value)
        elif isinstance(value, str):
            self.page.write_string(row, column, safe(value), form)
            if cell.style not in ("title", "block", "hint"):
                self._texts[row].append((column, column, value))
        elif value is None:
            self.page.write_blank(row, column, None, form)
        else:
            self.page.write_number(row, column, value, form)

    def row(self, row: int, cells: Iterable[Cell], column: int = 1) -> None:
        for place, cell in enumerate(cells, column):
            self.put(row, place, cell)

    def wide(self, row: int, first: int, last: int, cell: Cell) -> None:
        """One cell over several columns."""
        if last > first:
            self.page.merge_range(row, first, row, last, "", self.book.format(cell.style))
        self.put(row, first, cell)
        self._texts[row][-1] = first, last, str(cell.value or "")
        self._last[1] = max(self._last[1], last)

    def key(self, row: int, column: int, text: str) -> None:
        """What a program finds the row or the column by, whatever was inserted above or before it."""
        if text:
            self.page.write_string(row, column, text, self.book.format("key"))
            self.imprint.keys[row, column] = text

    def heads(self, columns: Sequence[Column], row: int = HEAD, first: int = 1) -> None:
        for place, column in enumerate(columns, first):
            self.put(row, place, Cell(column.head.said(self.language), "head.middle"))
            self.key(KEYS, place, column.key)
            self.width(place, column.width)

    def width(self, column: int, characters: float) -> None:
        """The widest that was asked for."""
        self._widths[column] = max(characters, self._widths.get(column, 0))
        self.page.set_column(column, column, self._widths[column])

    def block(self, row: int, title: str, columns: int) -> None:
        """The heading of one of several tables on a sheet."""
        for place in range(1, columns + 1):
            self.put(row, place, Cell(title if place == 1 else None, "block"))

    def check(self, first: tuple[int, int], last: tuple[int, int], **rule: Any) -> None:
        """What may be typed into an input; anything else is refused with a message."""
        title, message = self.book.refusal
        self.page.data_validation(
            *first, *last, {"ignore_blank": True, "error_title": title, "error_message": message, **rule}
        )

    def chart(self, row: int, column: int, chart: Chart, size: tuple[int, int]) -> None:
        """Of so many pixels; it is printed with the sheet where it stands below its tables."""
        chart.set_size({"width": size[0], "height": size[1]})
        self.page.insert_chart(row, column, chart, {"object_position": 2})
        if column == 1:
            self._last[0] = max(self._last[0], row + size[1] // PIXELS + 1)
            self._whole = self._last[0] <= MOST_ROWS

    def finish(
        self, freeze: tuple[int, int] | None = (FIRST, 0), landscape: bool = True, on_one_page: bool = False
    ) -> None:
        """How it scrolls and prints."""
        self._grow()
        width = sum(self._widths.get(column, 9) for column in range(1, self._last[1] + 1))
        across = max(1, round(width / (PAGE_WIDTH if landscape else PAGE_WIDTH * 0.7)))
        if freeze:
            self.page.freeze_panes(*freeze)
            self.page.repeat_rows(HEAD - 1, freeze[0] - 1)
            if across > 1 and freeze[1]:
                self.page.repeat_columns(1, freeze[1] - 1)
        if landscape:
            self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.fit_to_pages(across, int(on_one_page or self._whole))
        self.page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.page.print_area(TITLE, 1, *self._last)
        self.page.set_footer(f"&L{self.book.footer}&R{_FOOTER[self.language]}")
        self.page.hide_gridlines(2)
        if self.book.locked:
            self.page.protect("", _ALLOWED)

    def _grow(self) -> None:
        """Each row as high as its longest text needs."""
        for row, texts in self._texts.items():
            most = max(self._lines(*text) for text in texts)
            if most > 1:
                self.page.set_row(row, LINE_HEIGHT * most + 3)

    def _lines(self, first: int, last: int, text: str) -> int:
        """Words do not break where a line ends, so a text of several lines needs a little more."""
        width = sum(self._widths.get(column, 9) for column in range(first, last + 1)) - 1
        needed = [(len(line) + sum(map(_is_wide, line))) / width for line in text.splitlines() or [""]]
        return sum(1 if part <= 1 else ceil(part * WRAPPED) for part in needed)


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"
