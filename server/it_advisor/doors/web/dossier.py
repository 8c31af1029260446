"""The pages of one dossier: its sections and who changed them, the report, comments, scores, history, the check."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from it_advisor.desk import Desk
from it_advisor.doors.rest import attached
from it_advisor.doors.web import rows
from it_advisor.doors.web.page import faults, gone, page, reader_of, said, whole
from it_advisor.doors.web.report import FORMATS
from it_advisor.doors.web.sections import FIELDS, ROLES, VIEWS, names
from it_advisor.errors import BadRequest, Language, Problem
from it_advisor.later import Later
from it_advisor.markdown import blocks
from it_advisor.operations import OPERATIONS

PAGES = {"": "whole", "report": "report", "comments": "comments", "scores": "scores", "history": "history"}
"""By its address, the view of the dossier that a page asks for."""
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_written = Later("it_advisor.dossier.sections", "written")


class Typed(NamedTuple):
    """What came with a form that could not be taken, to be shown in it again."""

    fields: Mapping[str, str] = {}
    problems: Sequence[Problem] = ()
    status: int = 200

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else has changed the same section; its words, which hold both texts, are shown apart."""
        return self.status == 409 and [one.field for one in self.problems] == ["section"]


async def view(desk: Desk, request: Request) -> Response:
    return await shown(desk, request, request.path_params.get("view", ""), Typed())


async def shown(desk: Desk, request: Request, name: str, typed: Typed) -> Response:
    """One page of a dossier, with what was typed there. Raises NotFound for a dossier that is not there."""
    makers = {"changes": _changes, "check": _check, "section": _section}
    is_there = request.state.kept and _ID.fullmatch(request.path_params["id"])
    if not is_there or (name not in PAGES and name not in makers):
        return gone(request)
    maker = makers.get(name, _viewed)
    found, values = await maker(desk, request, name, typed)
    language = reader_of(request).language
    always = {
        "dossier": found,
        "view": name,
        "heading": _heading(name, values, language),
        "views": said(VIEWS, language),
        "names": names(language),
        "roles": said(ROLES, language),
        "formats": FORMATS,
        "typed": defaultdict(str, typed.fields),
        "fresh": not typed.fields,
        "problems": faults(_placed(typed, language), language, FIELDS),
    }
    return page(request, f"dossier_{name or 'whole'}.html", always | values, typed.status)


def _placed(typed: Typed, language: Language) -> Sequence[Problem]:
    """Faults of a form of fields where its reader sees them; of a text they keep the names that stand in it."""
    if typed.is_conflict:
        return ()
    if not typed.fields.get("rows"):
        return typed.problems
    return [one._replace(field=rows.place(one.field, language)) for one in typed.problems]


def _heading(name: str, values: Mapping[str, Any], language: Language) -> str:
    """What the window is called, before the dossier's title."""
    if name == "section":
        return names(language)[values["section"]]
    return VIEWS["history" if name == "changes" else name].said(language)


async def document(desk: Desk, request: Request) -> Response:
    """The newest revision as a file of the format that was picked."""
    form = await request.form()
    raw = {"report": f"dossier://{request.path_params['id']}", "formats": [form.get("format", "docx")]}
    return attached(await OPERATIONS["export_report"].run(desk.advisor, raw))


async def read(desk: Desk, request: Request, view: str, **more: Any) -> Any:
    """The dossier of this address as `get_dossier` tells it. Raises NotFound."""
    raw = {"id": request.path_params["id"], "view": view, **more}
    return await OPERATIONS["get_dossier"].run(desk.advisor, raw)


def as_text(content: Any) -> str:
    """A section as one edits it; one that says nothing is empty."""
    return "" if content in (None, [], "") else str(_written(content))


def number(request: Request, name: str) -> dict[str, Any]:
    """A revision named in the address."""
    value = request.query_params.get(name, "")
    return {name: whole(value)} if value else {}


