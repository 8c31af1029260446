"""A workbook somebody sends: looked at before it is opened, and opened only as far as inputs may stand in it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from it_advisor.documents.workbook import source
from it_advisor.documents.workbook.imprint import Imprint, imprint_of
from it_advisor.errors import BadRequest, Language, Problem, Words

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 60_000_000, 400
MOST_ROWS, MOST_COLUMNS = 40_000, 300
REFUSED = ("vbaproject", "externallinks/", "activex", "embeddings/", "macrosheets/", "connections.xml", "querytables/")
"""Parts of an archive that run, or bring something in from elsewhere."""
_DAMAGE = (
    *(BadZipFile, InvalidFileException, SyntaxError, OSError, EOFError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, NotImplementedError, RuntimeError),
)
"""What a file that is damaged, or only looks like a workbook, makes the reader of archives and sheets raise."""

_MARK = b"\xef\xbb\xbf \r\n\t"
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")

_COPIED = Words(
    "是另一行的副本；工作簿里不能加行，请在报告或输入文件中添加后重新导出",
    "is a copy of another row; a workbook takes no more rows: add them to the report or the inputs, and export again",
)

_UNCOUNTED = Words(
    "是公式，但文件里没有它的结果；请用 Excel 或 LibreOffice 打开并保存后重试",
    "holds a formula whose result is not in the file: open it in Excel or LibreOffice, save it, and try again",
)

Value = str | int | float | None


class Input(NamedTuple):
    """A cell that was an input when the workbook was made."""

    value: Value
    place: str
    """As a person finds it: 'Cost lines'!H6."""


Page = dict[tuple[int, int], Value]
"""What was typed into a sheet by row and column, counted from 0; a formula is its text."""
Rows = dict[str, dict[str, Input]]
"""By the row's key and the column's."""


class Intake(NamedTuple):
    origin: Mapping[str, Any]
    """The inputs as they were."""
    tables: dict[str, Rows]
    """The inputs as they are, by the sheet's marker."""
    pages: dict[str, Page]
    """Everything on each sheet, by its title."""
    imprints: list[Imprint]
    """What each sheet was made with."""
    language: Language


def taken(data: bytes) -> Intake:
    """Raises BadRequest where it is not one of ours, is damaged, or holds more than cells."""
    _look(data)
    try:
        with catch_warnings():
            simplefilter("ignore")  # of what openpyxl does not know, such as bars in cells, nothing is read
            return _taken(data)
    except _DAMAGE as error:
        raise _refused("文件已损坏，无法打开", "the file is damaged and cannot be opened") from error


def _taken(data: bytes) -> Intake:
    counted, typed = (
        load_workbook(BytesIO(data), read_only=True, data_only=results, keep_links=False) for results in (True, False)
    )
    origin = _origin(counted)
    imprints = [imprint_of(kept) for kept in origin["sheets"]]
    pages = {page.title: _page(page) for page in typed.worksheets if page.title != source.NAME}
    tables = dict(filter(None, (_table(counted[title], pages[title]) for title in pages)))
    return Intake(origin, tables, pages, imprints, "zh" if origin.get("language") == "zh" else "en")


def _page(page: Any) -> Page:
    lines = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    return {
        (row, column): _plain(value)
        for row, line in enumerate(lines)
        for column, value in enumerate(line)
        if value not in (None, "")
    }


def is_formula(value: Value) -> bool:
    """Text never begins like this: our own has an apostrophe before it, and programs take what is typed as one."""
    return isinstance(value, str) and value.startswith("=")


def _look(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _refused(f"大于 {MOST_BYTES} 字节", f"is larger than {MOST_BYTES} bytes")
    if not data.startswith(b"PK"):
        raise _refused("不是 xlsx 文件（或有密码）", "is not an xlsx file, or has a password")
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _refused("解压后过大", "unpacks to more than a workbook of ours can hold")
            if found := [part.filename for part in parts if any(r in part.filename.lower() for r in REFUSED)]:
                raise _refused(
                    f"含宏、外部链接或嵌入对象（{found[0]}）；请另存为不带它们的 .xlsx",
                    f"holds macros, links to other files or embedded objects ({found[0]}); save it without them",
                )
            if not all(_is_plain(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise _refused("含 DOCTYPE 声明或不是 UTF-8", "declares a DOCTYPE, or is not UTF-8, as a workbook is")
    except _DAMAGE as error:
        raise _refused("文件已损坏，无法打开", "the file is damaged and cannot be opened") from error


def _is_plain(part: bytes) -> bool:
    """XML whose every byte can be looked at as it is, and that defines no entities of its own."""
    told = _ENCODING.search(part[:200])
    known = told is None or told[1].lower() in (b"utf-8", b"us-ascii")
    return known and part.lstrip(_MARK)[:1] == b"<" and b"\0" not in part and b"<!DOCTYPE" not in part


def _origin(book: Any) -> Mapping[str, Any]:
    if source.NAME not in book.sheetnames:
        raise BadRequest(Problem("workbook", source.NOT_OURS))
    cells = [str(row[0] or "") for row in book[source.NAME].iter_rows(max_row=MOST_PARTS, max_col=1, values_only=True)]
    if cells[:1] != [source.MARKER]:
        raise BadRequest(Problem("workbook", source.NOT_OURS))
    return source.read(filter(None, cells[1:]))


def _table(page: Any, typed: Page) -> tuple[str, Rows] | None:
    """A sheet's inputs, if it has any: keys stand in its first row and its first column."""
    lines: Iterator[tuple[Any, ...]] = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    head = next(lines, ())
    if not head or not isinstance(head[0], str) or not any(head[1:]):
        return None
    columns = {place: str(key) for place, key in enumerate(head) if place and key}
    rows: Rows = {}
    for number, line in enumerate(lines, 2):
        if line and line[0] is not None:
            if str(line[0]) in rows:
                raise BadRequest(Problem(address(page.title, 0, number), _COPIED))
            rows[str(line[0])] = {
                key: _input(line[place] if place < len(line) else None, typed, page.title, place, number)
                for place, key in columns.items()
            }
    return head[0], rows


def _input(value: Any, typed: Page, title: str, column: int, row: int) -> Input:
    """A formula may stand in an input; its result is what counts."""
    place = address(title, column, row)
    if value is None and is_formula(typed.get((row - 1, column))):
        raise BadRequest(Problem(place, _UNCOUNTED))
    return Input(_plain(value), place)


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ArrayFormula | DataTableFormula):
        return "="
    return value if isinstance(value, str | int | float) or value is None else str(value)


def address(sheet: str, column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"'{sheet}'!{letters}{row}"


def _refused(zh: str, en: str) -> BadRequest:
    return BadRequest(Problem("workbook", Words(zh, en)))
