"""A section of a dossier that holds data, as fields and tables to fill rather than as JSON."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from it_advisor.doors.web import forms
from it_advisor.doors.web.labels import LABELS
from it_advisor.doors.web.sections import DATA, PROSE, ROLES, ROWS
from it_advisor.errors import Language, Words
from it_advisor.later import Later
from it_advisor.schemas import Schema, input_schema

_PLACE = re.compile(r"content\.(?:[a-z_]+\.)?(?:([0-9]{1,4})\.)?([a-z_]+)")
_written = Later("it_advisor.dossier.sections", "written")
_record = Later("it_advisor.dossier.record", "Record")


def is_data(section: str) -> bool:
    return section in _fields()


def are_few(section: str, content: Any) -> bool:
    """Whether a section is data that a form can show whole; a row that is not shown would be lost when it is saved."""
    return is_data(section) and not (isinstance(content, list) and len(content) > forms.MOST_ROWS)


def of_content(section: str, content: Any) -> dict[str, str]:
    """What would have been typed to say this."""
    if content is None:
        return {}
    return forms.places(_schema(section), content if _is_one(section) else {section: content})


def content_of(section: str, typed: Mapping[str, str]) -> str:
    """What was typed as the section's new text. A number that must be told and is not is told to be unknown."""
    schema = _schema(section)
    raw = forms.request(schema, typed)
    if not _is_one(section):
        return str(_written(raw.get(section, [])))
    open_numbers = {name for name in schema.get("required", ()) if schema["properties"][name].get("type") == "number"}
    return str(_written({**dict.fromkeys(open_numbers), **raw} if raw else None))


def fields(section: str, typed: Mapping[str, str], language: Language) -> dict[str, Any]:
    """The places to type in: plain ones, and a table with a few empty rows."""
    naming, schema = _naming(language), _schema(section)
    grids = list(forms.grids(schema, typed, naming, typed.get("more", "")))
    return {"inputs": forms.inputs(schema, typed, naming), "grids": grids}


def place(field: str, language: Language) -> str:
    """Where a fault is, as the form calls it: `content.risks.0.trigger` is the trigger in row 1."""
    found = _PLACE.fullmatch(field)
    if found is None:
        return field
    naming = _naming(language)
    row = Words(f"第 {int(found[1]) + 1} 行 ", f"Row {int(found[1]) + 1} ").said(language) if found[1] else ""
    return row + naming.of(found[2])


def _naming(language: Language) -> forms.Naming:
    return forms.Naming(language, {**LABELS, **ROLES, **ROWS, **DATA}, seldom=(), prose=PROSE)


def _schema(section: str) -> Schema:
    """Of a form with this section alone."""
    field = _fields()[section]
    return field if _is_one(section) else {"type": "object", "properties": {section: field}}


def _is_one(section: str) -> bool:
    """Whether it is one thing with fields, and no list."""
    return _fields()[section].get("type") == "object"


@cache
def _fields() -> dict[str, Schema]:
    properties: dict[str, Schema] = input_schema(_record.found)["properties"]
    return {name: field for name, field in properties.items() if name not in ("text", "doubts")}
