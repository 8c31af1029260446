"""The page for programmers: every address of REST, what it takes, how to call it; beside it the OpenAPI document."""

from collections.abc import Iterator
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from it_advisor.doors import openapi, samples
from it_advisor.doors.guard import BATCH
from it_advisor.doors.problem_kinds import KINDS
from it_advisor.doors.rest_resources import RESOURCES
from it_advisor.doors.samples import Sample, curl, python
from it_advisor.doors.web.page import page, reader_of
from it_advisor.errors import Language
from it_advisor.operations import OPERATIONS
from it_advisor.schemas import Schema, input_schema

PLACES = ("/api", "/api/", "/api/v1", "/api/v1/")


def routes() -> list[Route]:
    document = Route(openapi.ADDRESS, _document, methods=["GET"])
    return [document, *(Route(place, reference, methods=["GET"]) for place in PLACES)]


async def _document(_: Request) -> Response:
    return JSONResponse(await to_thread.run_sync(openapi.document))


async def reference(request: Request) -> Response:
    language, base = reader_of(request).language, f"{request.url.scheme}://{request.headers['host']}"
    kinds = [(status, kind.title.said(language), kind.advice.said(language)) for status, kind in KINDS.items()]
    entries = await to_thread.run_sync(lambda: [*_entries(language, base)])
    return page(request, "reference.html", {"base": base, "entries": entries, "kinds": kinds})


def _entries(language: Language, base: str) -> Iterator[dict[str, Any]]:
    """The operations, the addresses of things, and the batch, in this order."""
    for one in OPERATIONS.values():
        schema = input_schema(one.takes)
        fields = [*_fields(schema["properties"], schema.get("required", ()))]
        about = {"title": one.title.said(language), "what": one.summary.said(language), "fields": fields}
        yield {**about, **_shown(samples.of_operation(one.name), base)}
    for resource in RESOURCES:
        about = {"title": resource.title.said(language), "what": "", "fields": [*_fields(resource.fields, ())]}
        yield {**about, **_shown(samples.of_resource(resource), base), "path": resource.path}
    title, what = openapi.BATCH_TITLE.said(language), openapi.ROWS.said(language)
    yield {"title": title, "what": what, "fields": [], **_shown(samples.of_batch(), base), "path": BATCH}


def _shown(sample: Sample, base: str) -> dict[str, Any]:
    """How it is called; in Python too where data is sent."""
    ways = [("curl", curl(sample, base))]
    ways += [("Python", python(sample, base))] if isinstance(sample.body, dict) else []
    return {"method": sample.method, "path": sample.address.partition("?")[0], "ways": ways}


def _fields(fields: dict[str, Schema], needed: Any) -> Iterator[tuple[str, str, bool, str]]:
    for name, field in fields.items():
        kind = " | ".join(map(str, field["enum"])) if "enum" in field else str(field.get("type", ""))
        yield name, kind, name in needed, field.get("description", "")
