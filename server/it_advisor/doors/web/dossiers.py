"""The pages of dossiers as a whole: those there are, and beginning one."""

from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.desk import Desk
from it_advisor.doors.web.page import faults, page, reader_of, saved, whole
from it_advisor.doors.web.prompt import ARGUMENTS, arguments
from it_advisor.doors.web.sections import FIELDS
from it_advisor.errors import AdvisorError, BadRequest, Problem, Words
from it_advisor.operations import OPERATIONS

PAGE = 20
MOST_OFFERED = 50
FILTERS = ("words", "signed", "dossier_language", "after")
ASKED = (*ARGUMENTS, "title", "currency", "horizon_years", "report", "copy_of", "author", "key")
"""What one says to begin a dossier."""
_NO_TEXT = Words("不是 UTF-8 文本；请上传报告的 Markdown 文件", "is not UTF-8 text; send the report's Markdown file")


async def shelf(desk: Desk, request: Request) -> Response:
    """Found by words and filters, a page at a time. Without a store there are none, and none is made for looking."""
    asked = {name: request.query_params.get(name, "") for name in FILTERS}
    found, problems = None, []
    if request.state.kept:
        raw: dict[str, Any] = {name: value for name, value in asked.items() if value and name != "signed"}
        raw |= {"signed": asked["signed"] == "yes"} if asked["signed"] else {}
        try:
            found = await OPERATIONS["list_dossiers"].run(desk.advisor, {**raw, "limit": PAGE})
        except BadRequest as error:
            problems = faults(error.problems, reader_of(request).language)
    values = {"asked": asked, "found": found, "problems": problems, "searched": any(asked.values())}
    return page(request, "dossiers.html", values, 422 if problems else 200)


async def choices(desk: Desk, request: Request) -> list[tuple[str, str]]:
    """Those last changed, to save something into: id and title. A page that can do without a store does."""
    if not request.state.kept:
        return []
    try:
        found: Any = await OPERATIONS["list_dossiers"].run(desk.advisor, {"limit": MOST_OFFERED})
    except AdvisorError:
        return []
    return [(one.id, one.title) for one in found.dossiers]


async def form(desk: Desk, request: Request) -> Response:
    """The form that begins one, holding what another page sent along; nothing is written."""
    sent = await request.form() if request.method == "POST" else request.query_params
    given = {name: value if isinstance(value := sent.get(name, ""), str) else "" for name in ASKED}
    return _form(desk, request, given, ())


async def start(desk: Desk, request: Request) -> Response:
    """Begun, and open to be worked on; what is wrong is said in the form."""
    given, problems = await _given(await request.form())
    if problems:
        return _form(desk, request, given, problems)
    raw: dict[str, Any] = {name: value for name, value in given.items() if value.strip()}
    raw |= {"horizon_years": whole(raw["horizon_years"].strip())} if "horizon_years" in raw else {}
    try:
        answer: Any = await OPERATIONS["start_dossier"].run(desk.advisor, raw)
    except BadRequest as error:
        return _form(desk, request, given, error.problems)
    return saved(RedirectResponse(f"/dossiers/{answer.id}", 303), given)


async def _given(sent: FormData) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What was typed, the report from a file where one was sent."""
    given = {name: value if isinstance(value := sent.get(name, ""), str) else "" for name in ASKED}
    file = sent.get("file")
    if isinstance(file, UploadFile) and file.filename:
        try:
            given["report"] = (await file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            return given, (Problem("report", _NO_TEXT),)
    return given, ()


def _form(desk: Desk, request: Request, given: dict[str, str], problems: tuple[Problem, ...]) -> Response:
    language = reader_of(request).language
    values = {
        "given": given,
        "arguments": arguments(desk.advisor.library, language),
        "problems": faults(problems, language, FIELDS),
    }
    return page(request, "new_dossier.html", values, 422 if problems else 200)
