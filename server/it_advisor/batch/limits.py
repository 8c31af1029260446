"""How much one batch may hold, and what is said to more."""

from typing import IO

from it_advisor.batch.reading import MOST_ROWS
from it_advisor.errors import BadRequest, Problem, Words

_PIECE = 1 << 20
TOO_MANY = Words(f"一次至多 {MOST_ROWS} 行；请分批", f"at most {MOST_ROWS} rows at once; send the rest by itself")


def refuse_many(rows: int) -> None:
    """Raises BadRequest."""
    if rows > MOST_ROWS:
        raise BadRequest(Problem("file", TOO_MANY))


def lines_of(file: IO[bytes]) -> int:
    """How many lines it has; the last may have no end."""
    file.seek(0)
    count, last = 0, b"\n"
    while piece := file.read(_PIECE):
        count, last = count + piece.count(b"\n"), piece[-1:]
    return count + (last != b"\n")
