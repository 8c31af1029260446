"""How wide text is when it is set, and what that means for a table's columns."""

import re
from collections.abc import Sequence
from itertools import accumulate

from it_advisor.markdown import Spans, plain

PORTRAIT, LANDSCAPE = 53, 83
"""Characters of full width that fit side by side in the tables of an A4 page."""
MOST_LINES, HALF_A_PAGE = 6, 24
"""A row with more lines makes its table lie on its side, unless all of it takes no more than half a page upright."""
_PADDING = 1.5
_LEAST = 4.0
_PIECES = re.compile(r"[^\s⺀-鿿가-힯豈-﫿＀-￯]+|\S")
_NUMBER = re.compile(r"[-+−–]?[\d.,\s]*\d[\d.,]*\s?(%|‰)?|[-–—]?")


def width(text: str) -> float:
    """In characters of full width; a Latin letter takes a little over half of one."""
    narrow = sum(character.isascii() or "\u00a0" <= character < "\u2e80" for character in text)
    return len(text) - narrow + 0.58 * narrow


def wrapped(text: str, most: float, lines: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines of at most such a width, the last one with an ellipsis where it is cut."""
    pieces = re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+", " ".join(text.split()))
    pieces = [part for piece in pieces for part in _cut(piece, most)]
    found = [""]
    for piece in pieces:
        if width(found[-1] + piece.rstrip()) > most:
            found.append("")
        found[-1] += piece if found[-1] else piece.lstrip()
    if len(found) > lines:
        found = [*found[: lines - 1], _shortened(found[lines - 1] + "…", most)]
    return tuple(line.strip() for line in found)


def _cut(word: str, most: float) -> list[str]:
    """A word that is too long for a line in parts that are not."""
    if width(word) <= most:
        return [word]
    size = max(1, int(most / 1.0 if width(word) > 0.8 * len(word) else most / 0.6))
    return [word[place : place + size] for place in range(0, len(word), size)]


def _shortened(line: str, most: float) -> str:
    while width(line) > most and len(line) > 2:
        line = line[:-2] + "…"
    return line


def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()))


def aligned(given: Sequence[str], rows: Sequence[Sequence[Spans]]) -> tuple[str, ...]:
    """By column: as the report says, else numbers to the right."""
    columns = [[plain(row[at]) for row in rows] for at in range(len(given))]
    return tuple(
        said or ("right" if any(map(str.strip, column)) and all(map(is_number, column)) else "left")
        for said, column in zip(given, columns, strict=True)
    )


def shares(header: Sequence[Spans], rows: Sequence[Sequence[Spans]], page: float = PORTRAIT) -> tuple[int, ...]:
    """Each column's part of the width, per cent: what cannot be broken first, then by how much there is to say."""
    columns = _columns(header, rows)
    least = [_unbroken(column) for column in columns]
    whole = [max(map(width, column)) + _PADDING for column in columns]
    wanted = [max(0.0, each - floor) for each, floor in zip(whole, least, strict=True)]
    volume = [sum(map(width, column)) ** 0.5 for column in columns]
    given = _given(wanted, volume, max(0.0, page - sum(least)))
    widths = [floor + more for floor, more in zip(least, given, strict=True)]
    return _whole([100 * each / sum(widths) for each in widths])


def _given(wanted: Sequence[float], volume: Sequence[float], spare: float) -> list[float]:
    """What each column gets beyond its least: the modest all they want, the others by how much there is to say."""
    given = [0.0] * len(wanted)
    open_ = {at for at, want in enumerate(wanted) if want}
    while open_:
        whole = sum(volume[at] for at in open_) or 1.0
        parts = {at: spare * volume[at] / whole for at in open_}
        content = {at for at in open_ if wanted[at] <= parts[at]}
        for at in content or open_:
            given[at] = min(wanted[at], parts[at]) if content else parts[at]
            spare -= given[at]
        open_ = open_ - content if content else set()
    return given


def is_wide(header: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> bool:
    """Whether a page in portrait would squeeze it."""
    columns = _columns(header, rows)
    if sum(map(_unbroken, columns)) > PORTRAIT:
        return True
    room = [share / 100 * PORTRAIT - _PADDING for share in shares(header, rows)]
    tall = [max(width(plain(cell)) / max(space, 1.0) for cell, space in zip(row, room, strict=True)) for row in rows]
    return max(tall, default=0) > MOST_LINES and sum(tall) > HALF_A_PAGE


def _columns(header: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> list[list[str]]:
    return [[plain(cell) for cell in column] for column in zip(header, *rows, strict=True)]


def _unbroken(column: Sequence[str]) -> float:
    """The widest piece that may not be broken, but no single word may ask for more than a fifth of the page."""
    pieces = (width(piece) for text in column for piece in _PIECES.findall(text))
    longest = max(map(width, column))
    return min(max(max(pieces, default=0.0), min(longest, _LEAST)), PORTRAIT / 5) + _PADDING


def _whole(parts: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers that sum to 100."""
    ends = [round(end) for end in accumulate(parts)]
    ends[-1:] = [100]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))
