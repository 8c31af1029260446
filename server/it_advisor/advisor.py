"""The desk: one short method an operation. It reads what is kept and lets pure functions answer."""

import re
from collections.abc import Callable
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread

from it_advisor.brief import Understanding, understand, understand_budget, understand_size
from it_advisor.cabinet import Cabinet
from it_advisor.caller import LOCAL, Caller
from it_advisor.cases import AFTER_SEARCH, NO_MATCH, CaseList, CaseReport, CaseRequest, CaseSearch, report_of
from it_advisor.content import Library
from it_advisor.errors import Conflict, NotFound, Problem, Words
from it_advisor.later import Later
from it_advisor.ranking import Ranking, Wanted
from it_advisor.recommendation import (
    FilledPrompt,
    Options,
    Recommendation,
    RecommendationRequest,
    Wish,
    brief_of,
    filled,
    hit,
    needs_in,
    room_beside,
    values_of,
)
from it_advisor.rendering import RenderRequest, arguments_for, main_request, template_for
from it_advisor.served import Served
from it_advisor.settings import from_environment
from it_advisor.template import MAIN, PromptTemplate
from it_advisor.text import language_of, short

if TYPE_CHECKING:
    from it_advisor.checkup import CheckRequest, Checkup
    from it_advisor.comparison import Comparison, ComparisonRequest
    from it_advisor.contribution import Contributed, Contribution, Review, Reviewed
    from it_advisor.costs import CostEstimate, CostsRequest
    from it_advisor.documents import Export, ExportRequest
    from it_advisor.dossier import DossierList, DossierReport, DossierRequest, DossierSearch, Revised, Revision, Start
    from it_advisor.dossier.writing import Reported
    from it_advisor.store.opening import Store
R = TypeVar("R")
A = TypeVar("A")

Q = TypeVar("Q", "CheckRequest", "ExportRequest")

DOSSIER_URI = re.compile(r"dossier://([A-Za-z0-9_-]{22})")
DOSSIER = re.compile(r"(?:dossier://)(\S{1,100})|([A-Za-z0-9_-]{22})")
"""What stands for a dossier's report where one is asked for; no report looks like it."""
WORKERS = 2
"""Long pieces of work at once; they take up to a second, in which everybody else is answered."""
LONG = 2_000
"""Characters a text may have to be read at once, within some 30 ms; a longer one is read by a worker."""
MOST_READ = 12_000
"""Characters that cases are looked for by: as many as the business and the requirements may have together."""


