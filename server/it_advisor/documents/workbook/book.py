"""A workbook being written: sheets on which text is text, a formula has its result beside it, and inputs are known."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from it_advisor.documents import measure
from it_advisor.documents.archive import settled
from it_advisor.documents.content import Document
from it_advisor.documents.workbook import styles
from it_advisor.documents.workbook.safety import safe
from it_advisor.errors import Words

Value = str | int | float | Decimal | None

KEYS, TITLE, NOTE, HEAD = 0, 1, 2, 4
"""Rows: the hidden one that names the inputs' columns, then what a reader sees. The first column is hidden too."""
FIRST = HEAD + 1
A4 = 9
CHARACTER, LINE_HEIGHT = 1.9, 14.5
"""Of a column's units a wide character takes, and points a line takes."""
_FOOTER = {"zh": "第 &P 页，共 &N 页", "en": "Page &P of &N"}


class Page(Worksheet):
    """A worksheet whose formulas stand as they are written."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """All functions here are as old as Excel 2007; looking for newer ones takes longer than all the rest."""
        return formula.removeprefix("=")


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
    return xl_rowcol_to_cell(row, column, "row" in fixed, "column" in fixed)


def span(first: tuple[int, int], last: tuple[int, int], fixed: str = "row column") -> str:
    return f"{at(*first, fixed)}:{at(*last, fixed)}"


class Sheet:
    """One sheet: a title, a line of advice, and below them tables."""

    def __init__(self, book: "Book", name: Words, note: Words | None, marker: str) -> None:
        self.book, self.language = book, book.language
        self.name = name.said(self.language)
        self.page: Worksheet = book.workbook.add_worksheet(self.name, Page)
        self._widths: dict[int, float] = {}
        self._last = [TITLE, 1]
        self.page.set_column(0, 0, 4, None, {"hidden": True})
        self.page.set_row(KEYS, None, None, {"hidden": True})
        self.put(TITLE, 1, Cell(self.name, "title"))
        if note:
            self.page.set_row(TITLE, 24)
            self.page.write_string(NOTE, 1, note.said(self.language), book.format("hint"))
        self.key(KEYS, 0, marker)

    def far(self, row: int, column: int) -> str:
        """The address as another sheet writes it."""
        return f"'{self.name}'!{at(row, column, 'row column')}"

    def far_span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        return f"'{self.name}'!{span(first, last)}"

    def put(self, row: int, column: int, cell: Cell) -> None:
        form = self.book.format(cell.style)
        self._last = [max(self._last[0], row), max(self._last[1], column)]
        value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        if cell.formula:
            self.page.write_formula(row, column, f"={cell.formula}", form, "" if value is None else value)
        elif isinstance(value, str):
            self.page.write_string(row, column, safe(value), form)
        elif value is None:
            self.page.write_blank(row, column, None, form)
        else:
            self.page.write_number(row, column, value, form)

    def row(self, row: int, cells: Iterable[Cell], column: int = 1) -> None:
        for place, cell in enumerate(cells, column):
            self.put(row, place, cell)

    def wide(self, row: int, first: int, last: int, text: str) -> None:
        """A text over several columns; rows of merged cells do not grow by themselves."""
        width = sum(self._widths.get(column, 9) for column in range(first, last + 1))
        lines = sum(max(1, -(-measure.width(line) * CHARACTER // width)) for line in text.splitlines() or [""])
        form = self.book.format("text")
        self.page.merge_range(row, first, row, last, "", form)
        self.put(row, first, Cell(text))
        self.page.set_row(row, LINE_HEIGHT * lines + 3)

    def key(self, row: int, column: int, text: str) -> None:
        """What a program finds the row or the column by, whatever was inserted above or before it."""
        if text:
            self.page.write_string(row, column, text, self.book.format("key"))

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

    def finish(self, freeze: tuple[int, int] | None = (FIRST, 0), landscape: bool = True) -> None:
        """Everything about how it prints."""
        last = self._last[0], self._last[1]
        if freeze:
            self.page.freeze_panes(*freeze)
            self.page.repeat_rows(HEAD, freeze[0] - 1)
        if landscape:
            self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.page.print_area(TITLE, 1, *last)
        self.page.set_footer(f"&L{self.book.footer}&R{_FOOTER[self.language]}")
        self.page.hide_gridlines(2)


class Book:
    """The file as a whole."""

    def __init__(self, document: Document, title: str) -> None:
        self._out = BytesIO()
        self.language, self.document = document.language, document
        self.workbook = Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": styles.FONTS[document.language], "font_size": styles.SIZE},
            },
        )
        self.workbook.set_properties({"title": title, "author": document.signatures.owner, "created": _noon(document)})
        self.footer = safe(document.title)[:80].replace("&", "&&")
        self.refusal = _REFUSAL[0].said(document.language), _REFUSAL[1].said(document.language)
        self._formats: dict[str, Format] = {}

    def format(self, style: str) -> Format:
        if style not in self._formats:
            own = styles.properties(style)
            self._formats[style] = self.workbook.add_format(
                {"font_name": styles.FONTS[self.language], "font_size": styles.SIZE, **own}
            )
        return self._formats[style]

    def sheet(self, name: Words, note: Words | None = None, marker: str = "") -> Sheet:
        return Sheet(self, name, note, marker)

    def name(self, name: str, address: str) -> None:
        self.workbook.define_name(name, f"={address}")

    def content(self) -> bytes:
        self.workbook.close()
        return settled(self._out.getvalue())


_REFUSAL = (
    Words("不能填入", "Not possible here"),
    Words("请填写列标题所说的数值，或从下拉列表中选择。", "Fill in what the column's head says, or choose from the list."),
)


def _noon(document: Document) -> Any:
    from datetime import datetime, time

    return datetime.combine(document.signatures.date, time(12))
