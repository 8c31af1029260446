"""The pages of cases: the library, one case, two side by side."""

from collections.abc import Iterator, Sequence

from starlette.requests import Request
from starlette.responses import Response

from it_advisor.cases import Case, CaseSearch
from it_advisor.content import Library
from it_advisor.desk import Desk
from it_advisor.doors.web.page import ORIGINS, gone, page, reader_of, said, trouble
from it_advisor.doors.web.page import file as sent
from it_advisor.doors.web.prompt import ARGUMENTS, arguments, start
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.industries import INDUSTRIES
from it_advisor.markdown import Block, Heading, blocks, plain
from it_advisor.operations import OPERATIONS
from it_advisor.report import HEADINGS

MOST = 20
"""Cases on the page; whoever looks for one among more says more words."""
FILTERS = tuple(name for name in CaseSearch.model_fields if name != "limit")
Row = tuple[str, str | Sequence[Block]]


async def library(desk: Desk, request: Request) -> Response:
    """Browsed, filtered, searched."""
    language = reader_of(request).language
    asked = {name: request.query_params.get(name, "") for name in FILTERS}
    found, errors = None, []
    try:
        raw = {name: value for name, value in asked.items() if value}
        found = await OPERATIONS["search_cases"].run(desk.advisor, {**raw, "limit": MOST})
    except BadRequest as error:
        errors = [f"{one.field}: {one.words.said(language)}" for one in error.problems]
    values = {
        "asked": asked,
        "found": found,
        "errors": errors,
        "industries": {one.key: one.name.said(language) for one in INDUSTRIES},
        "origins": said(ORIGINS, language),
    }
    return page(request, "cases.html", values, 422 if errors else 200)


async def case(desk: Desk, request: Request) -> Response:
    """One case to read."""
    found = desk.advisor.library.cases.get(request.path_params["id"])
    if found is None:
        return gone(request)
    language, read = reader_of(request).language, blocks(found.report)
    values = {
        "case": found,
        "asked": list(_asked(desk.advisor.library, found, language)),
        "again": start({name: getattr(found, name) for name in ARGUMENTS}),
        "blocks": read,
        "headings": [(one.line, plain(one.spans)) for one in read if isinstance(one, Heading) and one.level == 2],
        "origins": said(ORIGINS, language),
    }
    return page(request, "case.html", values)


async def file(desk: Desk, request: Request) -> Response:
    """One case as Markdown, with the annex for programs."""
    found = desk.advisor.library.cases.get(request.path_params["id"])
    return gone(request) if found is None else sent(f"{found.id}.md", found.body)


async def pair(desk: Desk, request: Request) -> Response:
    """Two cases side by side, section by section."""
    picked = [desk.advisor.library.cases.get(one) for one in dict.fromkeys(request.query_params.getlist("case"))]
    sides = [one for one in picked if one]
    if len(picked) != 2 or len(sides) != 2:
        why = Words("请在案例页正好选中两个案例。", "Pick exactly two cases on the page of cases.")
        return trouble(request, 422, Words("请选两个案例", "Pick two cases"), why)
    language = reader_of(request).language
    columns = [[*_asked(desk.advisor.library, side, language), *_sections(side, language)] for side in sides]
    rows = [(left[0], (left[1], right[1])) for left, right in zip(*columns, strict=True)]
    return page(request, "compare_cases.html", {"cases": sides, "rows": rows, "origins": said(ORIGINS, language)})


def _asked(library: Library, case: Case, language: Language) -> Iterator[Row]:
    """The four arguments under their titles."""
    for argument in arguments(library, language):
        yield argument.title, getattr(case, argument.name)


def _sections(case: Case, language: Language) -> Iterator[Row]:
    """What stands under each of the fixed headings; a case without one has an empty place there."""
    titles = [title.lstrip("# ") for title in HEADINGS[case.language]]
    under: dict[str, list[Block]] = {title: [] for title in titles}
    here = under[titles[0]]
    for block in blocks(case.report):
        if isinstance(block, Heading) and plain(block.spans) in under:
            here = under[plain(block.spans)]
        else:
            here.append(block)
    for title, shown in zip(titles[:-1], HEADINGS[language], strict=False):
        yield shown.lstrip("# "), under[title]
