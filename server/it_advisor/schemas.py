"""JSON Schemas of the operations, kept small: a model reads them on every turn."""

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
    branches = [branch for branch in node.get("anyOf", ()) if branch != {"type": "null"}]
    if len(branches) == 1 and len(branches) < len(node["anyOf"]):
        rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        return _plain({**branches[0], **rest}, defs)
    return {key: _plain(value, defs) for key, value in node.items() if not _idle(key, value)}


def _idle(key: str, value: Any) -> bool:
    """Keywords that tell a reader nothing. A dict under `title` is a field of that name."""
    return key == "$defs" or (key == "title" and isinstance(value, str)) or (key == "default" and value == "")


def _shallow(field: Schema) -> Schema:
    kind = field.get("type")
    if kind is None:
        return {}
    return {"type": kind}
