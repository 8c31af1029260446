"""What one does to a dossier on its pages: each form is one step of `revise_dossier`."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.desk import Desk
from it_advisor.doors.web import rows
from it_advisor.doors.web.dossier import Typed, as_text, read, shown
from it_advisor.doors.web.page import refused, saved, whole
from it_advisor.errors import BadRequest, Conflict, NotFound, Problem, Words
from it_advisor.jsontext import read_json
from it_advisor.later import Later
from it_advisor.operations import OPERATIONS

PLACES = {
    "edit": "section",
    "restore": "history",
    "comment": "comments",
    "resolve": "comments",
    "score": "scores",
    "sign": "",
}
"""The page on which each step is taken."""
_NO_PART = Words("报告里没有这一部分的标题，或标题下没有文字", "the report has no such heading or nothing under it")
_NO_DATA = Words("应为一次测算或比较的 JSON", "must be the JSON of a calculation")
_parts_of = Later("it_advisor.dossier.filling", "parts_of")
NUMBERS = ("base_revision", "revision")
FIELDS = ("action", "section", "content", "note", "author", "role", "comment", "key", *NUMBERS)


async def step(desk: Desk, request: Request) -> Response:
    """Taken, and the page to go on from; else the same page with what was typed, and with both texts of a conflict."""
    typed = _written(_text(await request.form()))
    if "more" in typed:
        return await shown(desk, request, "section", Typed(typed))
    action = typed.get("action", "edit")
    try:
        await OPERATIONS["revise_dossier"].run(desk.advisor, {"id": request.path_params["id"], **_raw(typed)})
    except NotFound as error:
        return refused(request, error)
    except BadRequest as error:
        status = 409 if isinstance(error, Conflict) else 422
        return await shown(desk, request, PLACES.get(action, ""), Typed(typed, error.problems, status))
    return saved(RedirectResponse(_next(request, typed, action), 303), typed)


async def into(desk: Desk, request: Request) -> Response:
    """The editor of a section with what another page made set below what stands there; nothing is written yet."""
    form = await request.form()
    request.path_params["id"] = str(form.get("dossier", "")).strip()
    section = str(form.get("section", ""))
    found = await read(desk, request, "whole", section=section or "?")
    there, more = as_text(found.content), _brought(form, section)
    content = f"{there}\n\n{more}".strip() if section.startswith("text.") else more
    return await shown(desk, request, "section", Typed({"section": section, "content": content}))


def _brought(form: FormData, section: str) -> str:
    """What a page has for this section: rows of its request, a part of its report, or all it says."""
    data, report = _data(form), form.get("report")
    if section in data:
        return as_text(data[section])
    if not isinstance(report, str):
        return _lines(str(form.get("content", "")))
    part: str | None = _parts_of(_lines(report)).get(section.removeprefix("text."))
    if part is None:
        raise BadRequest(Problem("section", _NO_PART))
    return part


def _data(form: FormData) -> Mapping[str, Any]:
    """The request of a calculation, which its page wrote as JSON. Raises BadRequest for anything else."""
    try:
        found = read_json(str(form.get("data") or "{}"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(Problem("data", _NO_DATA)) from error
    if not isinstance(found, Mapping):
        raise BadRequest(Problem("data", _NO_DATA))
    return found


def _text(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _written(typed: dict[str, str]) -> dict[str, str]:
    """With the content that was filled into fields: a section's rows, or a ballot."""
    if typed.get("action") == "score":
        return {**typed, "content": _ballot(typed)}
    section = typed.get("section", "")
    if typed.get("rows") and rows.is_data(section):
        return {**typed, "content": rows.content_of(section, typed)}
    return {**typed, "content": _lines(typed["content"])} if "content" in typed else typed


def _raw(typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed as a request; places left empty are left out, but a text that was emptied is empty."""
    raw: dict[str, Any] = {
        name: typed[name] for name in FIELDS if name in typed and (typed[name].strip() or name == "content")
    }
    return raw | {name: whole(raw[name]) for name in NUMBERS if name in raw}


def _lines(text: str) -> str:
    """A text as it was before a browser sent it."""
    return text.replace("\r\n", "\n")


def _ballot(typed: Mapping[str, str]) -> str:
    """The rows of scores: `score.0.1` is the first option's by the second criterion. What is left empty is no row."""
    places = [name.split(".")[1:] for name, value in typed.items() if name.startswith("score.") and value.strip()]
    given = [
        {
            "option": typed.get(f"option.{option}"),
            "criterion": typed.get(f"criterion.{criterion}"),
            "score": typed[f"score.{option}.{criterion}"].strip(),
            "rationale": typed.get(f"rationale.{option}.{criterion}"),
        }
        for option, criterion in sorted(place for place in places if len(place) == 2)
    ]
    return json.dumps(given, ensure_ascii=False)


def _next(request: Request, typed: Mapping[str, str], action: str) -> str:
    """After an edit the overview; else the page it was taken on."""
    home = f"/dossiers/{request.path_params['id']}"
    if action == "edit":
        return f"{home}#{quote(typed.get('section', ''))}"
    return f"{home}/{PLACES[action]}".rstrip("/")
