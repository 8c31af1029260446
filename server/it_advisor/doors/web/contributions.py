"""The page on which a case is given to the library, from a dossier or from a file."""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from it_advisor.desk import Desk
from it_advisor.doors.web.page import faults, page, reader_of, saved
from it_advisor.doors.web.sections import FIELDS, LICENCES, STATES
from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.industries import INDUSTRIES
from it_advisor.operations import OPERATIONS

LISTS = ("tags", "hidden_names")
"""Typed one a line, or parted by commas."""
ASKED = (
    "id",
    "dossier",
    "content",
    "title",
    "industry",
    "summary",
    "licence",
    "consent",
    "consent_by",
    "author",
    "key",
    *LISTS,
)
_NO_TEXT = Words("不是 UTF-8 文本；请上传案例的 Markdown 文件", "is not UTF-8 text; send the case's Markdown file")


async def contribute(desk: Desk, request: Request) -> Response:
    """The form; after it was sent where the case stands now, or what may not be published and why."""
    sent = request.method == "POST"
    given, problems = await _given(await request.form()) if sent else (_from_address(request), ())
    answer: Any = None
    if sent and not problems:
        try:
            answer = await OPERATIONS["contribute_case"].run(desk.advisor, _raw(given))
        except BadRequest as error:
            problems = error.problems
    language = reader_of(request).language
    values = {
        "given": given,
        "answer": answer,
        "industries": {one.key: one.name.said(language) for one in INDUSTRIES},
        "licences": {key: one.said(language) for key, one in LICENCES.items()},
        "states": {key: one.said(language) for key, one in STATES.items()},
        "problems": faults(problems, language, FIELDS),
    }
    response = page(request, "contribute.html", values, 422 if problems else 200)
    return saved(response, given) if answer else response


def _from_address(request: Request) -> dict[str, str]:
    return {name: request.query_params.get(name, "") if name == "dossier" else "" for name in ASKED}


async def _given(form: FormData) -> tuple[dict[str, str], Sequence[Problem]]:
    """What was typed, the case from a file where one was sent."""
    given = {name: value if isinstance(value := form.get(name, ""), str) else "" for name in ASKED}
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        try:
            given["content"] = (await file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            return given, (Problem("content", _NO_TEXT),)
    return given, ()


def _raw(given: dict[str, str]) -> dict[str, Any]:
    raw: dict[str, Any] = {name: value for name, value in given.items() if value.strip()}
    for name in LISTS:
        words = given[name].replace("，", ",").replace("\n", ",").split(",")
        raw[name] = [word.strip() for word in words if word.strip()]
    return {**raw, "id": given["id"].strip(), "consent": bool(given["consent"])}
