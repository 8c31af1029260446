"""A form made from a request's schema: plain fields, and tables with one row a line."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from it_advisor.doors.web.labels import LABELS, SELDOM
from it_advisor.errors import Language, Words
from it_advisor.schemas import Schema

SPARE = 2
"""Empty rows under the filled ones."""
MOST_ROWS = 300
MOST_FIELDS = MOST_ROWS * 50
"""Of a form; two tables have some forty columns together."""
_PLACE = re.compile(r"([a-z_]+)\.([0-9]{1,4})\.([a-z_]+)")
_WHOLE = re.compile("-?[0-9]{1,18}")
_FALSE = frozenset({"", "0", "false", "no", "off"})

Typed = Mapping[str, str]
"""What was typed, by the name of its place: `currency`, or `costs.0.item`."""


class Naming(NamedTuple):
    """What fields and choices are called in one language, which are hidden at first, which are prose."""

    language: Language
    labels: Mapping[str, Words] = LABELS
    seldom: Collection[str] = SELDOM
    prose: Collection[str] = ()

    def of(self, name: str) -> str:
        return self.labels[name].said(self.language) if name in self.labels else name


class Input(NamedTuple):
    """One place to type in."""

    name: str
    label: str
    kind: str
    """text, prose, number, date, flag, pick, lines."""
    value: str
    picks: Sequence[tuple[str, str]] = ()
    seldom: bool = False
    """Hidden until asked for: most lines do without."""
    required: bool = False
    usual: str = ""
    """What it is taken for where it is left empty."""


class Grid(NamedTuple):
    """A table of lines."""

    name: str
    label: str
    heads: Sequence[Input]
    rows: Sequence[Sequence[Input]]


def inputs(schema: Schema, typed: Typed, naming: Naming) -> list[Input]:
    """The fields that are no table."""
    fields = schema["properties"].items()
    needed = schema.get("required", ())
    return [_input(name, name, field, typed, naming, needed) for name, field in fields if not _tabular(field)]


def grids(schema: Schema, typed: Typed, naming: Naming, more: str = "") -> Iterator[Grid]:
    """The tables, each with the rows typed and a few empty ones; `more` names the one that gets another few."""
    for name, field in schema["properties"].items():
        if not _tabular(field):
            continue
        columns, needed = field["items"]["properties"].items(), field["items"].get("required", ())
        typed_rows = {int(found[2]) for key in typed if (found := _PLACE.fullmatch(key)) and found[1] == name}
        count = min(max(typed_rows, default=-1) + 1 + SPARE * (2 if name == more else 1), MOST_ROWS)
        rows = [
            [_input(f"{name}.{row}.{column}", column, kind, typed, naming, needed) for column, kind in columns]
            for row in range(count)
        ]
        heads = [_input(column, column, kind, {}, naming, needed) for column, kind in columns]
        yield Grid(name, naming.of(name), heads, rows)


def request(schema: Schema, typed: Typed) -> dict[str, Any]:
    """What was typed as a request; empty places and empty rows are left out. What is no number stays text."""
    raw: dict[str, Any] = {}
    lines: dict[str, dict[int, dict[str, Any]]] = {}
    for name, value in typed.items():
        if not (value := value.strip()):
            continue
        if found := _PLACE.fullmatch(name):
            kinds = schema["properties"].get(found[1], {}).get("items", {}).get("properties", {})
            if found[3] in kinds:
                lines.setdefault(found[1], {}).setdefault(int(found[2]), {})[found[3]] = _value(value, kinds[found[3]])
        elif name in schema["properties"]:
            raw[name] = _value(value, schema["properties"][name])
    return raw | {name: [rows[place] for place in sorted(rows)] for name, rows in lines.items()}


def places(schema: Schema, raw: Mapping[str, Any]) -> dict[str, str]:
    """A request as what would have been typed: the opposite of `request`."""
    typed: dict[str, str] = {}
    for name, value in raw.items():
        if _tabular(schema["properties"].get(name, {})) and isinstance(value, list):
            for place, line in enumerate(value[:MOST_ROWS]):
                if isinstance(line, Mapping):
                    typed |= {f"{name}.{place}.{column}": _written(cell) for column, cell in line.items()}
        else:
            typed[name] = _written(value)
    return typed


def _input(name: str, field: str, schema: Schema, typed: Typed, naming: Naming, needed: Sequence[str]) -> Input:
    """A choice begins empty, so that a row nobody has typed in stays empty."""
    kind = "prose" if field in naming.prose else _kind(schema)
    picks = [("", "—"), *((one, naming.of(one)) for one in schema.get("enum", ()))]
    usual = str(schema.get("default", "")) if kind == "number" else ""
    hidden = field in naming.seldom
    return Input(name, naming.of(field), kind, typed.get(name, ""), picks, hidden, field in needed, usual)


def _kind(schema: Schema) -> str:
    match schema:
        case {"enum": _}:
            return "pick"
        case {"type": "boolean"}:
            return "flag"
        case {"type": "integer" | "number"}:
            return "number"
        case {"type": "array" | "object"}:
            return "lines"
        case {"format": "date"}:
            return "date"
    return "text"


def _tabular(schema: Schema) -> bool:
    return schema.get("type") == "array" and schema["items"].get("type") == "object"


def _value(text: str, schema: Schema) -> Any:
    match _kind(schema):
        case "flag":
            return text.lower() not in _FALSE
        case "number":
            return int(text) if schema["type"] == "integer" and _WHOLE.fullmatch(text) else text
        case "lines" if schema["type"] == "array":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "lines":
            pairs = (line.partition("=") for line in text.splitlines() if line.strip())
            return {key.strip(): value.strip() for key, _, value in pairs}
    return text


def _written(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else ""
        case list() | tuple():
            return "\n".join(map(str, value))
        case Mapping():
            return "\n".join(f"{key}={cell}" for key, cell in value.items())
    return str(value)
