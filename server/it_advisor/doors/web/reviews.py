"""The pages of a curator: the cases that wait, one with all that was done with it, and a verdict."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.desk import Desk
from it_advisor.doors.web.page import faults, gone, page, reader_of, said, saved, whole
from it_advisor.doors.web.sections import DEEDS, FIELDS, STATES, VERDICTS
from it_advisor.errors import BadRequest, NotFound, Problem
from it_advisor.industries import INDUSTRIES
from it_advisor.later import Later
from it_advisor.markdown import blocks
from it_advisor.operations import OPERATIONS

ASKED = ("verdict", "version", "comments", "author", "key")
_fitting = Later("it_advisor.contribution.states", "fitting")


async def waiting(desk: Desk, request: Request) -> Response:
    """Those that wait, the longest first; with words those of every state. Without a store none."""
    words, problems, found = request.query_params.get("words", ""), [], None
    language = reader_of(request).language
    if request.state.kept:
        try:
            found = await _reviewed(desk, {"words": words})
        except BadRequest as error:
            problems = faults(error.problems, language)
    values = {"words": words, "found": found, "problems": problems, "states": said(STATES, language)}
    return page(request, "reviews.html", values, 422 if problems else 200)


async def case(desk: Desk, request: Request) -> Response:
    if not request.state.kept:
        return gone(request)
    return await _shown(desk, request, dict.fromkeys(ASKED, ""), ())


async def judge(desk: Desk, request: Request) -> Response:
    """A verdict on the version that was read; what stands in its way is said beside it."""
    form = await request.form()
    given = {name: value if isinstance(value := form.get(name, ""), str) else "" for name in ASKED}
    raw: dict[str, Any] = {name: value for name, value in given.items() if value.strip()}
    raw |= {"version": whole(given["version"])} if given["version"] else {}
    try:
        await _reviewed(desk, {"verdict": "", **raw, "id": request.path_params["id"]})
    except NotFound:
        raise
    except BadRequest as error:
        return await _shown(desk, request, given, error.problems)
    return saved(RedirectResponse(f"/cases/review/{request.path_params['id']}", 303), given)


async def _shown(desk: Desk, request: Request, given: dict[str, str], problems: Sequence[Problem]) -> Response:
    language, asked = reader_of(request).language, request.query_params.get("version", "")
    version = {"version": whole(asked)} if asked else {}
    found = await _reviewed(desk, {"id": request.path_params["id"], **version})
    newest = found if not version else await _reviewed(desk, {"id": found.id})
    values = {
        "found": found,
        "newest": newest.version,
        "blocks": blocks(found.report),
        "given": given,
        "verdicts": {key: words for key, words in said(VERDICTS, language).items() if key in _fitting(found.state)},
        "states": said(STATES, language),
        "deeds": said(DEEDS, language),
        "industries": {one.key: one.name.said(language) for one in INDUSTRIES},
        "problems": faults(problems, language, FIELDS),
    }
    return page(request, "review.html", values, 422 if problems else 200)


async def _reviewed(desk: Desk, raw: dict[str, Any]) -> Any:
    return await OPERATIONS["review_case"].run(desk.advisor, raw)
