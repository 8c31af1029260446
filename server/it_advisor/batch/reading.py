"""A file of rows, whichever kind it is: read as it goes, so that a long one takes no more memory than a short one."""

from collections.abc import Callable, Iterator
from typing import IO, Literal, NamedTuple, get_args

from it_advisor.batch.row import Row
from it_advisor.errors import Words
from it_advisor.later import Later

Kind = Literal["ndjson", "csv", "xlsx"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_BYTES = 64_000_000
MOST_ROWS = 100_000
_ENDINGS: dict[str, Kind] = {"ndjson": "ndjson", "jsonl": "ndjson", "csv": "csv", "xlsx": "xlsx"}
_TYPES: dict[str, Kind] = {
    "application/x-ndjson": "ndjson",
    "application/ndjson": "ndjson",
    "application/jsonl": "ndjson",
    "application/x-jsonlines": "ndjson",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


class Reading(NamedTuple):
    """The rows to come, about how many there are, and what the asker should know of how the file was read."""

    rows: Iterator[Row]
    about: int
    encoding: str = "utf-8"
    notice: Words | None = None


_READERS: dict[Kind, Callable[[IO[bytes]], Reading]] = {
    "ndjson": Later("it_advisor.batch.lines", "read"),
    "csv": Later("it_advisor.batch.sheets", "read"),
    "xlsx": Later("it_advisor.batch.workbooks", "read"),
}


def read(file: IO[bytes], kind: Kind) -> Reading:
    """Expects a file that can be read again. Raises BadRequest for what no row can be read from, or too many rows."""
    return _READERS[kind](file)


def kind_of(told: str) -> Kind | None:
    """By a file's name or a Content-Type."""
    return _TYPES.get(told.partition(";")[0].strip().lower()) or _ENDINGS.get(told.rpartition(".")[2].lower())
