"""The desk: one short method an operation. It reads what is kept and lets pure functions answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

from it_advisor.brief import understand, understand_size
from it_advisor.cases import Case, CaseList, CaseReport, CaseRequest, CaseSearch, report_of
from it_advisor.content import Library
from it_advisor.errors import NotFound, Problem, Words
from it_advisor.ranking import Match, Wanted, rank
from it_advisor.recommendation import (
    Detail,
    FilledPrompt,
    Recommendation,
    RecommendationRequest,
    brief_of,
    filled,
    hit,
    needs_in,
    values_of,
)
from it_advisor.rendering import RenderRequest, arguments_for, template_for
from it_advisor.template import PromptTemplate
from it_advisor.text import language_of, short


class Advisor:
    """Answers every operation from the library it is given."""

    def __init__(self, library: Library, tools: tuple[str, ...] = (), today: Callable[[], date] = date.today) -> None:
        """`tools` names the calculators and checkers a filled prompt may point its model to."""
        self.library = library
        self.tools = tools
        self._today = today

    async def recommend_it_systems(self, request: RecommendationRequest) -> Recommendation:
        brief = brief_of(request)
        language = request.language_for(*(text for text in brief.model_dump().values() if text))
        understood = understand(brief)
        wanted = Wanted(needs_in(understood), understood.size, language)
        template = template_for(self.library.templates, RenderRequest(name="recommend_it_systems", language=language))
        prompt = self._filled(template, values_of(understood, language), wanted, request.cases, request.case_detail)
        return Recommendation(**dict(prompt), understood=understood)

    async def render_template(self, request: RenderRequest) -> FilledPrompt:
        template = template_for(self.library.templates, request)
        arguments = arguments_for(template, request.arguments)
        text = "\n".join(arguments.values())
        wanted = Wanted(text, understand_size(text), template.language)
        count = template.cases if request.cases is None else request.cases
        return self._filled(template, arguments, wanted, count, request.case_detail)

    async def search_cases(self, request: CaseSearch) -> CaseList:
        language = language_of(request.words) or "zh"
        wanted = Wanted(request.words, understand_size(request.company_size), language)
        matches = [match for match in self._ranked(wanted) if _passes(match.case, request)]
        return CaseList(
            cases=tuple(hit(match, language) for match in matches[: request.limit]),
            total=len(matches),
            next_step=(AFTER_SEARCH if matches else NOTHING_FOUND).said(language),
        )

    async def get_case(self, request: CaseRequest) -> CaseReport:
        case = self.library.cases.get(request.id)
        if case is None:
            asked, known = short(request.id), ", ".join(list(self.library.cases)[:20])
            words = Words(
                f"没有案例 {asked}；可用 search_cases 查找，例如：{known}",
                f"no case {asked}; search_cases finds one of: {known}",
            )
            raise NotFound(Problem("id", words))
        return report_of(case)

    def _filled(
        self, template: PromptTemplate, values: dict[str, Any], wanted: Wanted, count: int, detail: Detail
    ) -> FilledPrompt:
        matches = self._ranked(wanted)[:count] if count else ()
        values = {**values, "tools": list(self.tools), "today": self._today().isoformat()}
        return filled(self.library.templates, template, values, matches, detail)

    def _ranked(self, wanted: Wanted) -> tuple[Match, ...]:
        found = self.library.index.find(wanted.text) if wanted.text.strip() else dict.fromkeys(self.library.cases, 0.0)
        return rank(self.library.cases, found, wanted)


AFTER_SEARCH = Words("用 get_case 读全文。", "Read one in full with get_case.")
NOTHING_FOUND = Words(
    "没有相符的案例；请换更常用的词，或去掉筛选条件。", "No case fits; try more usual words, or drop a filter."
)


def _passes(case: Case, request: CaseSearch) -> bool:
    asked = (
        (request.industry, case.industry),
        (request.case_language, case.language),
        (request.origin, case.origin),
    )
    return all(wish is None or wish == fact for wish, fact in asked)
