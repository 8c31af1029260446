"""The REST door: every operation at POST /api/v1/{operation}, JSON in, JSON out."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from it_advisor.advisor import Advisor
from it_advisor.doors.callers import caller_of, refused
from it_advisor.doors.document_files import disposition, download
from it_advisor.doors.failures import FAILED, fault
from it_advisor.doors.guard import problem
from it_advisor.errors import AdvisorError, BadRequest, Forbidden, Language, Problem, Unavailable, Uncertain, Words
from it_advisor.jsontext import read_json
from it_advisor.operations import Answer, Operation, language_in

logger = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]
Shape = Callable[[Request, Operation, Any], Response]
_NO_OBJECT = Words("正文应为 JSON 对象", "the body must be a JSON object")
_TWO_KEYS = Words("与 Idempotency-Key 不同；只留一个", "is not the Idempotency-Key; send one of them")
_BY_ACCEPT = {"Vary": "Accept"}


class Declined(Exception):
    """A request that does not get as far as an operation: the status, and what would be right."""

    def __init__(self, status: int, words: Words, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(words.en)
        self.status, self.words, self.headers = status, words, headers


def routes(advisor: Advisor, operations: Sequence[Operation]) -> list[Route]:
    """One route an operation."""
    return [Route(f"/api/v1/{one.name}", _endpoint(advisor, one), methods=["POST"]) for one in operations]


def others() -> Route:
    """An answer for every other path and method under /api/; it comes last of those."""
    return Route("/api/{path:path}", _unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])


async def _unknown(request: Request) -> Response:
    """404 with what there is; where only the method is wrong, 405 with those there are, which OPTIONS asks for."""
    there = [route for route in request.app.routes if isinstance(route, Route) and route.path.startswith("/api/v1")]
    scope, partly = request.scope, Match.PARTIAL
    methods = sorted({one for route in there if route.matches(scope)[0] is partly for one in route.methods or ()})
    allow = {"Allow": ", ".join(methods)}
    if methods and request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    known = ", ".join(f"{'/'.join(sorted({*(route.methods or ())} - {'HEAD'}))} {route.path}" for route in there)
    language = preferred(request)
    words = Words(f"可用：{known}", f"there are: {known}")
    return problem(405 if methods else 404, words.said(language), (), allow if methods else None, language)


def _endpoint(advisor: Advisor, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await answered(request, advisor, operation, lambda: body_of(request))

    return endpoint


async def answered(
    request: Request,
    advisor: Advisor,
    operation: Operation,
    read: Callable[[], Awaitable[dict[str, Any]]],
    shape: Shape | None = None,
) -> Response:
    """Read, run and shape; whatever fails, as a problem in the caller's language."""

    async def work() -> Response:
        raw = with_key(request, operation, await read())
        request.state.raw = raw
        return (shape or shaped)(request, operation, await operation.run(advisor.serving(caller_of(request)), raw))

    return await shielded(request, operation.name, work)


async def shielded(request: Request, name: str, work: Callable[[], Awaitable[Response]]) -> Response:
    """What work answers; whatever fails, as a problem."""
    try:
        return await work()
    except Declined as error:
        return problem(error.status, error.words.said(spoken(request)), (), error.headers, spoken(request))
    except AdvisorError as error:
        return failure(request, error)
    except (anyio.get_cancelled_exc_class(), KeyboardInterrupt):
        raise
    except BaseException:  # SystemExit too: one request must not end the service for everybody
        logger.exception("%s failed", name)
        return problem(500, FAILED.said(spoken(request)), language=spoken(request))


def spoken(request: Request) -> Language | None:
    """The caller's language: that of the texts sent, once they are read, else the client's."""
    return language_in(getattr(request.state, "raw", {})) or preferred(request)


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a body. Raises Declined, BadRequest for a name that stands twice."""
    try:
        raw = read_json((await request.body()).decode())  # from bytes it would take UTF-16 as well
    except (ValueError, RecursionError) as error:
        raise Declined(400, Words(f"正文不是 JSON：{error}", f"the body is not JSON: {error}")) from error
    if not isinstance(raw, dict):
        raise Declined(400, _NO_OBJECT)
    return raw


def with_key(request: Request, operation: Operation, raw: dict[str, Any]) -> dict[str, Any]:
    """With the key by which a write that is sent twice is done once, where it came in the header instead."""
    key = request.headers.get("idempotency-key", "").strip().strip('"')
    if not key or "key" not in operation.takes.model_fields:
        return raw
    if raw.get("key") not in (None, key):
        raise BadRequest(Problem("key", _TWO_KEYS))
    return {**raw, "key": key}


def shaped(request: Request, operation: Operation, answer: Answer) -> Response:
    """JSON; text where Markdown is asked for; files as they are unless their facts are asked for."""
    if wants(request, "text/markdown", "application/json"):
        return Response(answer.text(), media_type="text/markdown", headers=_BY_ACCEPT)
    if operation.gives_files and "application/json" not in request.headers.get("accept", ""):
        return attached(answer)
    return Response(answer.model_dump_json(), media_type="application/json", headers=_BY_ACCEPT)


def wants(request: Request, kind: str, usual: str) -> bool:
    """Whether the client names a type and does not like the usual one as much."""
    liked: dict[str, float] = {}
    for part in request.headers.get("accept", "").lower().split(","):
        name, _, parameters = part.partition(";")
        weight = re.search(r"\bq\s*=\s*([01](?:\.\d*)?)", parameters)
        liked[name.strip()] = float(weight[1]) if weight else 1.0
    return liked.get(kind, 0.0) > liked.get(usual, 0.0)


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


def failure(request: Request, error: AdvisorError) -> Response:
    """The status by who can mend it, and what would be right."""
    language = spoken(request)
    status, detail, faults = fault(error, language)
    if status == 409 and "if-match" in request.headers and faults[0]["field"] == "section":
        status = 412  # what If-Match names is no longer what there is
    return problem(status, detail, faults, _more(request, error), language)


def _more(request: Request, error: AdvisorError) -> dict[str, str] | None:
    """When to send it again, or with which scopes."""
    if isinstance(error, Forbidden):
        return refused(request, error, request.url.path)
    is_passing = isinstance(error, Unavailable) and not isinstance(error, Uncertain)
    return {"Retry-After": "2"} if is_passing else None


def preferred(request: Request) -> Language | None:
    """The first of our languages that the client's Accept-Language names."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        match part.strip()[:2]:
            case "zh":
                return "zh"
            case "en":
                return "en"
    return None