class Advisor:
    """Answers every operation from the library it is given."""

    def __init__(
        self,
        library: Library,
        tools: tuple[str, ...] = (),
        today: Callable[[], date] = date.today,
        cabinet: Cabinet | None = None,
    ) -> None:
        """`tools` names the calculators and checkers a filled prompt may point its model to."""
        self.cabinet = cabinet or Cabinet(from_environment())
        self.served = Served(library, self.cabinet)
        self.tools = tools
        self.caller = LOCAL
        self._today = today
        self._workers = CapacityLimiter(WORKERS)

    @property
    def library(self) -> Library:
        """What is served now."""
        return self.served.library

    def serving(self, caller: Caller) -> "Advisor":
        """The same desk, for one caller: what is theirs alone is what it finds and writes."""
        mine = copy(self)
        mine.caller = caller
        return mine

    async def _store(self) -> "Store":
        return (await self.cabinet.open()).serving(self.caller)

    async def recommend_it_systems(self, request: RecommendationRequest) -> Recommendation:
        length = sum(len(text) for text in brief_of(request).model_dump().values() if text)
        return await self._aside(self._recommended, request, length)

    async def render_template(self, request: RenderRequest) -> FilledPrompt:
        if request.name == MAIN:
            return await self.recommend_it_systems(main_request(request))
        return await self._aside(self._rendered, request, sum(map(len, request.arguments.values())))

    async def search_cases(self, request: CaseSearch) -> CaseList:
        return await self._aside(self._found, request, len(request.words) + len(request.company_size))

    async def _aside(self, work: Callable[[R], A], request: R, length: int) -> A:
        """Done by a worker where there is much to read, so that nobody else waits for it."""
        await self.served.current()
        if length > LONG:
            return await self.work(work, request)
        return work(request)

    def _recommended(self, request: RecommendationRequest) -> Recommendation:
        brief = brief_of(request)
        language = request.language_for(*(text for text in brief.model_dump().values() if text))
        understood = understand(brief)
        template = template_for(self.library, MAIN, language)
        wanted = Wanted(needs_in(understood), understood.size, understood.budget, template.language)
        values = values_of(understood, template.language)
        ranking = self._ranked(wanted, request.cases)
        prompt = self._filled(template, values, ranking, _wish(ranking, request, understood))
        return Recommendation(**dict(prompt), understood=understood)

    def _rendered(self, request: RenderRequest) -> FilledPrompt:
        language = request.language_for(*request.arguments.values())
        template = template_for(self.library, request.name, language)
        arguments = arguments_for(template, request.arguments)
        count = template.cases if request.cases is None else request.cases
        text = "\n".join(arguments.values())[:MOST_READ] if count else ""
        wanted = Wanted(text, understand_size(text), understand_budget(text), template.language)
        ranking = self._ranked(wanted, count)
        return self._filled(template, arguments, ranking, _wish(ranking, request))

    async def estimate_costs(self, request: "CostsRequest") -> "CostEstimate":
        estimated: CostEstimate = await self.work(Later("it_advisor.costs", "estimate"), request)
        return estimated

    async def compare_options(self, request: "ComparisonRequest") -> "Comparison":
        compared: Comparison = await self.work(Later("it_advisor.comparison", "compare"), request)
        return compared

    async def check_report(self, request: "CheckRequest") -> "Checkup":
        request = await self._with_report(request)
        checked: Checkup = await self.work(Later("it_advisor.checkup", "checkup"), request)
        return checked

    async def export_report(self, request: "ExportRequest") -> "Export":
        request = await self._with_report(request)
        exported: Export = await self.work(Later("it_advisor.documents", "export"), request, self._today())
        return exported

    async def _with_report(self, request: Q) -> Q:
        """With the report of the dossier whose id stands in its place, and as much of its brief as is not given."""
        if not (asked := DOSSIER.fullmatch(request.report.strip())):
            return request
        found = await self.reported(asked[1] or asked[2])
        wanted = type(request).model_fields.keys() & found.brief.keys()
        brief = {name: found.brief[name] for name in wanted if not getattr(request, name)}
        return request.model_copy(update={"report": found.report, **brief})

    async def reported(self, dossier: str) -> "Reported":
        """The newest revision as a report, and the brief it answers. Raises NotFound."""
        return await (await self._store()).dossiers.reported(dossier)

    async def start_dossier(self, request: "Start") -> "Revised":
        return await (await self._store()).dossiers.start(request)

    async def get_dossier(self, request: "DossierRequest") -> "DossierReport":
        return await (await self._store()).shown(request)

    async def list_dossiers(self, request: "DossierSearch") -> "DossierList":
        return await (await self._store()).listing(request)

    async def revise_dossier(self, request: "Revision") -> "Revised":
        return await (await self._store()).dossiers.revise(request)

    async def contribute_case(self, request: "Contribution") -> "Contributed":
        if request.id in self.served.files.cases:
            words = Words("是已有案例的编号；请另取一个", "is the id of another case; take another")
            raise Conflict(Problem("id", words))
        return await (await self._store()).cases.contribute(request)

    async def review_case(self, request: "Review") -> "Reviewed":
        reviewed = await (await self._store()).cases.review(request)
        if request.verdict:
            await self.served.take_published()
        return reviewed

    async def work(self, work: Callable[..., A] | Later, *given: Any) -> A:
        """Done by a worker, so that nobody else waits for it; so many at once, the others in their turn.

        None has a deadline: what a request may hold bounds it to about a second.
        """
        done: A = await to_thread.run_sync(work, *given, limiter=self._workers)
        return done

    def _found(self, request: CaseSearch) -> CaseList:
        language = language_of(request.words, request.company_size) or request.case_language
        facts = tuple(filter(None, (request.industry, request.case_language, request.origin)))
        size = understand_size(request.company_size)
        wanted = Wanted(request.words, size, language=language or "zh", facts=facts)
        ranking = self.library.shelf.rank(wanted, request.limit)
        fitting = ranking.fitting
        return CaseList(
            cases=tuple(hit(match, language) for match in fitting),
            nearest=tuple(hit(match, language) for match in ranking.matches[:NEAREST] if not fitting),
            no_match=not fitting,
            total=ranking.total,
            next_step=(AFTER_SEARCH if fitting else NO_MATCH).said(language),
        )

    async def get_case(self, request: CaseRequest) -> CaseReport:
        library = await self.served.current()
        case = library.cases.get(request.id)
        if case is None:
            asked, known = short(request.id), ", ".join(list(self.library.cases)[:20])
            words = Words(
                f"没有案例 {asked}；可用 search_cases 查找，例如：{known}",
                f"no case {asked}; search_cases finds one of: {known}",
            )
            raise NotFound(Problem("id", words))
        if not (self.cabinet.is_there and self.served.counter):
            return report_of(case)
        told = await (await self._store()).cases.statistics(case.industry)
        return report_of(case).model_copy(update={"outcomes": tuple(one.words.said(case.language) for one in told)})

    def _ranked(self, wanted: Wanted, count: int) -> Ranking | None:
        """None where no cases are wanted."""
        return self.library.shelf.rank(wanted, count) if count else None

    def _filled(
        self, template: PromptTemplate, values: dict[str, Any], ranking: Ranking | None, wish: Wish
    ) -> FilledPrompt:
        no_match = ranking is not None and not ranking.fitting
        always = {"tools": list(self.tools), "today": self._today().isoformat(), "no_match": no_match}
        return filled(self.library.templates, template, {**values, **always}, wish)


def _wish(ranking: Ranking | None, options: Options, understood: Understanding | None = None) -> Wish:
    matches = () if ranking is None else ranking.matches if options.weak_cases else ranking.fitting
    return Wish(matches, options.case_detail, room_beside(understood))


NEAREST = 3
"""Cases named where none fits."""
