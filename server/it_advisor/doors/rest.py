"""The REST door: every operation at POST /api/v1/{operation}, JSON in, JSON out."""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.advisor import Advisor
from it_advisor.doors.guard import problem
from it_advisor.errors import AdvisorError, BadContent, BadRequest, Language, NotFound, Unavailable
from it_advisor.operations import Operation, language_in

STATUS: tuple[tuple[type[AdvisorError], int], ...] = (
    (NotFound, 404),
    (BadRequest, 422),
    (Unavailable, 503),
    (BadContent, 500),
)


def routes(advisor: Advisor, operations: Sequence[Operation]) -> list[Route]:
    """One route an operation, and an answer for every other path under /api/."""
    known = ", ".join(f"POST /api/v1/{one.name}" for one in operations)

    async def unknown(_: Request) -> Response:
        return problem(404, f"no such path; there are: {known}")

    named = [Route(f"/api/v1/{one.name}", _endpoint(advisor, one), methods=["POST"]) for one in operations]
    return [*named, Route("/api/{path:path}", unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])]


def _endpoint(advisor: Advisor, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            raw = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            return problem(400, f"the body is not JSON: {error}")
        if not isinstance(raw, dict):
            return problem(400, "the body must be a JSON object")
        try:
            answer = await operation.run(advisor, raw)
        except AdvisorError as error:
            return _failure(error, language_in(raw) or _preferred(request))
        return Response(answer.model_dump_json(), media_type="application/json")

    return endpoint


def _failure(error: AdvisorError, language: Language | None) -> Response:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    found: tuple[Any, ...] = error.problems if isinstance(error, BadRequest) else ()
    return problem(status, error.said(language), ({"field": p.field, "message": p.words.said(language)} for p in found))


def _preferred(request: Request) -> Language | None:
    """The first of our languages that the client's Accept-Language names."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        match part.strip()[:2]:
            case "zh":
                return "zh"
            case "en":
                return "en"
    return None
