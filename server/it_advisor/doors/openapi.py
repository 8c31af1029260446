"""The OpenAPI 3.1 document: every operation and every address, from the tables that make them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from it_advisor.brief import Brief
from it_advisor.doors.guard import BATCH
from it_advisor.doors.problem_kinds import KINDS
from it_advisor.doors.rest_resources import RESOURCES, Resource
from it_advisor.doors.samples import of_resource, requests
from it_advisor.errors import Words
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.schemas import Schema, input_schema

ADDRESS = "/api/v1/openapi.json"
_ABOUT = Words(
    "企业 IT 系统选型顾问：由四个参数得到填好的提示词与相似案例，以及测算、比较、检查、文档和决策档案。",
    "Choose business IT systems: four arguments become a filled prompt with similar cases; costs, comparisons, checks, "
    "documents and dossiers around it.",
)
BATCH_TITLE = Words("成批填写", "A prompt for every row")
ROWS = Words(
    "成批填写：每行一份请求；CSV 与 XLSX 第一行是列名（中英文都可），id 列原样返回。逐行应答，每行一个 JSON："
    "row、id、digest，以及 answer 或 error。",
    "A prompt for every row. The first row of CSV and XLSX holds the headings, in either language; id is told back. "
    "Answered line by line as JSON: row, id, digest, and answer or error.",
)
_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "description": "问题所用的语言 The language of problems: zh, en",
    "schema": {"type": "string"},
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "同一个键发两次只写一次 Sent twice, done once; the request's `key`",
    "schema": {"type": "string", "minLength": 8, "maxLength": 100},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "看过的那一版 The revision you looked at: the ETag of a GET",
    "schema": {"type": "string", "examples": ['"3"']},
}
_IF_NONE_MATCH = {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}
_FAILED = {"$ref": "#/components/responses/Problem"}
_LINE = {
    "type": "object",
    "required": ["row", "digest"],
    "properties": {
        "row": {"type": "integer"},
        "id": {"type": "string"},
        "digest": {"type": "string"},
        "answer": {"$ref": "#/components/schemas/Recommendation"},
        "error": {"$ref": "#/components/schemas/Problem"},
    },
}


@cache
def document() -> dict[str, Any]:
    schemas, refs = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS.values():
        paths[f"/api/v1/{operation.name}"] = {"post": _called(operation, refs)}
    for resource in RESOURCES:
        paths.setdefault(resource.path, {})[resource.method.lower()] = _addressed(resource, refs)
    paths[BATCH] = {"post": _batch()}
    return {
        "openapi": "3.1.1",
        "info": _info(),
        "servers": [{"url": "/"}],
        "tags": [{"name": one} for one in dict.fromkeys(one.toolset for one in OPERATIONS.values())],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": _problem()},
            "responses": {"Problem": _problems()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


Refs = Mapping[tuple[type[BaseModel], str], Schema]


def _info() -> dict[str, Any]:
    return {
        "title": "it-advisor",
        "version": version("it-advisor"),
        "summary": "企业IT系统选型顾问 Choose business IT systems",
        "description": f"{_ABOUT.zh}\n\n{_ABOUT.en}",
        "license": {"name": "MIT", "identifier": "MIT"},
    }


def _schemas() -> tuple[dict[str, Schema], Refs]:
    takes = [(one.takes, "validation") for one in OPERATIONS.values()]
    gives = [(one.gives, "serialization") for one in OPERATIONS.values()]
    refs, whole = models_json_schema(
        [*takes, *gives],  # type: ignore[list-item] # a literal in a tuple is told as text
        ref_template="#/components/schemas/{model}",
    )
    return _told(whole["$defs"]), refs  # type: ignore[return-value] # keyed by the mode, which is text


def _told(schemas: Any) -> Any:
    """Without the limits that are hidden from a model, which stand there as null."""
    if isinstance(schemas, dict):
        return {key: _told(value) for key, value in schemas.items() if value is not None}
    return [*map(_told, schemas)] if isinstance(schemas, list) else schemas


def _problem() -> Schema:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "field", "message")}
    error = {"type": "object", "properties": {name: texts.pop(name) for name in ("field", "message")}}
    properties: Schema = {**texts, "status": {"type": "integer"}, "errors": {"type": "array", "items": error}}
    return {"type": "object", "required": [*properties], "properties": properties}


def _problems() -> dict[str, Any]:
    kinds = "\n".join(f"- {status}: {kind.title.zh} {kind.title.en}" for status, kind in KINDS.items())
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": f"RFC 9457\n\n{kinds}", "content": {"application/problem+json": {"schema": schema}}}


def _called(operation: Operation, refs: Refs) -> dict[str, Any]:
    example = requests()[operation.name]
    body = {"schema": refs[operation.takes, "validation"], "examples": {"example": {"value": example}}}
    return {
        **_head(operation, operation.name, operation.title),
        "parameters": [_LANGUAGE, *([_KEY] if "key" in operation.takes.model_fields else [])],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {"200": _answer(operation, refs), "4XX": _FAILED, "5XX": _FAILED},
    }


def _addressed(resource: Resource, refs: Refs) -> dict[str, Any]:
    operation = OPERATIONS[resource.operation]
    told = {
        **_answer(operation, refs),
        "headers": {"ETag": {"schema": {"type": "string"}}} if _tagged(resource) else {},
    }
    found = {
        **_head(operation, f"{resource.method.lower()}_{'_'.join(_words(resource.path))}", resource.title),
        "parameters": [*_parameters(resource), _LANGUAGE],
        "responses": {str(resource.status): told, "4XX": _FAILED, "5XX": _FAILED},
    }
    if resource.method != "GET":
        body = {"schema": _body(resource), "examples": {"example": {"value": of_resource(resource).body}}}
        found["requestBody"] = {"required": True, "content": {"application/json": body}}
    elif _tagged(resource):
        found["responses"]["304"] = {"description": "没有变化 Not changed"}
    return found


def _tagged(resource: Resource) -> bool:
    return resource.operation == "get_dossier"


def _words(path: str) -> list[str]:
    return [part.strip("{}") for part in path.removeprefix("/api/v1/").split("/")]


def _head(operation: Operation, name: str, title: Words) -> dict[str, Any]:
    told = f"{operation.summary.zh}\n\n{operation.summary.en}"
    return {
        "operationId": name,
        "tags": [operation.toolset],
        "summary": f"{title.zh} {title.en}",
        "description": told,
        "security": [{"token": [operation.scope]}, {}],  # the second where nobody has to sign in
    }


def _parameters(resource: Resource) -> Iterator[dict[str, Any]]:
    for name in resource.in_path:
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    if resource.method == "GET":
        for name, field in resource.fields.items():
            told = {"description": field["description"]} if "description" in field else {}
            yield {"name": name, "in": "query", **told, "schema": _without(field, "description")}
    if resource.method == "GET":
        yield from [_IF_NONE_MATCH] if _tagged(resource) else []
    else:
        yield from (_IF_MATCH, _KEY) if resource.method == "PUT" else (_KEY,)


def _without(field: Schema, name: str) -> Schema:
    return {key: value for key, value in field.items() if key != name}


def _body(resource: Resource) -> Schema:
    """What the address leaves to be said; a section's content may be the data itself."""
    schema = input_schema(OPERATIONS[resource.operation].takes)
    fields = dict(resource.fields)
    needed = [name for name in schema.get("required", ()) if name in fields]
    if "section" in resource.in_path:
        fields["content"] = {"description": fields["content"].get("description", "")}
        needed.append("content")
    return {"type": "object", "additionalProperties": False, "required": needed, "properties": fields}


