"""The table of what the service can do; every door is derived from it."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from it_advisor.advisor import Advisor
from it_advisor.cases import CaseList, CaseReport, CaseRequest, CaseSearch
from it_advisor.errors import BadRequest, Language, Problem, Refusal, Words
from it_advisor.model import Toolset
from it_advisor.recommendation import FilledPrompt, Recommendation, RecommendationRequest
from it_advisor.rendering import RenderRequest
from it_advisor.text import clean, language_of, short

Scope = Literal["viewer", "editor", "curator", "admin"]


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
    takes: type[BaseModel]
    gives: type[BaseModel]
    method: Callable[[Advisor, Any], Awaitable[Answer]]
    toolset: Toolset
    positional: str | None = None
    """The field that stands without its name on the command line."""
    calculates: bool = False
    """A filled prompt points its model to it."""
    writes: bool = False
    scope: Scope = "viewer"

    async def run(self, advisor: Advisor, raw: Mapping[str, Any]) -> Answer:
        """Check the raw request once and answer it. Raises BadRequest naming each field that is wrong."""
        try:
            request = self.takes.model_validate(clean(without_nulls(raw)))
        except ValidationError as error:
            raise BadRequest(*problems(error, tuple(self.takes.model_fields))) from error
        return await self.method(advisor, request)


OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "recommend_it_systems",
            "recommend",
            Words("推荐企业 IT 系统", "Recommend IT systems"),
            Words(
                "为组织选择业务系统（ERP、CRM、MES 等）时先用：返回写选型报告的提示词与相似案例。",
                "Use first when an organisation is to choose business systems (ERP, CRM, MES …): "
                "gives the prompt for a selection report, with similar cases.",
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
            Words("查找相似组织的选型案例。", "Find what similar organisations selected, and why each fits."),
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


def without_nulls(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A request without the optional fields that a client sent as null."""
    return {name: value for name, value in raw.items() if value is not None}


def problems(error: ValidationError, fields: tuple[str, ...]) -> Iterator[Problem]:
    """Pydantic's findings in our words; at most ten."""
    for item in error.errors(include_url=False)[:10]:
        yield Problem(".".join(short(part) for part in item["loc"]), _words(item, fields))


def _words(item: ErrorDetails, fields: tuple[str, ...]) -> Words:
    """What was wrong and what would be right."""
    limits = item.get("ctx", {})
    refusal = limits.get("error")
    if isinstance(refusal, Refusal):
        return refusal.words
    known = ", ".join(fields)
    match item["type"]:
        case "missing":
            return Words("必填，请给出", "is required; give it")
        case "extra_forbidden":
            return Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")
        case "string_too_short":
            least = limits["min_length"]
            return Words(f"不能为空，至少 {least} 个字符", f"is blank or too short; at least {least} characters")
        case "string_too_long":
            most = limits["max_length"]
            return Words(f"太长，至多 {most} 个字符；请缩短", f"is too long; shorten it to {most} characters")
        case "string_type":
            return Words("应为文字", "must be text")
        case "int_type":
            return Words("应为整数", "must be a whole number")
        case "bool_type":
            return Words("应为 true 或 false", "must be true or false")
        case "literal_error":
            return Words(f"应为其中之一：{limits['expected']}", f"must be one of {limits['expected']}")
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than" as bound:
            sign = {"greater_than_equal": "≥", "less_than_equal": "≤", "greater_than": ">", "less_than": "<"}[bound]
            limit = next(iter(limits.values()))
            return Words(f"应 {sign} {limit}", f"must be {sign} {limit}")
        case _:
            return Words(item["msg"], item["msg"])


def language_in(raw: Mapping[str, Any]) -> Language | None:
    """The caller's language: the one asked for, else that of the texts sent."""
    match raw.get("language"):
        case "zh":
            return "zh"
        case "en":
            return "en"
    return language_of(*(value for value in raw.values() if isinstance(value, str)))
