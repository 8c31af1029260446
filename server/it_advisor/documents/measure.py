"""How wide text is when it is set, and what that means for a table's columns."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from it_advisor.markdown import Spans, plain

PORTRAIT, LANDSCAPE = 53, 83
"""Characters of full width that fit side by side in the tables of an A4 page."""
MOST_LINES, HALF_A_PAGE = 6, 24
"""A row with more lines makes its table lie on its side, unless all of it takes no more than half a page upright."""
_PADDING = 1.5
_BOLD = 1.25
"""A head is set bold, and where a program has to take another font, in a wider one: no word of it may break."""
_WIDE = re.compile(r"[\x80-\x9f\u2e80-\U0010ffff]+")
_LEAST = 4.0
_PIECES = re.compile(r"[^\s⺀-鿿가-힯豈-﫿＀-￯]+|\S")
_OPEN, _SHUT = "[（《「『〈【]*", "[）》」』〉】、，。；：！？]*"
_PARTS = re.compile(rf"{_OPEN}(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef]){_SHUT}|\s+")
"""What a line may not end within: a bracket stays with what it holds, and a stop with what it ends."""
_NUMBER = re.compile(r"[-+−–]?[\d.,\s]*\d[\d.,]*\s?(%|‰)?|[-–—]?")


def width(text: str) -> float:
    """In characters of full width; a Latin letter takes a little over half of one."""
    wide = 0 if text.isascii() else sum(map(len, _WIDE.findall(text)))
    return wide + 0.58 * (len(text) - wide)


def wrapped(text: str, most: float, lines: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines of at most such a width, the last one with an ellipsis where it is cut."""
    pieces = _PARTS.findall(" ".join(text.split()))
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


class Layout(NamedTuple):
    """How a table lies on its page."""

    wide: bool
    """It needs a page in landscape: one in portrait would squeeze it."""
    shares: tuple[int, ...]
    """Each column's part of the width, per cent: what cannot be broken first, then by how much there is to say."""


def layout(header: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> Layout:
    columns = [[plain(cell) for cell in column] for column in zip(header, *rows, strict=True)]
    widths = [list(map(width, column)) for column in columns]
    plainly, least = (
        [_unbroken(column, each, bold) for column, each in zip(columns, widths, strict=True)] for bold in (1.0, _BOLD)
    )
    upright = _shares(widths, least, PORTRAIT)
    wide = sum(plainly) > PORTRAIT or _is_tall(widths, upright)
    return Layout(wide, _shares(widths, least, LANDSCAPE) if wide else upright)


def _shares(widths: Sequence[Sequence[float]], least: Sequence[float], page: float) -> tuple[int, ...]:
    wanted = [max(0.0, max(column) + _PADDING - floor) for column, floor in zip(widths, least, strict=True)]
    given = _given(wanted, [sum(column) ** 0.5 for column in widths], max(0.0, page - sum(least)))
    whole = [floor + more for floor, more in zip(least, given, strict=True)]
    return _whole([100 * each / sum(whole) for each in whole])


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


def _is_tall(widths: Sequence[Sequence[float]], upright: Sequence[int]) -> bool:
    """Whether rows on a page in portrait would be of too many lines."""
    room = [max(share / 100 * PORTRAIT - _PADDING, 1.0) for share in upright]
    rows = [[each / space for each in column[1:]] for column, space in zip(widths, room, strict=True)]
    tall = [max(cells) for cells in zip(*rows, strict=True)]
    return max(tall, default=0) > MOST_LINES and sum(tall) > HALF_A_PAGE


def _unbroken(column: Sequence[str], widths: Sequence[float], bold: float) -> float:
    """The widest piece that may not be broken, but no single word may ask for more than a fifth of the page."""
    head, *rest = ([width(piece) for piece in _PIECES.findall(text)] for text in column)
    pieces = (*(bold * each for each in head), *chain.from_iterable(rest))
    return min(max(max(pieces, default=0.0), min(max(widths), _LEAST)), PORTRAIT / 5) + _PADDING


def _whole(parts: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers that sum to 100."""
    ends = [round(end) for end in accumulate(parts)]
    ends[-1:] = [100]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))
