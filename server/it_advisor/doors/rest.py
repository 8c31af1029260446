"""The REST door: every operation at POST /api/v1/{operation}, JSON in, JSON out."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.advisor import Advisor
from it_advisor.doors.document_files import disposition, download
from it_advisor.doors.guard import problem
from it_advisor.doors.shield import FAILED, told
from it_advisor.errors import (
    AdvisorError,
    BadRequest,
    Conflict,
    Incomplete,
    Language,
    NotFound,
    Unavailable,
    Uncertain,
    Unprepared,
    Words,
)
from it_advisor.jsontext import read_json
from it_advisor.operations import Operation, language_in

logger = logging.getLogger(__name__)

_STATUSES: tuple[tuple[type[AdvisorError], int], ...] = (
    (NotFound, 404),
    (Conflict, 409),
    (BadRequest, 422),
    (Unavailable, 503),
    (Unprepared, 503),
    (Incomplete, 501),
)
"""The narrower first."""
_NO_OBJECT = Words("正文应为 JSON 对象", "the body must be a JSON object")


def routes(advisor: Advisor, operations: Sequence[Operation]) -> list[Route]:
    """One route an operation, and an answer for every other path and method under /api/."""
    paths = {f"/api/v1/{one.name}": one for one in operations}
    known = ", ".join(f"POST {path}" for path in paths)

    async def unknown(request: Request) -> Response:
        status = 405 if request.url.path in paths else 404
        words = Words(f"可用：{known}", f"there are: {known}")
        headers = {"Allow": "POST"} if status == 405 else None
        return problem(status, words.said(_preferred(request)), headers=headers)

    named = [Route(path, _endpoint(advisor, one), methods=["POST"]) for path, one in paths.items()]
    return [*named, Route("/api/{path:path}", unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])]


def _endpoint(advisor: Advisor, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            raw = read_json((await request.body()).decode())  # from bytes it would take UTF-16 as well
        except BadRequest as error:
            return _failure(error, _preferred(request))
        except (ValueError, RecursionError) as error:
            words = Words(f"正文不是 JSON：{error}", f"the body is not JSON: {error}")
            return problem(400, words.said(_preferred(request)))
        if not isinstance(raw, dict):
            return problem(400, _NO_OBJECT.said(_preferred(request)))
        try:
            answer = await operation.run(advisor, raw)
        except AdvisorError as error:
            return _failure(error, language_in(raw) or _preferred(request))
        except (anyio.get_cancelled_exc_class(), KeyboardInterrupt):
            raise
        except BaseException:  # SystemExit too: one request must not end the service for everybody
            logger.exception("%s failed", operation.name)
            return problem(500, FAILED.said(language_in(raw) or _preferred(request)))
        if operation.gives_files and not _wants_json(request):
            return attached(answer)
        return Response(answer.model_dump_json(), media_type="application/json")

    return endpoint


def _wants_json(request: Request) -> bool:
    """Whether the client asks for the facts about files rather than for the files."""
    return "application/json" in request.headers.get("accept", "")


def attached(answer: Any) -> Response:
    """The file, or all of them in an archive; never shown by a browser as a page of this server."""
    name, mime_type, content = download(answer)
    headers = {
        "Content-Disposition": disposition(name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    return Response(content, headers=headers, media_type=mime_type)


def _failure(error: AdvisorError, language: Language | None) -> Response:
    is_passing = isinstance(error, Unavailable) and not isinstance(error, Uncertain)
    problems = error.problems if isinstance(error, BadRequest) else ()
    return problem(
        status_of(error),
        told(error).said(language),
        ({"field": one.field, "message": one.words.said(language)} for one in problems),
        headers={"Retry-After": "2"} if is_passing else None,
    )


def status_of(error: AdvisorError) -> int:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def _preferred(request: Request) -> Language | None:
    """The first of our languages that the client's Accept-Language names."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        match part.strip()[:2]:
            case "zh":
                return "zh"
            case "en":
                return "en"
    return None
