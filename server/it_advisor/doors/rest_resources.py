"""The things REST has addresses for, each of them an operation: cases, dossiers, their sections, their documents."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.advisor import Advisor
from it_advisor.doors.rest import Declined, Shape, answered, body_of, shaped
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.operations import OPERATIONS, Operation
from it_advisor.problems import MISSING, undeclared
from it_advisor.schemas import Schema, input_schema

_WHOLE = re.compile("-?[0-9]{1,18}")
_REVISION = re.compile(r'"([1-9][0-9]{0,8})(?:-[0-9a-f]+)?"')
_FLAGS = {"true": True, "false": False}
_TWICE = Words("出现了两次；只留一个", "stands twice; keep one")
_SAID = Words("已由地址或 If-Match 说明；请删去", "is said by the address or by If-Match; leave it out")
_NO_REVISION = Words(
    '请以 If-Match 给出您看过的那一版：GET 所答的 ETag，或带引号的版次，如 "3"',
    'send If-Match with the revision you looked at: the ETag of your GET, or its number in quotation marks, as "3"',
)
_CACHED = {"Cache-Control": "private, no-cache"}
"""Kept by nobody without asking whether it has changed."""


class Resource(NamedTuple):
    """An address: what it is for, the operation that answers, and what of the request its path or form settles."""

    method: str
    path: str
    operation: str
    title: Words
    shape: Shape = shaped
    settled: Mapping[str, str] = MappingProxyType({})
    names: Mapping[str, str] = MappingProxyType({})
    """Arguments of the address that are called otherwise than their field, and the field."""
    status: int = 200

    @property
    def in_path(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def fields(self) -> dict[str, Schema]:
        """What a caller may add: in the address of a GET, in the body of the others."""
        by_field = {field: name for name, field in self.names.items()}
        settled = {*self.in_path, *self.settled, *(("base_revision",) if self.method == "PUT" else ())}
        fields = fields_of(self.operation)
        return {by_field.get(name, name): field for name, field in fields.items() if name not in settled}


@cache  # every request asks, and a schema takes a millisecond
def fields_of(operation: str) -> Mapping[str, Schema]:
    """What an operation takes, by name."""
    return MappingProxyType(input_schema(OPERATIONS[operation].takes)["properties"])


def with_etag(request: Request, operation: Operation, answer: Any) -> Response:
    """The revision and the digest of what is sent: the first is for If-Match, both together for If-None-Match."""
    response = shaped(request, operation, answer)
    tag = f'"{answer.revision}-{sha256(response.body).hexdigest()[:12]}"'
    response.headers.update({"ETag": tag, **_CACHED})
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers={"ETag": tag, **_CACHED}) if known & {tag, "*"} else response


def a_page(request: Request, operation: Operation, answer: Any) -> Response:
    """With a link to the next page, where there is one."""
    response = shaped(request, operation, answer)
    if answer.more:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        response.headers["Link"] = f'<{request.url.path}?{urlencode([*kept, ("after", answer.more)])}>; rel="next"'
    return response


def begun(request: Request, operation: Operation, answer: Any) -> Response:
    """201, and where the new dossier is."""
    response = shaped(request, operation, answer)
    response.status_code = 201
    response.headers["Location"] = f"/api/v1/dossiers/{answer.id}"
    return response


_SECTION = "/api/v1/dossiers/{id}/{section}"
RESOURCES = (
    Resource("GET", "/api/v1/cases", "search_cases", Words("查找案例", "Search cases")),
    Resource("GET", "/api/v1/cases/{id}", "get_case", Words("读一个案例", "Read a case")),
    Resource("GET", "/api/v1/dossiers", "list_dossiers", Words("查找决策档案", "Find dossiers"), a_page),
    Resource("POST", "/api/v1/dossiers", "start_dossier", Words("建立决策档案", "Start a dossier"), begun, status=201),
    Resource("GET", "/api/v1/dossiers/{id}", "get_dossier", Words("读一份档案", "Read a dossier"), with_etag),
    Resource(
        "GET",
        "/api/v1/dossiers/{id}/export",
        "export_report",
        Words("把档案导出为文档", "A dossier as a document"),
        settled={"report": "dossier://{id}"},
        names={"format": "formats"},
    ),
    Resource("GET", _SECTION, "get_dossier", Words("读档案的一个部分", "Read a section"), with_etag),
    Resource(
        "PUT",
        _SECTION,
        "revise_dossier",
        Words("改档案的一个部分", "Change a section"),
        settled={"action": "edit"},
    ),
)


def routes(advisor: Advisor) -> list[Route]:
    """One route a resource, in the order of the table: the first that fits answers."""
    return [Route(one.path, partial(_answer, advisor, one), methods=[one.method]) for one in RESOURCES]


async def _answer(advisor: Advisor, resource: Resource, request: Request) -> Response:
    operation = OPERATIONS[resource.operation]
    readers: dict[str, Callable[[Resource, Request], Awaitable[dict[str, Any]]]] = {"GET": _asked, "PUT": _changed}
    read = partial(readers.get(request.method if request.method != "HEAD" else "GET", _sent), resource, request)
    return await answered(request, advisor, operation, read, resource.shape)


def _settled(resource: Resource, request: Request) -> dict[str, Any]:
    path, said = request.path_params, resource.settled
    built = {name: value.format(**path) for name, value in said.items()}
    return {**{name: path[name] for name in resource.in_path if f"{{{name}}}" not in "".join(said.values())}, **built}


async def _sent(_: Resource, request: Request) -> dict[str, Any]:
    return await body_of(request)


async def _asked(resource: Resource, request: Request) -> dict[str, Any]:
    return {**arguments(request, resource.fields, resource.names), **_settled(resource, request)}


def arguments(
    request: Request, fields: Mapping[str, Schema], names: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """What an address holds after its question mark, each as its field takes it.

    Raises BadRequest naming an argument that stands twice or that there is not.
    """
    raw: dict[str, Any] = {}
    for name in dict.fromkeys(request.query_params):
        values = request.query_params.getlist(name)
        if name not in fields:
            raise BadRequest(Problem(name, undeclared(fields)))
        if len(values) > 1 and fields[name].get("type") != "array":
            raise BadRequest(Problem(name, _TWICE))
        raw[names.get(name, name)] = values if len(values) > 1 else _typed(values[0], fields[name])
    return raw


def _typed(value: str, field: Schema) -> Any:
    """As its field takes it; what is not that stays text, which the operation refuses by name."""
    match field.get("type"):
        case "array":
            return value.split(",")
        case "boolean":
            return _FLAGS.get(value, value)
        case "integer" if _WHOLE.fullmatch(value):
            return int(value)
    return value


async def _changed(resource: Resource, request: Request) -> dict[str, Any]:
    """A section's new content. Raises Declined without If-Match, BadRequest for a body that says it again."""
    raw, settled = await body_of(request), _settled(resource, request)
    if said := sorted({*settled, "base_revision"} & raw.keys()):
        raise BadRequest(*(Problem(name, _SAID) for name in said))
    if "content" not in raw:
        raise BadRequest(Problem("content", MISSING))
    if not isinstance(raw["content"], str):
        raw["content"] = json.dumps(raw["content"], ensure_ascii=False)
    return {**raw, **settled, "base_revision": _revision(request)}


def _revision(request: Request) -> int:
    tags = request.headers.getlist("if-match")
    found = _REVISION.fullmatch(tags[0].strip()) if len(tags) == 1 else None
    if found is None:
        raise Declined(400 if tags else 428, _NO_REVISION)
    return int(found[1])
