"""What differs between inputs before and after, field by field, by the names their rows have."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from it_advisor.model import Model

_NAMES = (("option", "criterion", "scorer"), ("option", "gate"), ("criterion", "over"), ("name",), ("id",))
"""What tells rows apart; the first that fits a row is its name."""
_LETTERS = {"costs": "L", "benefits": "B"}


class Change(Model):
    """One field; what was not there before, or is not any more, is null."""

    where: str
    before: str | None
    after: str | None

    def text(self) -> str:
        return f"{self.where}: {self.before or '—'} → {self.after or '—'}"


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """In the order of the inputs."""
    old, new = dict(_flat("", before)), dict(_flat("", after))
    for where in dict.fromkeys((*old, *new)):
        one, other = old.get(where), new.get(where)
        if not _same(one, other):
            yield Change(where=where, before=one, after=other)


def _flat(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{where}.{key}".lstrip("."), inner)
    elif isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
        for number, row in enumerate(value, 1):
            yield from _flat(f"{where}[{_name(where, row, number)}]", row)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield where, ", ".join(map(str, value))
    elif value is not None:
        yield where, str(value)


def _name(where: str, row: Mapping[str, Any], number: int) -> str:
    if "id" in row:
        return str(row["id"])
    if letter := _LETTERS.get(where.rpartition(".")[2]):
        return f"{letter}{number}"
    for names in _NAMES:
        if names[0] in row and (len(names) == 1 or names[1] in row):
            return " / ".join(str(row[name]) for name in names if name in row)
    return str(number)


def _same(one: str | None, other: str | None) -> bool:
    """'8' and '8.0' are the same number; a list that is empty and one that is not given are the same."""
    if one == other or not (one or other):
        return True
    try:
        return one is not None and other is not None and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
