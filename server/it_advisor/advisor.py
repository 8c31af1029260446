"""The desk: one short method an operation. It reads what is kept and lets pure functions answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

from it_advisor.brief import understand, understand_budget, understand_size
from it_advisor.cases import CaseList, CaseReport, CaseRequest, CaseSearch, report_of
from it_advisor.content import Library
from it_advisor.errors import BadContent, Language, NotFound, Problem, Words
from it_advisor.ranking import Wanted
from it_advisor.recommendation import (
    Options,
    Recommendation,
    RecommendationRequest,
    TextRequest,
    brief_of,
    hit,
    needs_in,
    recommendation,
    values_of,
)
from it_advisor.template import PromptTemplate
from it_advisor.text import language_of, short


class Advisor:
    """Answers every operation from the library it is given."""

    def __init__(self, library: Library, tools: tuple[str, ...] = (), today: Callable[[], date] = date.today) -> None:
        """`tools` names the calculators and checkers a filled prompt may point its model to."""
        self.library = library
        self._tools = tools
        self._today = today

    async def recommend_it_systems(self, request: RecommendationRequest) -> Recommendation:
        brief = brief_of(request)
        language = request.language_for(*(text for text in brief.model_dump().values() if text))
        understood = understand(brief)
        wanted = Wanted(needs_in(understood), understood.size, understood.budget, language)
        filled = self._filled("recommend_it_systems", request, wanted, values_of(understood, language))
        return filled.model_copy(update={"understood": understood})

    async def recommend_it_systems_from_text(self, request: TextRequest) -> Recommendation:
        text = request.description
        wanted = Wanted(text, understand_size(text), understand_budget(text), request.language_for(text))
        values = {"description": text}
        return self._filled("recommend_it_systems_from_text", request, wanted, values)

    async def search_cases(self, request: CaseSearch) -> CaseList:
        language = language_of(request.words) or "zh"
        facts = tuple(filter(None, (request.industry, request.case_language, request.origin)))
        size = understand_size(request.company_size)
        ranking = self.library.shelf.rank(Wanted(request.words, size, language=language, facts=facts), request.limit)
        fitting = ranking.fitting
        return CaseList(
            cases=tuple(hit(match, language) for match in fitting),
            nearest=tuple(hit(match, language) for match in ranking.matches[:NEAREST] if not fitting),
            no_match=not fitting,
            total=ranking.total,
            next_step=(AFTER_SEARCH if fitting else NO_MATCH).said(language),
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

    def _filled(self, name: str, options: Options, wanted: Wanted, values: dict[str, Any]) -> Recommendation:
        template = self._template(name, wanted.language)
        ranking = self.library.shelf.rank(wanted, options.cases)
        matches = ranking.matches if options.weak_cases else ranking.fitting
        no_match = bool(options.cases) and not ranking.fitting
        always = {"tools": list(self._tools), "today": self._today().isoformat(), "no_match": no_match}
        return recommendation(self.library.templates, template, {**values, **always}, matches, options.case_detail)

    def _template(self, name: str, language: Language) -> PromptTemplate:
        template = self.library.templates.find(name, language)
        if template is None:
            raise BadContent(Words(f"模板 {name} 没有 {language} 版", f"the template {name} has no {language} version"))
        return template


AFTER_SEARCH = Words("用 get_case 读全文。", "Read one in full with get_case.")
NO_MATCH = Words(
    "没有足够相似的案例，请不要把 nearest 当作相似案例；可换更具体的词、写明业务，或去掉筛选条件。",
    "No case fits well enough; `nearest` are not similar ones. Say what the organisation does, or drop a filter.",
)
NEAREST = 3
"""Cases named where none fits."""
