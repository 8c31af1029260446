"""Rows as NDJSON: one JSON object a line."""

from collections.abc import Iterator
from typing import IO

from it_advisor.batch.headings import NAME
from it_advisor.batch.limits import lines_of, refuse_many
from it_advisor.batch.reading import Reading
from it_advisor.batch.row import Row
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.jsontext import read_json
from it_advisor.text import short

MOST_LINE = 256_000
"""Bytes; the arguments have at most 28,000 characters together."""
_BOM = b"\xef\xbb\xbf"


def read(file: IO[bytes]) -> Reading:
    """Every line that is not blank. Raises BadRequest for too many."""
    lines = lines_of(file)
    refuse_many(lines)
    file.seek(0)
    return Reading(_rows(file), lines)


def _rows(file: IO[bytes]) -> Iterator[Row]:
    number = 0
    while line := file.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MOST_LINE)
            words = Words(f"超过 {MOST_LINE} 字节；请缩短", f"is longer than {MOST_LINE} bytes; shorten it")
            yield _bad(number, words)
        elif text := (line.removeprefix(_BOM) if number == 1 else line).strip():
            yield _row(number, text)


def _row(number: int, line: bytes) -> Row:
    try:
        raw = read_json(line.decode())
    except UnicodeDecodeError as error:
        at = error.start
        return _bad(number, Words(f"第 {at} 字节起不是 UTF-8", f"is not UTF-8 at byte {at}"))
    except BadRequest as error:
        return Row(number, {}, faults=error.problems)
    except (ValueError, RecursionError) as error:
        what = short(error)
        return _bad(number, Words(f"不是 JSON：{what}", f"is not JSON: {what}"))
    if not isinstance(raw, dict):
        return _bad(number, Words("应为 JSON 对象", "must be a JSON object"))
    name = raw.pop(NAME, "")
    if not isinstance(name, str | int):
        return Row(number, raw, faults=(Problem(NAME, Words("应为文字", "must be text")),))
    return Row(number, raw, short(name, 200) if name != "" else "")


def _bad(number: int, words: Words) -> Row:
    return Row(number, {}, faults=(Problem("row", words),))
