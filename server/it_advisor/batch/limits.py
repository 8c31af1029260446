"""How much one batch may hold, and what is said to more."""

from it_advisor.batch.reading import MOST_ROWS
from it_advisor.errors import BadRequest, Problem, Words

TOO_MANY = Words(f"一次至多 {MOST_ROWS} 行；请分批", f"at most {MOST_ROWS} rows at once; send the rest by itself")


def refuse_many(rows: int) -> None:
    """Raises BadRequest."""
    if rows > MOST_ROWS:
        raise BadRequest(Problem("file", TOO_MANY))
