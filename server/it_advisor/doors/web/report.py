"""The page of a report: what a board would find in it, and the documents made of it."""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from it_advisor.desk import Desk
from it_advisor.doors.failures import status_of, told
from it_advisor.doors.rest import attached
from it_advisor.doors.web.dossiers import choices
from it_advisor.doors.web.page import page, reader_of, trouble
from it_advisor.doors.web.prompt import ARGUMENTS
from it_advisor.doors.web.sections import names
from it_advisor.errors import AdvisorError, BadRequest, Problem, Words
from it_advisor.operations import OPERATIONS

FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "html": "HTML"}
_NO_TEXT = Words(
    "不是 UTF-8 文本；请上传报告的 Markdown 文件（.md）", "is not UTF-8 text; send the report's Markdown file"
)


async def check(desk: Desk, request: Request) -> Response:
    """The form, and beside the report what to mend, worst first."""
    form = await request.form() if request.method == "POST" else FormData()
    given, problems = await _given(form)
    answer: Any = None
    if form and not problems:
        try:
            answer = await OPERATIONS["check_report"].run(desk.advisor, given)
        except BadRequest as error:
            problems = error.problems
        except AdvisorError as error:
            return _failed(request, Words("无法检查报告", "The report cannot be checked"), error)
    language = reader_of(request).language
    values = {
        "given": given,
        "answer": answer,
        "formats": FORMATS,
        "dossiers": await choices(desk, request) if given["report"] else (),
        "sections": [(key, name) for key, name in names(language).items() if key.startswith("text.")],
        "problems": [f"{one.field}: {one.words.said(language)}" for one in problems],
    }
    return page(request, "report.html", values, 422 if problems else 200)


async def document(desk: Desk, request: Request) -> Response:
    """The report as a file of the format that was picked."""
    form = await request.form()
    given, problems = await _given(form)
    title = Words("无法生成文档", "The document cannot be made")
    if problems:
        return trouble(request, 422, title, BadRequest(*problems).words)
    try:
        raw = {"report": given["report"], "formats": [form.get("format", "docx")]}
        return attached(await OPERATIONS["export_report"].run(desk.advisor, raw))
    except AdvisorError as error:
        return _failed(request, title, error)


def _failed(request: Request, title: Words, error: AdvisorError) -> Response:
    return trouble(request, status_of(error), title, told(error))


async def _given(form: FormData) -> tuple[dict[str, str], Sequence[Problem]]:
    """The report that was typed, or that a file holds, and the four arguments."""
    given = {name: value if isinstance(value := form.get(name, ""), str) else "" for name in ("report", *ARGUMENTS)}
    sent = form.get("file")
    if isinstance(sent, UploadFile) and sent.filename:
        try:
            given["report"] = (await sent.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            return given, [Problem("file", _NO_TEXT)]
    return given, []
