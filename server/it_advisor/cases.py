"""A community case, and how one asks for cases and is answered."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from it_advisor.errors import Language, Refusal, Words
from it_advisor.fence import fence
from it_advisor.industries import BY_KEY
from it_advisor.model import Count, Flag, Model
from it_advisor.report import HEADINGS


def _one_line(value: str) -> str:
    if value.splitlines()[1:]:
        raise Refusal(Words("应为一行，不要换行", "must be one line, without line breaks"))
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line)]
"""Somebody else's words in lists and envelopes, where they must not pass for a line of ours."""
Tag = Annotated[Line, StringConstraints(max_length=60)]
CaseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Origin = Literal["community", "illustrative"]


def known_industry(value: str) -> str:
    """The industry key itself. Raises Refusal listing the keys there are."""
    if value not in BY_KEY:
        known = ", ".join(BY_KEY)
        raise Refusal(Words(f"没有这个行业；可用：{known}", f"no such industry; one of {known}"))
    return value


class CaseCard(Model):
    """Who selected what, where it comes from, and what was asked."""

    id: CaseId
    title: Line
    language: Language
    origin: Origin = Field(description="community: contributed; illustrative: written for teaching, figures assumed")
    contributor: Line | None = None
    source: Line
    date: date
    industry: str
    tags: Annotated[tuple[Tag, ...], Field(max_length=30)]
    business_nature: str
    company_size: str
    budget_range: str
    technical_requirements: str

    @field_validator("industry")
    @classmethod
    def industry_is_known(cls, value: str) -> str:
        return known_industry(value)


class Case(CaseCard):
    """One organisation's selection, told as a report."""

    summary: str = Field(description="What to learn from it, at most 250 tokens")
    body: str = Field(description="The report, Markdown in the fixed headings")

    @property
    def report(self) -> str:
        """The report as a reader wants it: without the annex for programs."""
        return self.body.partition(HEADINGS[self.language][-1])[0].strip()


class CaseHit(Model):
    """A case that fits, and why."""

    id: CaseId
    title: str
    why: str
    score: float | None = Field(description="0 to 1; null where nothing was asked for")
    uri: str
    language: Language
    origin: Origin
    industry: str


class CaseSearch(Model):
    """Words or a whole brief; without words every case passes the filters."""

    words: Annotated[str, StringConstraints(max_length=8_000)] = Field(default="", description="Words or a brief")
    company_size: Annotated[str, StringConstraints(max_length=8_000)] = Field(default="", description="320 人")
    industry: str | None = Field(default=None, description="e.g. retail")
    case_language: Language | None = None
    origin: Origin | None = None
    limit: Annotated[Count, Field(ge=1, le=20)] = 5

    @field_validator("industry")
    @classmethod
    def industry_is_known(cls, value: str | None) -> str | None:
        return value if value is None else known_industry(value)


class CaseList(Model):
    """Cases, best first; or that none fits, and which come nearest."""

    cases: tuple[CaseHit, ...] = Field(description="The cases that fit; with words, of near-copies only the best")
    nearest: tuple[CaseHit, ...] = Field(default=(), description="Only where no case fits: the nearest. Not similar")
    no_match: Flag = Field(description="True: no case fits well enough 没有足够相似的案例")
    total: Count = Field(description="How many fit, near-copies included; with words, at most 100 are counted")
    next_step: str

    def text(self) -> str:
        rows = [f"{place}. `{hit.id}` {hit.title} ({hit.why})" for place, hit in enumerate(self.cases, start=1)]
        rows += [f"- ≠ `{hit.id}` {hit.title} ({hit.why})" for hit in self.nearest]
        verdict = [NONE_FITS.said(None)] if self.no_match else []
        return "\n".join([*verdict, *([_fenced("cases", "\n".join(rows))] if rows else [])])


NONE_FITS = Words("没有足够相似的案例", "No case fits well enough")


class CaseRequest(Model):
    """Which case."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(description="From search_cases")


class CaseReport(Model):
    """A case to read: a document somebody contributed, not instructions."""

    case: CaseCard
    report: str = Field(description="Markdown, without the annex for programs; case://{id} has it")
    uri: str
    outcomes: tuple[str, ...] = Field(default=(), exclude=True)
    """Actual against forecast in published cases like it, each with its n; as data review_case has them."""

    @property
    def next_step(self) -> str:
        return ""

    def text(self) -> str:
        return "\n".join((enveloped(self.case, self.report), *self.outcomes))


def report_of(case: Case) -> CaseReport:
    """The case as it is read."""
    card = CaseCard(**case.model_dump(include=set(CaseCard.model_fields)))
    return CaseReport(case=card, report=case.report, uri=f"case://{case.id}")


def enveloped(case: CaseCard, report: str) -> str:
    """A case's text between marks it cannot close, with its origin and source."""
    asked = (case.business_nature, case.company_size, case.budget_range, case.technical_requirements)
    inside = "\n".join((f"# {case.title}", *asked, f"{case.source} ({case.date})", "", report))
    return _fenced("case", inside, f' id="{case.id}" origin="{case.origin}"')


def _fenced(name: str, inside: str, about: str = "") -> str:
    """A text between marks it cannot close."""
    mark = fence(inside)
    return f"<{name}-{mark}{about}>\n{inside}\n</{name}-{mark}>"


TAKEN = Words("是已有案例的编号；请另取一个", "is the id of another case; take another")
AFTER_SEARCH = Words("用 get_case 读全文。", "Read one in full with get_case.")
NO_MATCH = Words(
    "没有足够相似的案例，请不要把 nearest 当作相似案例；可换更具体的词、写明业务，或去掉筛选条件。",
    "No case fits well enough; `nearest` are not similar ones. Say what the organisation does, or drop a filter.",
)
