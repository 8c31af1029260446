"""The desk: one short method an operation. It reads what is kept and lets pure functions answer."""

from typing import Any

from it_advisor.brief import Understanding, understand, understand_size
from it_advisor.cases import Case, CaseList, CaseReport, CaseRequest, CaseSearch, report_of
from it_advisor.content import Library
from it_advisor.errors import BadContent, Language, NotFound, Problem, Words
from it_advisor.ranking import Match, Wanted
from it_advisor.recommendation import (
    Options,
    Recommendation,
    RecommendationRequest,
    TextRequest,
    hit,
    recommendation,
)
from it_advisor.template import PromptTemplate
from it_advisor.text import language_of, short


class Advisor:
    """Answers every operation from the library it is given."""

    def __init__(self, library: Library, tools: tuple[str, ...] = ()) -> None:
        """`tools` names the calculators and checkers a filled prompt may point its model to."""
        self.library = library
        self._tools = tools

    async def recommend_it_systems(self, request: RecommendationRequest) -> Recommendation:
        needs = request.technical_requirements
        language = request.language_for(request.business_nature, request.company_size, request.budget_range, needs)
        understood = understand(request)
        values = {
            "business_nature": request.business_nature,
            "company_size": request.company_size,
            "budget_range": request.budget_range,
            "requirements": [{"id": need.id, "text": need.text} for need in understood.requirements],
            "notes": [note.words.said(language) for note in understood.notes],
        }
        wanted = Wanted(f"{request.business_nature}\n{needs}", understood.size, language)
        return self._filled("recommend_it_systems", request, wanted, values, understood)

    async def recommend_it_systems_from_text(self, request: TextRequest) -> Recommendation:
        text = request.description
        wanted = Wanted(text, understand_size(text), request.language_for(text))
        values = {"description": text}
        return self._filled("recommend_it_systems_from_text", request, wanted, values, Understanding())

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
        self, name: str, options: Options, wanted: Wanted, values: dict[str, Any], understood: Understanding
    ) -> Recommendation:
        template = self._template(name, wanted.language)
        matches = self._ranked(wanted)[: options.cases]
        values = {**values, "tools": list(self._tools)}
        return recommendation(self.library.templates, template, values, matches, understood, options.case_detail)

    def _template(self, name: str, language: Language) -> PromptTemplate:
        template = self.library.templates.find(name, language)
        if template is None:
            raise BadContent(Words(f"模板 {name} 没有 {language} 版", f"the template {name} has no {language} version"))
        return template

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