def _answer(operation: Operation, refs: Refs) -> dict[str, Any]:
    shown: dict[str, Any] = {"application/json": {"schema": refs[operation.gives, "serialization"]}}
    shown["text/markdown"] = {"schema": {"type": "string"}}
    if operation.gives_files:
        shown["*/*"] = {"schema": {"description": "文件本身，几份则为压缩包 The file; several as an archive"}}
    return {"description": f"{operation.title.zh} {operation.title.en}", "content": shown}


def _batch() -> dict[str, Any]:
    operation = OPERATIONS["recommend_it_systems"]
    fields = input_schema(operation.takes)["properties"]
    options = ({"name": name, "in": "query", "schema": field} for name, field in fields.items())
    kinds = ("application/x-ndjson", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return {
        **_head(operation, "recommend_it_systems_batch", BATCH_TITLE),
        "description": f"{ROWS.zh}\n\n{ROWS.en}",
        "parameters": [*(one for one in options if one["name"] not in Brief.model_fields), _LANGUAGE],
        "requestBody": {"required": True, "content": {kind: {} for kind in kinds}},
        "responses": {
            "200": {"description": "NDJSON", "content": {"application/x-ndjson": {"schema": _LINE}}},
            "4XX": _FAILED,
            "5XX": _FAILED,
        },
    }
