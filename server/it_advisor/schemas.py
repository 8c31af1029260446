"""JSON Schemas of the operations, kept small: a model reads them on every turn."""

import json
from typing import Any

from pydantic import BaseModel

Schema = dict[str, Any]


def input_schema(model: type[BaseModel]) -> Schema:
    """The schema of a request: references resolved, no titles, optional fields without their null."""
    whole = model.model_json_schema(mode="validation")
    schema: Schema = _plain(whole, whole.get("$defs", {}))
    schema.pop("description", None)
    return schema


def output_schema(model: type[BaseModel]) -> Schema:
    """The schema of an answer one level deep; what lies below is described where it is documented."""
    whole = model.model_json_schema(mode="serialization")
    schema = _plain(whole, whole.get("$defs", {}))
    fields = {name: _shallow(field) for name, field in schema["properties"].items()}
    return {"type": "object", "properties": fields, "required": schema["required"]}


def _plain(node: Any, defs: Schema) -> Any:
    if isinstance(node, list):
        return [_plain(item, defs) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return _plain({**defs[node["$ref"].rpartition("/")[2]], **rest}, defs)
    if "anyOf" in node:
        branch = _only_branch(node["anyOf"])
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        default = {} if node.get("default") is None else {"default": _written(node["default"])}
        return _plain({**branch, **rest, **default}, defs) if branch else node
    return {key: _plain(value, defs) for key, value in node.items() if not _idle(key, value)}


def _only_branch(branches: list[Schema]) -> Schema | None:
    """The one worth knowing: null means leaving it out, and text beside a number is a decimal written as text."""
    kinds = {branch.get("type"): branch for branch in branches if branch != {"type": "null"}}
    if kinds.keys() == {"number", "string"}:
        return kinds["number"]
    return next(iter(kinds.values())) if len(kinds) == 1 else None


def _written(default: Any) -> Any:
    """A decimal's default as the number it is."""
    return json.loads(default) if isinstance(default, str) and default.replace(".", "", 1).isdigit() else default


def _idle(key: str, value: Any) -> bool:
    """Keywords that tell a reader nothing. A dict under `title` is a field of that name."""
    return key == "$defs" or (key == "title" and isinstance(value, str)) or (key == "default" and value == "")


def _shallow(field: Schema) -> Schema:
    kind = field.get("type")
    if kind is None:
        return {}
    return {"type": kind}
