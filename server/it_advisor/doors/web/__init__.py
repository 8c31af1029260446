"""The web door: a person with a browser fills the form, reads the cases, connects a client."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.desk import Desk
from it_advisor.doors.callers import caller_of
from it_advisor.doors.web import (
    calculators,
    cases,
    connect,
    contributions,
    dossier,
    dossier_steps,
    dossiers,
    prompt,
    report,
    reviews,
)
from it_advisor.doors.web.page import asset, gone, refused
from it_advisor.doors.web.sessions import is_ours
from it_advisor.doors.web.sign_in import strange
from it_advisor.errors import AdvisorError

Handler = Callable[[Desk, Request], Awaitable[Response]]


async def _static(_: Desk, request: Request) -> Response:
    return asset(request.path_params["name"]) or gone(request)


async def _gone(_: Desk, request: Request) -> Response:
    return gone(request)


HANDLERS: Sequence[tuple[str, str, Handler]] = (
    ("/", "GET", prompt.form),
    ("/", "POST", prompt.form),
    ("/prompt.md", "POST", prompt.download),
    ("/cases", "GET", cases.library),
    ("/cases/compare", "GET", cases.pair),
    ("/cases/contribute", "GET", contributions.contribute),
    ("/cases/contribute", "POST", contributions.contribute),
    ("/cases/review", "GET", reviews.waiting),
    ("/cases/review/{id}", "GET", reviews.case),
    ("/cases/review/{id}", "POST", reviews.judge),
    ("/cases/{id}.md", "GET", cases.file),
    ("/cases/{id}", "GET", cases.case),
    ("/costs", "GET", calculators.costs),
    ("/costs", "POST", calculators.costs),
    ("/compare", "GET", calculators.comparison),
    ("/compare", "POST", calculators.comparison),
    ("/report", "GET", report.check),
    ("/report", "POST", report.check),
    ("/report/document", "POST", report.document),
    ("/dossiers", "GET", dossiers.shelf),
    ("/dossiers", "POST", dossiers.start),
    ("/dossiers/new", "GET", dossiers.form),
    ("/dossiers/new", "POST", dossiers.form),
    ("/dossiers/into", "POST", dossier_steps.into),
    ("/dossiers/{id}", "GET", dossier.view),
    ("/dossiers/{id}", "POST", dossier_steps.step),
    ("/dossiers/{id}/document", "POST", dossier.document),
    ("/dossiers/{id}/{view}", "GET", dossier.view),
    ("/connect", "GET", connect.clients),
    ("/static/{name}", "GET", _static),
    ("/{path:path}", "GET", _gone),
)
"""Path, method and page; the last answers for every other path."""


def routes(desk: Desk) -> list[Route]:
    """Every page of the site; they come after all other routes, since the last answers for every other path."""
    return [Route(path, partial(_answer, handler, desk), methods=[method]) for path, method, handler in HANDLERS]


async def _answer(handler: Handler, desk: Desk, request: Request) -> Response:
    """By the desk as it serves whoever asks; a form by which a foreign page would act for them is refused.

    A page, whatever happens: what no form can show is told on one of its own.
    """
    request.state.kept = desk.advisor.cabinet.is_there
    if request.method == "POST" and not await is_ours(request):
        return strange(request)
    try:
        return await handler(desk.serving(caller_of(request)), request)
    except AdvisorError as error:
        return refused(request, error)
