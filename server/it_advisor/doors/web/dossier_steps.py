"""What one does to a dossier on its pages: each form is one step of `revise_dossier`."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.desk import Desk
from it_advisor.doors.web.dossier import Typed, as_text, read, shown
from it_advisor.doors.web.page import refused, saved
from it_advisor.errors import BadRequest, Conflict, NotFound
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
NUMBERS = ("base_revision", "revision")
FIELDS = ("action", "section", "content", "note", "author", "role", "comment", "key", *NUMBERS)


async def step(desk: Desk, request: Request) -> Response:
    """Taken, and the page to go on from; else the same page with what was typed, and with both texts of a conflict."""
    form = await request.form()
    typed = _text(form)
    action = typed.get("action", "edit")
    try:
        await OPERATIONS["revise_dossier"].run(desk.advisor, {"id": request.path_params["id"], **_raw(typed, form)})
    except NotFound as error:
        return refused(request, error)
    except BadRequest as error:
        status = 409 if isinstance(error, Conflict) else 422
        return await shown(desk, request, PLACES.get(action, ""), Typed(typed, error.problems, status))
    return saved(RedirectResponse(_next(request, typed, action), 303), typed)


async def into(desk: Desk, request: Request) -> Response:
    """The editor of a section with what another page made set below what stands there; nothing is written yet."""
    form = await request.form()
    typed = _text(form)
    request.path_params["id"] = str(form.get("dossier", "")).strip().removeprefix("dossier://")
    section = typed.get("section", "text.costs")
    found = await read(desk, request, "whole", section=section)
    there, more = as_text(found.content), typed.get("content", "")
    content = f"{there}\n\n{more}".strip() if section.startswith("text.") else more
    return await shown(desk, request, "section", Typed({"section": section, "content": content}))


def _text(form: FormData) -> dict[str, str]:
    """What was typed; a score's place has a number for its option and one for its criterion."""
    return {
        name: value
        for name, value in form.items()
        if isinstance(value, str) and (name in FIELDS or name.startswith(("score.", "rationale.")))
    }


def _raw(typed: Mapping[str, str], form: FormData) -> dict[str, Any]:
    """What was typed as a request; places left empty are left out, but a text that was emptied is empty."""
    raw: dict[str, Any] = {
        name: typed[name] for name in FIELDS if name in typed and (typed[name].strip() or name == "content")
    }
    raw |= {name: int(raw[name]) for name in NUMBERS if raw.get(name, "").isdecimal()}
    if typed.get("action") == "score":
        raw["content"] = _ballot(form)
    if "content" in raw:
        raw["content"] = raw["content"].replace("\r\n", "\n")  # browsers send lines so, and nothing else does
    return raw


def _ballot(form: FormData) -> str:
    """The rows of scores: `score.0.0` is the first option's by the first criterion."""
    places = sorted({name.partition(".")[2] for name in form if name.startswith("score.")})
    rows = [
        {
            "option": form.get(f"option.{place.partition('.')[0]}"),
            "criterion": form.get(f"criterion.{place.partition('.')[2]}"),
            "score": str(form.get(f"score.{place}")).strip(),
            "rationale": form.get(f"rationale.{place}"),
        }
        for place in places
        if str(form.get(f"score.{place}", "")).strip()
    ]
    return json.dumps(rows, ensure_ascii=False)


def _next(request: Request, typed: Mapping[str, str], action: str) -> str:
    """After an edit the overview; else the page it was taken on."""
    home = f"/dossiers/{request.path_params['id']}"
    if action == "edit":
        return f"{home}#{quote(typed.get('section', ''))}"
    return f"{home}/{PLACES[action]}".rstrip("/")
