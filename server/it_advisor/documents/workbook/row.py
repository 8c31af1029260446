"""A row of inputs that knows in which cells it was typed, so that a mistake can be told where it was made."""

from collections.abc import Mapping
from typing import Any

from it_advisor.errors import Problem


class Row(dict[str, Any]):
    """Fields and their values; `places` has the cells, as far as a field has one."""

    def __init__(self, fields: Mapping[str, Any], places: Mapping[str, str] | None = None) -> None:
        super().__init__(fields)
        self.places: dict[str, str] = {**(fields.places if isinstance(fields, Row) else {}), **(places or {})}


def placed(problem: Problem, raw: Any) -> Problem | None:
    """The same with the cell in place of the field, such as 'Cost lines'!H6; None where no cell is to blame."""
    at = raw
    for part in problem.field.split("."):
        if isinstance(at, Row) and part in at.places:
            return problem._replace(field=at.places[part])
        if isinstance(at, list) and part.isdecimal() and int(part) < len(at):
            at = at[int(part)]
        elif isinstance(at, dict) and part in at:
            at = at[part]
        else:
            break
    if isinstance(at, Row) and at.places:
        cells = list(at.places.values())
        return problem._replace(field=cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1].rpartition('!')[2]}")
    return None
