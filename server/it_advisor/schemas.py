"""JSON Schemas of the operations, kept small: a model reads them on every turn."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

Schema = dict[str, Any]

FAR = 1_000
"""A number's limit from here on is there against abuse; no sensible request meets it, so a model need not read it."""

_LENGTHS = ("minLength", "maxLength")
"""Never told: no model counts characters, and llama.cpp, which turns the schemas of all tools into one grammar,
refuses every request where a text may have 2,000 characters or more. Who sends too much is told how much may be sent.
"""
_LIMITS = ("minimum", "maximum", "maxItems")


def input_schema(model: type[BaseModel]) -> Schema:
    """The schema of a request: references resolved, no titles, optional fields without their null."""
    whole = model.model_json_schema(mode="validation")
    schema: Schema = _plain(whole, whole.get("$defs", {}))
    schema.pop("description", None)
    return schema


def output_schema(model: type[BaseModel]) -> Schema:
    """The schema of an answer one level deep; what lies below is described where it is documented.

    Every field is always there; a list of those that are required would tell a model nothing more.
    """
    whole = model.model_json_schema(mode="serialization")
    fields = {name: _shallow(field, whole.get("$defs", {})) for name, field in whole["properties"].items()}
    return {"type": "object", "properties": fields}


def fields_at(schema: Schema, place: Sequence[int | str]) -> tuple[str, ...]:
    """The fields of the object at a place in a request, such as ("costs", 3); none where the schema does not tell."""
    for step in place:
        schema = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
    return tuple(schema.get("properties", ()))


def digits_as_text(raw: Mapping[str, Any], fields: Mapping[str, Schema]) -> dict[str, Any]:
    """What a person wrote in a file, a bare number as its digits where the field is text."""
    return {
        name: str(value) if type(value) in (int, float) and fields.get(name, {}).get("type") == "string" else value
        for name, value in raw.items()
    }


def _plain(node: Any, defs: Schema) -> Any:
    if isinstance(node, list):
        return [_plain(item, defs) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        rest = {"description": None, **{key: value for key, value in node.items() if key != "$ref"}}
        return _plain({**defs[node["$ref"].rpartition("/")[2]], **rest}, defs)
    if "anyOf" in node:
        branch = _only_branch(node["anyOf"])
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        default = {} if node.get("default") is None else {"default": _written(node["default"])}
        return _plain({**branch, **rest, **default}, defs) if branch else node
    return {key: _plain(_whole(value), defs) for key, value in node.items() if not _idle(key, value)}


def _only_branch(branches: list[Schema]) -> Schema | None:
    """The one worth knowing: null means leaving it out, and text beside a number is a decimal written as text."""
    kinds = {branch.get("type"): branch for branch in branches if branch != {"type": "null"}}
    if kinds.keys() == {"number", "string"}:
        return kinds["number"]
    return next(iter(kinds.values())) if len(kinds) == 1 else None


def _written(default: Any) -> Any:
    """A decimal's default as the number it is."""
    return json.loads(default) if isinstance(default, str) and default.replace(".", "", 1).isdigit() else default


def _whole(limit: Any) -> Any:
    """100 rather than 100.0."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def _idle(key: str, value: Any) -> bool:
    """Keywords that tell a model nothing. A dict under one of these names is a field of that name."""
    match value:
        case dict():
            return key == "$defs"
        case str():
            return key == "title" or (key == "default" and not value)
        case int() | float():
            return key in _LENGTHS or (key in _LIMITS and abs(value) >= FAR)
    return value is None


def _shallow(field: Schema, defs: Schema) -> Schema:
    """Its type; nothing where it may be null, which clients that check answers would refuse under a type."""
    kind = defs[field["$ref"].rpartition("/")[2]]["type"] if "$ref" in field else field.get("type")
    return {"type": kind} if kind else {}


def longest(model: type[BaseModel]) -> dict[str, int]:
    """The characters each field of text may have, which the schemas do not tell; 0 where there is no limit."""
    fields = model.model_json_schema()["properties"]
    return {
        name: max(branch.get("maxLength", 0) for branch in (field, *field.get("anyOf", ())))
        for name, field in fields.items()
    }
