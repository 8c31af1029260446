"""Rows as the first sheet of an Excel workbook: looked at before it is opened, then read a row at a time."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from it_advisor.batch.headings import columns_of, row_of
from it_advisor.batch.limits import TOO_MANY
from it_advisor.batch.reading import MOST_ROWS, Reading
from it_advisor.batch.row import Row
from it_advisor.documents.extra import require
from it_advisor.errors import BadRequest, Problem, Words

MOST_UNPACKED, MOST_PARTS, MOST_COLUMNS = 256_000_000, 2_000, 100
_PIECE, _OVERLAP = 1 << 20, 200
_ENCODING = re.compile(rb"""^[^>]{0,100}encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>\s*)?</c>")
"""A formula whose value was never worked out; Excel keeps an empty text as <v></v>."""
_DAMAGE = (
    *(BadZipFile, SyntaxError, OSError, EOFError, KeyError, ValueError, TypeError, IndexError),
    *(AttributeError, NotImplementedError, RuntimeError),
)
"""What a file that is damaged, or only looks like a workbook, makes the reader of archives and sheets raise."""
_DAMAGED = Words("文件已损坏或不是 xlsx", "the file is damaged, or no xlsx")
_BLANK = Words("第一张表是空的；第一行应为列名", "the first sheet is empty; its first row must hold the headings")


def read(file: IO[bytes]) -> Reading:
    """Raises BadRequest for a file that is damaged or unpacks to too much, Incomplete where Excel cannot be read."""
    require("openpyxl")
    from openpyxl import load_workbook  # it takes a quarter of a second

    try:
        _look(file)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        about = sheet.max_row or 0
        sheet.reset_dimensions()  # they may be wrong, and rows beyond them would be lost
        records = _records(sheet)
        _, head = next(records, (0, []))
    except _DAMAGE as error:
        raise BadRequest(Problem("file", _DAMAGED)) from error
    if not head:
        raise BadRequest(Problem("file", _BLANK))
    columns = columns_of(head)
    return Reading((_row(number, cells, columns) for number, cells in _bounded(records)), min(about, MOST_ROWS))


def _look(file: IO[bytes]) -> None:
    file.seek(0)
    with ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            most = MOST_UNPACKED // 1_000_000
            raise _refused(f"解压后超过 {most} MB；请分批", f"unpacks to more than {most} MB; send less at once")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _look_at(archive, part)


def _look_at(archive: ZipFile, part: ZipInfo) -> None:
    """XML in UTF-8 that defines no entities of its own; in a sheet no formula without its value."""
    last = b""
    with archive.open(part) as source:
        for piece in iter(lambda: source.read(_PIECE), b""):
            seen = last + piece
            if b"<!DOCTYPE" in seen or b"\0" in piece or (not last and _ENCODING.match(seen)):
                raise _refused("含 DOCTYPE 声明或不是 UTF-8", "declares a DOCTYPE, or is not UTF-8, as a workbook is")
            if part.filename.startswith("xl/worksheets/") and _NO_VALUE.search(seen):
                raise _refused(
                    "有公式还没有算出的值；请用 Excel 或 LibreOffice 打开并保存",
                    "holds formulas without their values; open it in Excel or LibreOffice and save it",
                )
            last = seen[-_OVERLAP:]


def _records(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of every row that is not blank."""
    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        cells = [_plain(value) for value in row]
        if any(map(str.strip, cells)) or number > MOST_ROWS + 1:
            yield number, cells


def _bounded(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str] | BadRequest]]:
    """Up to the last row there may be, or the one from which on the file is damaged; either is told."""
    try:
        for number, cells in records:
            if number > MOST_ROWS + 1:
                yield number, BadRequest(Problem("file", TOO_MANY))
                return
            yield number, cells
    except _DAMAGE:
        yield 0, BadRequest(Problem("file", _DAMAGED))


def _row(number: int, cells: list[str] | BadRequest, columns: dict[int, str]) -> Row:
    return row_of(number, cells, columns) if isinstance(cells, list) else Row(number, {}, faults=cells.problems)


def _plain(value: Any) -> str:
    """As a person reads it in the sheet: 320 rather than 320.0."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
    return str(value)


def _refused(zh: str, en: str) -> BadRequest:
    return BadRequest(Problem("file", Words(zh, en)))
