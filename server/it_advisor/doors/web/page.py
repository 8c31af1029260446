"""How every page is made: its language, its navigation, its template, its headers."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from secrets import token_urlsafe
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from it_advisor.doors.callers import known_of
from it_advisor.doors.failures import status_of, told
from it_advisor.doors.problem_kinds import KINDS as PROBLEMS
from it_advisor.doors.web.sessions import FIELD, mark_of
from it_advisor.errors import AdvisorError, Language, Problem, Words

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""A page shows what somebody typed: it is not kept, not framed, and runs nothing but our own script."""
TONGUE = "tongue"
"""The cookie, and the argument of an address, that say which language the reader wants."""
PAGES = {
    "/": Words("提示词", "Prompt"),
    "/cases": Words("案例", "Cases"),
    "/costs": Words("测算", "Costs"),
    "/compare": Words("比较", "Compare"),
    "/report": Words("检查", "Check"),
    "/dossiers": Words("档案", "Dossiers"),
    "/connect": Words("接入", "Connect"),
    "/api": Words("程序接口", "API"),
}
"""The navigation."""
OF_A_STORE = frozenset({"/dossiers"})
"""Shown once there is a store to read."""
AUTHOR = "author"
"""The cookie with the name that whoever uses this browser last wrote under."""
ORIGINS = {"community": Words("社区案例", "community case"), "illustrative": Words("示例", "illustration")}
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
DONE = "done"
"""The cookie with the key of the form that was last taken; the script forgets its draft."""
MOST_DIGITS = 10
_YEAR, _MINUTE = 31_536_000, 60


class Reader(NamedTuple):
    """Who reads the page, as far as it matters."""

    language: Language
    path: str
    query: tuple[tuple[str, str], ...]

    def t(self, zh: str, en: str) -> str:
        return Words(zh, en).said(self.language)

    @property
    def other_tongue(self) -> str:
        """This page in the other language."""
        kept = [(name, value) for name, value in self.query if name != TONGUE]
        return f"{self.path}?{urlencode([*kept, (TONGUE, 'en' if self.language == 'zh' else 'zh')])}"


def reader_of(request: Request) -> Reader:
    """The language asked for in the address, else the one chosen before, else the browser's, else Chinese."""
    asked = request.query_params.get(TONGUE) or request.cookies.get(TONGUE) or _preferred(request)
    query = tuple(request.query_params.multi_items()) if request.method == "GET" else ()
    return Reader("en" if asked == "en" else "zh", request.url.path, query)


def _preferred(request: Request) -> str:
    wanted = (part.strip()[:2] for part in request.headers.get("accept-language", "").lower().split(","))
    return next((one for one in wanted if one in ("zh", "en")), "zh")


def page(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> Response:
    """A page of ours, in the reader's language."""
    reader, kept, known = reader_of(request), getattr(request.state, "kept", False), known_of(request)
    names = [(path, name.said(reader.language)) for path, name in PAGES.items() if kept or path not in OF_A_STORE]
    signed_in = known.caller.name if known.session else ""
    always = {
        "language": reader.language,
        "here": reader.path,
        "pages": names,
        "other_tongue": reader.other_tongue,
        "kept": kept,
        "reader_name": signed_in,
        "curates": known.caller.may("curator"),
        "author": signed_in or unquote(request.cookies.get(AUTHOR, ""))[:200],
        "fresh_key": lambda: token_urlsafe(16),
        "mark": _mark(request),
    }
    html = _environment().get_template(template).render(always, t=reader.t, **values)
    response = Response(html, status, HEADERS, "text/html")
    if TONGUE in request.query_params:
        response.set_cookie(TONGUE, reader.language, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _mark(request: Request) -> Markup:
    """What every form that is posted holds, so that it proves where it comes from."""
    mark = mark_of(request)
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, mark) if mark else Markup("")


def saved(response: Response, form: Mapping[str, str]) -> Response:
    """The answer to a form whose content is safe now: the browser need not keep a draft of it.

    The name somebody wrote under is remembered, so that they need not type it each time.
    """
    response.set_cookie(DONE, quote(form.get("key", "")[:100]), max_age=_MINUTE, samesite="lax")
    response.set_cookie(AUTHOR, quote(form.get("author", "")[:200]), max_age=_YEAR, httponly=True, samesite="lax")
    return response


def refused(request: Request, error: AdvisorError) -> Response:
    """The page for what no form of its own can show."""
    status = status_of(error)
    return trouble(request, status, PROBLEMS[status].title, told(error))


def trouble(request: Request, status: int, title: Words, why: Words) -> Response:
    """A page that says what went wrong and where to go on."""
    language = reader_of(request).language
    return page(request, "trouble.html", {"title": title.said(language), "words": why.said(language)}, status)


def gone(request: Request) -> Response:
    """For an address that leads nowhere."""
    why = Words("地址可能写错了，或内容已移走。", "The address may be mistyped, or what was here has gone.")
    return trouble(request, 404, Words("没有这一页", "There is no such page"), why)


def file(name: str, text: str) -> Response:
    """A Markdown file to keep. `name` is ours: letters, digits, hyphens."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(text, headers=headers, media_type="text/markdown")


def faults(problems: Iterable[Problem], language: Language, names: Mapping[str, Words] | None = None) -> list[str]:
    """What is wrong, a line each, the place first: by its name on the page where it has one."""
    told = []
    for one in problems:
        place = names[one.field].said(language) if names and one.field in names else one.field
        told.append(f"{place}: {one.words.said(language)}" if place else one.words.said(language))
    return told


def whole(text: str) -> int | str:
    """A number typed in a form or an address; what is none is left as it is, for the operation to refuse."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else text


def said(words: Mapping[str, Words], language: Language) -> dict[str, str]:
    return {key: one.said(language) for key, one in words.items()}


def example(name: str) -> str:
    """A file that comes with the cases, to begin with."""
    return (files("it_advisor.examples") / name).read_text(encoding="utf-8")


def asset(name: str) -> Response | None:
    """A file of the page; kept by the browser for ever, since its address holds its digest."""
    kind = KINDS.get(name.rpartition(".")[2])
    if kind is None or name not in _names():
        return None
    cache_control = {"Cache-Control": f"public, max-age={_YEAR}, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(_read(name), headers=cache_control, media_type=kind)


@cache
def _names() -> frozenset[str]:
    return frozenset(entry.name for entry in files("it_advisor.web").iterdir())


@cache
def _read(name: str) -> str:
    return (files("it_advisor.web") / name).read_text(encoding="utf-8")


@cache
def _address(name: str) -> str:
    return f"/static/{name}?{sha256(_read(name).encode()).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    """Compiled once; every value is escaped, and a name that is not there is a fault of ours."""
    environment = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["static"] = _address
    return environment