async def _viewed(desk: Desk, request: Request, name: str, _: Typed) -> tuple[Any, dict[str, Any]]:
    more = number(request, "revision") if name == "report" else {}
    found = await read(desk, request, PAGES[name], **more)
    match name:
        case "":
            return found, await _overview(desk, request, found)
        case "report":
            return found, {"blocks": blocks(found.report)}
        case "scores":
            whole = await read(desk, request, "whole")
            return found, {"options": whole.content["options"], "criteria": _scored(whole.content["criteria"])}
    return found, {}


async def _overview(desk: Desk, request: Request, found: Any) -> dict[str, Any]:
    """The sections, each with who answers for it, who changed it last, and what is still to be talked about."""
    history = (await read(desk, request, "history")).history
    said_of = (await read(desk, request, "comments")).comments
    begun = next((step for step in reversed(history) if not step.section), None)
    last = {step.section: step for step in reversed(history) if step.section}
    told = [
        {
            "name": name,
            "gist": _gist(_content(found.content, name)),
            "owners": [one for one in found.owners if one.section == name],
            "last": last.get(name, begun),
            "open": sum(1 for one in said_of if one.section == name and not one.resolved_by),
        }
        for name in found.sections
    ]
    return {"rows": told, "open_comments": sum(1 for one in said_of if not one.resolved_by)}


def _content(record: Mapping[str, Any], section: str) -> Any:
    return record["text"].get(section[5:], "") if section.startswith("text.") else record[section]


def _gist(content: Any) -> tuple[int, str]:
    """How many rows a section has, and its first words."""
    if isinstance(content, list):
        first = next(iter(content), "")
        values = [str(one) for one in first.values() if one] if isinstance(first, dict) else [str(first)]
        return len(content), " · ".join(values[:3])[:120] if content else ""
    if isinstance(content, dict):
        return 0, " · ".join(str(one) for one in content.values() if one)[:120]
    return 0, " ".join(str(content or "").split())[:120]


def _scored(criteria: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those without parts."""
    parents = {one.get("parent") for one in criteria}
    return [one for one in criteria if one["name"] not in parents]


async def _changes(desk: Desk, request: Request, _: str, __: Typed) -> tuple[Any, dict[str, Any]]:
    found = await read(desk, request, "changes", **number(request, "revision"), **number(request, "against"))
    return found, {}


async def _check(desk: Desk, request: Request, _: str, __: Typed) -> tuple[Any, dict[str, Any]]:
    found = await read(desk, request, "history")
    language = reader_of(request).language
    raw = {"report": f"dossier://{found.id}", "language": language}
    try:
        return found, {"answer": await OPERATIONS["check_report"].run(desk.advisor, raw)}
    except BadRequest as error:  # a dossier just begun is no report yet
        return found, {"remark": error.said(language)}


async def _section(desk: Desk, request: Request, _: str, typed: Typed) -> tuple[Any, dict[str, Any]]:
    """The editor: the newest text of a section, or what was typed; beside it what is said of it."""
    section = typed.fields.get("section") or request.query_params.get("section") or "?"
    found = await read(desk, request, "whole", section=section)
    history = await read(desk, request, "history", section=section)
    conflict, before = typed.is_conflict, typed.fields.get("base_revision", "")
    since = await read(desk, request, "changes", against=whole(before)) if conflict else None
    theirs = as_text(found.content)
    return found, {
        "section": section,
        "theirs": theirs,
        "text": typed.fields.get("content", theirs),
        "filled": None if conflict else _filled(request, section, found.content, typed),
        "last": next(iter(history.history), None),
        "conflict": conflict,
        "changes": [one for one in since.changes.sections if one.section == section] if since else [],
        "base": before if before and not conflict else str(found.newest),
    }


def _filled(request: Request, section: str, content: Any, typed: Typed) -> dict[str, Any] | None:
    """Data as fields to fill; None for words, for very many rows, and where the data is asked for, or came, as text."""
    as_rows = typed.fields.get("rows") or not (typed.fields.get("content") or request.query_params.get("as"))
    if not as_rows or not rows.are_few(section, content):
        return None
    given = typed.fields if typed.fields.get("rows") else rows.of_content(section, content)
    return rows.fields(section, given, reader_of(request).language)
