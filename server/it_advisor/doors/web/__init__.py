"""The web door: a person with a browser fills the form, reads the cases, connects a client."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.desk import Desk
from it_advisor.doors.callers import caller_of
from it_advisor.doors.web import calculators, cases, connect, prompt, report
from it_advisor.doors.web.page import asset, gone
from it_advisor.doors.web.sessions import is_ours
from it_advisor.doors.web.sign_in import strange

Handler = Callable[[Desk, Request], Awaitable[Response]]


def routes(desk: Desk) -> list[Route]:
    """Every page of the site. The last answers for every other path, so they come after all other routes."""
    handlers: Sequence[tuple[str, str, Handler]] = (
        ("/", "GET", prompt.form),
        ("/", "POST", prompt.form),
        ("/prompt.md", "POST", prompt.download),
        ("/cases", "GET", cases.library),
        ("/cases/compare", "GET", cases.pair),
        ("/cases/{id}.md", "GET", cases.file),
        ("/cases/{id}", "GET", cases.case),
        ("/costs", "GET", calculators.costs),
        ("/costs", "POST", calculators.costs),
        ("/compare", "GET", calculators.comparison),
        ("/compare", "POST", calculators.comparison),
        ("/report", "GET", report.check),
        ("/report", "POST", report.check),
        ("/report/document", "POST", report.document),
        ("/connect", "GET", connect.clients),
        ("/static/{name}", "GET", _static),
        ("/{path:path}", "GET", _gone),
    )
    return [Route(path, partial(_answer, handler, desk), methods=[method]) for path, method, handler in handlers]


async def _answer(handler: Handler, desk: Desk, request: Request) -> Response:
    """By the desk as it serves whoever asks; a form by which a foreign page would act for them is refused."""
    if request.method == "POST" and not await is_ours(request):
        return strange(request)
    return await handler(desk.serving(caller_of(request)), request)


async def _static(_: Desk, request: Request) -> Response:
    return asset(request.path_params["name"]) or gone(request)


async def _gone(_: Desk, request: Request) -> Response:
    return gone(request)
