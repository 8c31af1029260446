"""The table of what the service can do; every door is derived from it."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ValidationError

from it_advisor.advisor import Advisor
from it_advisor.brief.glyphs import has_han
from it_advisor.cases import CaseList, CaseReport, CaseRequest, CaseSearch
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.later import Later
from it_advisor.model import Toolset
from it_advisor.problems import problems
from it_advisor.recommendation import FilledPrompt, Recommendation, RecommendationRequest
from it_advisor.rendering import RenderRequest
from it_advisor.text import clean, language_of


class Answer(Protocol):
    """What every operation gives: data, and the same as text for a person or a model."""

    @property
    def next_step(self) -> str:
        """What its reader may do now; may be empty."""
        ...

    def text(self) -> str: ...
    def model_dump(self, *, mode: str) -> dict[str, Any]: ...
    def model_dump_json(self) -> str: ...


class Operation(NamedTuple):
    """One thing the service can do."""

    name: str
    command: str
    """Its words on the command line."""
    title: Words
    summary: Words
    """When to use it; a model reads this."""
    request: type[BaseModel] | Later
    answer: type[BaseModel] | Later
    method: Callable[[Advisor, Any], Awaitable[Answer]]
    toolset: Toolset
    positional: str | None = None
    """The field that stands without its name on the command line."""
    readers: Mapping[str, Callable[[str], dict[str, Any]]] = MappingProxyType({})
    """By a file's ending, what beside YAML and JSON it can be read from on the command line."""
    calculates: bool = False
    """A filled prompt points its model to it; its request may have so many rows that a worker reads them."""
    checks: bool = False
    """A filled prompt has its model check its answer with it."""
    writes: bool = False
    gives_files: bool = False
    """Its answer is an `Export`: each door hands out the files in its own way."""

    @property
    def takes(self) -> type[BaseModel]:
        return _model(self.request)

    @property
    def gives(self) -> type[BaseModel]:
        return _model(self.answer)

    async def run(self, advisor: Advisor, raw: Mapping[str, Any]) -> Answer:
        """Check the raw request once and answer it. Raises BadRequest naming each field that is wrong."""
        return await self.method(advisor, await advisor.work(self.read, raw) if self.calculates else self.read(raw))

    def read(self, raw: Mapping[str, Any]) -> BaseModel:
        """The request. Raises BadRequest naming each field that is wrong."""
        try:
            return self.takes.model_validate(without_nulls(clean(dict(raw))))
        except ValidationError as error:
            raise BadRequest(*problems(error, self.takes)) from error


def _model(one: type[BaseModel] | Later) -> type[BaseModel]:
    found: type[BaseModel] = one.found if isinstance(one, Later) else one
    return found


OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "recommend_it_systems",
            "recommend",
            Words("推荐企业 IT 系统", "Recommend IT systems"),
            Words(
                "选业务系统（ERP、CRM、MES 等）先用：返回选型报告提示词与相似案例。",
                "Use first to choose business systems (ERP, CRM, MES …): the prompt for a selection report, "
                "with similar cases.",
            ),
            RecommendationRequest,
            Recommendation,
            Advisor.recommend_it_systems,
            "core",
        ),
        Operation(
            "search_cases",
            "cases search",
            Words("查找案例", "Search cases"),
            Words("查找相似组织的选型案例。", "Find what similar organisations selected."),
            CaseSearch,
            CaseList,
            Advisor.search_cases,
            "core",
            positional="words",
        ),
        Operation(
            "get_case",
            "cases show",
            Words("读案例", "Read a case"),
            Words("读一个案例全文。", "Read one case in full."),
            CaseRequest,
            CaseReport,
            Advisor.get_case,
            "core",
            positional="id",
        ),
        Operation(
            "check_report",
            "check",
            Words("检查报告", "Check report"),
            Words(
                "交稿前用：指出报告的问题与改法。",
                "Use before handing in a report: its faults and how to mend them.",
            ),
            Later("it_advisor.checkup", "CheckRequest"),
            Later("it_advisor.checkup", "Checkup"),
            Advisor.check_report,
            "core",
            readers={".md": lambda text: {"report": text}},
            checks=True,
        ),
        Operation(
            "estimate_costs",
            "costs",
            Words("测算成本效益", "Estimate costs"),
            Words(
                "写成本效益前用：由费用行和收益行算出 TCO、NPV、IRR、回收期、敏感性、是否超预算，附算式。",
                "Use before writing about money: TCO, NPV, IRR, payback, sensitivity and budget verdict "
                "from cost and benefit lines, with formulas.",
            ),
            Later("it_advisor.costs", "CostsRequest"),
            Later("it_advisor.costs", "CostEstimate"),
            Advisor.estimate_costs,
            "decide",
            readers={
                ".csv": Later("it_advisor.tables", "costs_of_rows"),
                ".md": Later("it_advisor.tables", "costs_of_report"),
            },
            calculates=True,
        ),
        Operation(
            "compare_options",
            "compare",
            Words("比较方案", "Compare options"),
            Words(
                "给方案打分前用：先过门槛，再按权重和带依据的分数排名，指出多小的变化会改变第一名、缺哪些证据。",
                "Use before ranking options: must-haves, weights and scores with evidence give the ranking, what would "
                "flip it and which evidence is missing.",
            ),
            Later("it_advisor.comparison", "ComparisonRequest"),
            Later("it_advisor.comparison", "Comparison"),
            Advisor.compare_options,
            "decide",
            readers={".csv": Later("it_advisor.tables", "comparison_of_rows")},
            calculates=True,
        ),
        Operation(
            "export_report",
            "export",
            Words("导出文档", "Export documents"),
            Words(
                "报告写好后用：由报告 Markdown 生成可编辑的 Word、PDF、Excel 或网页，含图表与文档控制。",
                "Use when a report is finished: makes Word, PDF, Excel or a web page from its Markdown, with charts "
                "and document control.",
            ),
            Later("it_advisor.documents", "ExportRequest"),
            Later("it_advisor.documents", "Export"),
            Advisor.export_report,
            "documents",
            gives_files=True,
        ),
        Operation(
            "render_template",
            "templates render",
            Words("填写模板", "Fill a template"),
            Words(
                "填写其他提示词模板：从一段文字推荐、比较两份报价、以某角色审阅报告、由报告写招标书、指导委员会一页纸。",
                "Fill another prompt template: from one text, compare two offers, review a report in a role, "
                "an RFP from a report, a steering-committee page.",
            ),
            RenderRequest,
            FilledPrompt,
            Advisor.render_template,
            "decide",
            positional="name",
        ),
    )
}


def without_nulls(raw: Any) -> Any:
    """A request without the optional fields that a client sent as null, at any depth."""
    if isinstance(raw, dict):
        return {name: without_nulls(value) for name, value in raw.items() if value is not None}
    return [without_nulls(item) for item in raw] if isinstance(raw, list) else raw


def language_in(raw: Mapping[str, Any]) -> Language | None:
    """The caller's language: the one asked for, else Chinese where any text is, else English where a sentence is.

    Keys, names and single words are no evidence: ids and options are English in every language. None, which
    is told in both, also where a text that is English for the most part has Chinese in it.
    """
    match raw.get("language"):
        case "zh":
            return "zh"
        case "en":
            return "en"
    texts = [*islice(_texts(raw), MOST_TEXTS)]
    told = {found for text in texts if (found := language_of(text)) == "zh" or _is_prose(text)}
    if "zh" in told:
        return "zh"
    return "en" if "en" in told and not any(map(has_han, texts)) else None


def _texts(raw: Mapping[str, Any]) -> Iterator[str]:
    """Every text among the values of a request, however deep."""
    waiting: list[Any] = [raw]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case Mapping() as inner:
                waiting += inner.values()
            case list(inner) | tuple(inner):
                waiting += inner


def _is_prose(text: str) -> bool:
    return len(text.split(maxsplit=1)) > 1 and sum(map(str.isalpha, text[:200])) >= FEW_LETTERS


MOST_TEXTS = 10_000
"""Looked at to tell a language; who sends more is told by these."""
FEW_LETTERS = 4
"""Letters, parted by blanks, that a text needs to be called English."""
