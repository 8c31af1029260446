"""Rows as CSV, in UTF-8 or as Chinese Windows saves it, cells parted by commas, semicolons or tabs."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain, count, islice
from typing import IO

from it_advisor.batch.headings import columns_of, row_of
from it_advisor.batch.limits import lines_of, refuse_many
from it_advisor.batch.reading import MOST_ROWS, Reading
from it_advisor.batch.row import Row
from it_advisor.errors import BadRequest, Problem, Words

_PIECE = 1 << 20
MOST_LINE = 2_000_000
"""Bytes of a line; csv itself takes 131,072 characters in a cell."""
_PAIR = re.compile(rb"[\x81-\xfe]([\x30-\xfe])")
ODD = 0.1
"""The share of its letters from which on a text in GB18030 holds hardly any that people write."""
_NO_TEXT = Words(
    "既不是 UTF-8 也不是 GB18030；在 Excel 中请另存为“CSV UTF-8（逗号分隔）”",
    "is neither UTF-8 nor GB18030; in Excel, save it as 'CSV UTF-8 (Comma delimited)'",
)
_READ_AS = Words("按 GB18030 编码读取", "read as GB18030, which is how Chinese Windows saves text")
_BLANK = Words("是空的；第一行应为列名", "is empty; its first row must hold the headings")


def read(file: IO[bytes]) -> Reading:
    """Raises BadRequest for an unknown encoding or heading, or too many rows."""
    encoding, rows = encoding_of(file), lines_of(file) - 1
    if rows > MOST_ROWS:  # unless cells hold many
        refuse_many(sum(1 for _ in islice(_records(file, encoding), MOST_ROWS + 2)) - 1)
    records = _records(file, encoding)
    _, head = next(records, (0, None))
    if not isinstance(head, list):
        raise head or BadRequest(Problem("file", _BLANK))
    columns = columns_of(head)
    read_rows = (
        row_of(number, cells, columns) if isinstance(cells, list) else Row(number, {}, faults=cells.problems)
        for number, cells in records
    )
    return Reading(read_rows, rows, encoding, _READ_AS if encoding == "gb18030" else None)


def _records(file: IO[bytes], encoding: str) -> Iterator[tuple[int, list[str] | BadRequest]]:
    """The number and the cells of every record that is not blank, or why it has none.

    It ends with a bad one of several lines, since nobody can know where the next begins.
    """
    file.seek(0)
    lines = _lines(file, encoding)
    first = next(lines, "").removeprefix("\ufeff")
    parting = max(",;\t", key=first.count)
    records = csv.reader(chain([first], lines), delimiter=parting, strict=True)
    for number in count(1):
        before = records.line_num
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            words = Words(f"不是 CSV：{error}；请检查引号", f"is not CSV: {error}; look for a stray quotation mark")
            yield number, BadRequest(Problem("row", words))
            if records.line_num - before > 1:
                return
            continue
        if any(map(str.strip, cells)):
            yield number, cells


def _lines(file: IO[bytes], encoding: str) -> Iterator[str]:
    while line := file.readline(MOST_LINE):
        yield line.decode(encoding)


def encoding_of(file: IO[bytes]) -> str:
    """The encoding of the whole file. Raises BadRequest where it is neither."""
    for encoding in ("utf-8", "gb18030"):
        file.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for piece in iter(lambda: file.read(_PIECE), b""):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_chinese(file):
            return encoding
    raise BadRequest(Problem("file", _NO_TEXT))


def _is_chinese(file: IO[bytes]) -> bool:
    """Whether nearly all characters are common ones: Western text also decodes as GB18030, to odd characters."""
    file.seek(0)
    pairs: list[bytes] = [found[1] for found in _PAIR.finditer(file.read(_PIECE))]
    return sum(1 for second in pairs if second < b"\xa1") <= len(pairs) * ODD
