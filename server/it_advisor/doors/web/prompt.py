"""The first page: the four fields, how they are understood, and the filled prompt."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor import completions
from it_advisor.brief import Brief, Requirement, Understanding
from it_advisor.cases import CaseSearch
from it_advisor.content import Library
from it_advisor.desk import Desk
from it_advisor.doors.web.page import ORIGINS, file, page, reader_of, said, trouble
from it_advisor.errors import BadRequest, Language, Problem, Words
from it_advisor.operations import OPERATIONS
from it_advisor.template import MAIN, Argument

ARGUMENTS = tuple(Brief.model_fields)
OPTIONS = {"cases": "2", "case_detail": "summary", "language": "auto"}
"""What else the form asks, and how it stands at first."""
ROWS = {"business_nature": 4, "technical_requirements": 6}
"""Of the fields with room for several lines; the others are one line with words to pick from."""
MOST_ADDRESS = 6_000
"""Characters of an address that every browser and proxy passes on; a longer form has no address to share."""
MOST_SIMILAR = 3
CHATS = (
    ("DeepSeek", "https://chat.deepseek.com/"),
    ("Kimi", "https://www.kimi.com/"),
    ("豆包", "https://www.doubao.com/chat/"),
    ("ChatGPT", "https://chatgpt.com/"),
    ("Claude", "https://claude.ai/new"),
    ("Gemini", "https://gemini.google.com/app"),
)
"""None takes a prompt of this length in its address: it is copied, then the page is opened."""

Form = Mapping[str, str]


class Field(NamedTuple):
    """One of the four fields, and what is said beside it."""

    name: str
    title: str
    description: str
    required: bool
    rows: int | None
    value: str
    picks: Sequence[str]
    """Offered by the browser while one types."""
    offers: Sequence[str]
    """To be added with a click."""
    read: str
    needs: Sequence[Requirement]
    notes: Sequence[str]
    errors: Sequence[str]


async def form(desk: Desk, request: Request) -> Response:
    """The form and the filled prompt. A form that was sent is answered at an address that carries it."""
    sent = request.method == "POST"
    given = _given(await request.form() if sent else request.query_params)
    answer, problems = await _filled(desk, given) if any(given[name] for name in ARGUMENTS) or sent else (None, ())
    address = _address(given) if answer else ""
    if sent and address and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(address, 303)
    language = reader_of(request).language
    values = {
        "fields": list(_fields(desk.advisor.library, given, language, answer and answer.understood, problems)),
        "others": [f"{one.field}: {one.words.said(language)}" for one in problems if one.field not in ARGUMENTS],
        "given": given,
        "filled": answer,
        "similar": await _similar(desk, given) if answer else None,
        "included": {case.id for case in answer.cases} if answer else set(),
        "address": address,
        "chats": CHATS,
        "origins": said(ORIGINS, language),
        "examples": _examples(desk.advisor.library, language),
    }
    return page(request, "home.html", values, 422 if problems else 200)


async def download(desk: Desk, request: Request) -> Response:
    """The filled prompt as a file."""
    answer, problems = await _filled(desk, _given(await request.form()))
    if answer is None:
        return trouble(
            request, 422, Words("无法生成提示词", "The prompt cannot be filled"), BadRequest(*problems).words
        )
    return file("it-advisor-prompt.md", answer.prompt)


def start(fields: Mapping[str, str]) -> str:
    """The address of the form filled with these."""
    return f"/?{urlencode(fields)}"


def arguments(library: Library, language: Language) -> Sequence[Argument]:
    """The four arguments as the template of this language declares them."""
    versions = library.templates.prompts()[MAIN]
    return next((one for one in versions if one.language == language), versions[0]).arguments


def _given(fields: Mapping[str, Any]) -> Form:
    """What was typed, as text; a file in place of a text is nothing."""
    known = dict.fromkeys(ARGUMENTS, "") | OPTIONS
    return {
        name: value if isinstance(value := fields.get(name, usual), str) else usual for name, usual in known.items()
    }


async def _filled(desk: Desk, given: Form) -> tuple[Any, Sequence[Problem]]:
    """The answer, or what is wrong."""
    cases = int(given["cases"]) if given["cases"].isdecimal() else given["cases"]
    try:
        return await OPERATIONS[MAIN].run(desk.advisor, {**given, "cases": cases}), ()
    except BadRequest as error:
        return None, error.problems


async def _similar(desk: Desk, given: Form) -> Any:
    words = f"{given['business_nature']}\n{given['technical_requirements']}"[:8_000]
    raw = {"words": words, "company_size": given["company_size"], "limit": MOST_SIMILAR}
    return await desk.advisor.search_cases(CaseSearch.model_validate(raw))


def _address(given: Form) -> str:
    """Where this form stands filled; empty where it is too long to be an address."""
    usual = dict.fromkeys(ARGUMENTS, "") | OPTIONS
    address = start({name: value for name, value in given.items() if value != usual[name]})
    return address if len(address) <= MOST_ADDRESS else ""


def _fields(
    library: Library, given: Form, language: Language, understood: Understanding | None, problems: Sequence[Problem]
) -> Iterator[Field]:
    for argument in arguments(library, language):
        name = argument.name
        yield Field(
            name,
            argument.title,
            argument.description,
            argument.required,
            ROWS.get(name),
            given[name],
            () if name in ROWS else (*argument.words, *argument.examples),
            _offers(library, name, given),
            _read(name, understood, language),
            understood.requirements if understood and name == "technical_requirements" else (),
            [note.words.said(language) for note in understood.notes if note.field == name] if understood else (),
            [one.words.said(language) for one in problems if one.field == name],
        )


def _offers(library: Library, name: str, given: Form) -> Sequence[str]:
    """Needs such organisations usually have, and that are not typed yet."""
    if name != "technical_requirements" or not given["business_nature"]:
        return ()
    needs = completions.for_prompt(library, MAIN, name, "", {"business_nature": given["business_nature"]})
    return [need for need in needs if need not in given[name]][:6]


def _read(name: str, understood: Understanding | None, language: Language) -> str:
    """How an argument was understood, in a line."""
    if understood is None:
        return ""
    match name:
        case "company_size":
            return understood.size.said(language) if understood.size else ""
        case "budget_range":
            return understood.budget.said(language) if understood.budget else ""
    return ""


def _examples(library: Library, language: Language) -> list[dict[str, str]]:
    """Cases to begin with, in the reader's language."""
    chosen = [case for case in library.cases.values() if case.language == language][:4]
    return [
        {"title": case.title, "address": start({name: getattr(case, name) for name in ARGUMENTS})} for case in chosen
    ]
