"""Filling a prompt: what is asked, what it is filled with, what comes back."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from it_advisor.brief import NAMES, Brief, Understanding, read_as
from it_advisor.cases import CaseHit
from it_advisor.errors import Language, Words
from it_advisor.fence import fence
from it_advisor.model import AskedLanguage, Count, Flag, Model
from it_advisor.ranking import Match
from it_advisor.template import PromptTemplate, TemplateSet
from it_advisor.text import answer_language, tokens

Detail = Literal["summary", "full"]


class Options(Model):
    """How a prompt is filled."""

    language: AskedLanguage = "auto"
    weak_cases: Flag = Field(default=False, description="Weak matches too")
    case_detail: Detail = Field(default="summary", description="full: whole reports")

    def language_for(self, *texts: str) -> Language:
        return answer_language(self.language, *texts)


class RecommendationRequest(Options, Brief):
    """The four arguments, and how the prompt is filled."""

    cases: Annotated[Count, Field(ge=0, le=3)] = Field(default=2, description="How many 案例数")


class FilledPrompt(Model):
    """A prompt for whatever AI tool reads it."""

    prompt: str
    language: Language
    cases: tuple[CaseHit, ...] = Field(description="The similar cases in it")
    no_match: Flag = Field(description="True: cases were looked for and none fits well enough")
    token_estimate: Count
    next_step: str

    def text(self) -> str:
        return self.prompt


class Recommendation(FilledPrompt):
    """The prompt that asks for a selection report."""

    understood: Understanding = Field(description="How the four arguments were read; over MCP long ones in excerpts")


NEXT_STEP = Words(
    "请照下面的提示词作答；若在聊天工具中使用，请整段粘贴。", "Carry out the prompt below. In a chat, paste it whole."
)


MOST_TOKENS = 21_000
"""Of an answer, by our estimate: clients refuse one of over 25,000, be it its text or its structured content."""
MOST_UNDERSTOOD = 6_000
"""Of these, how the arguments were read; of a longer one MCP clients are told the beginnings."""
_NO_ROOM = Words(
    "（全文放不下，以上只是摘要；用 get_case 可读案例 {} 的全文）",
    "(This is the summary, as the report found no room; get_case reads case {} in full.)",
)


def brief_of(request: RecommendationRequest) -> Brief:
    """The four arguments of a request."""
    return Brief(**{name: getattr(request, name) for name in Brief.model_fields})


def needs_in(understood: Understanding) -> str:
    """The words cases are looked for by."""
    return f"{understood.brief.business_nature}\n{understood.brief.technical_requirements or ''}"


def values_of(understood: Understanding, language: Language) -> dict[str, Any]:
    """The understood arguments as a template sees them; none holds a line that passes for one of the template's."""
    brief = understood.brief
    return {
        "business_nature": _hanging(brief.business_nature),
        "company_size": _hanging(brief.company_size or ""),
        "budget_range": _hanging(brief.budget_range or ""),
        "size_read": read_as(understood.size, language),
        "budget_read": read_as(understood.budget, language),
        "requirements": [need.model_dump() | {"text": _hanging(need.text)} for need in understood.requirements],
        "notes": [note.named(NAMES[note.field]).said(language) for note in understood.notes],
    }


def _hanging(text: str) -> str:
    """Its lines after the first set in, as a label of ours never is."""
    return text.replace("\n", "\n  ")


class Wish(NamedTuple):
    """The cases a prompt is to hold, in which detail, and how many tokens it may have for them to be whole."""

    matches: Sequence[Match]
    detail: Detail
    most: int


def room_beside(understood: Understanding | None = None) -> int:
    """The tokens a prompt may have: structured content holds it together with how the arguments were read."""
    beside = tokens(understood.model_dump_json()) if understood else 0
    return MOST_TOKENS - min(beside, MOST_UNDERSTOOD)


def filled(templates: TemplateSet, template: PromptTemplate, values: dict[str, Any], wish: Wish) -> FilledPrompt:
    """The template filled with the caller's values and the matching cases, every foreign text inside a fence.

    Of cases wanted whole as many are as there is room for, the best first; the others are summaries.
    """
    language = template.language
    whole = len(wish.matches) if wish.detail == "full" else 0
    prompt = _with_cases(templates, template, values, wish, whole)
    while whole and tokens(prompt) > wish.most:
        whole -= 1
        prompt = _with_cases(templates, template, values, wish, whole)
    return FilledPrompt(
        prompt=prompt,
        language=language,
        cases=tuple(hit(match, language) for match in wish.matches),
        no_match=values["no_match"],
        token_estimate=tokens(prompt),
        next_step=NEXT_STEP.said(language),
    )


def _with_cases(
    templates: TemplateSet, template: PromptTemplate, values: dict[str, Any], wish: Wish, whole: int
) -> str:
    """Filled with the first so many cases whole, the others in summary."""
    language = template.language
    shown = [_shown(match, language) for match in wish.matches]
    for place, (case, match) in enumerate(zip(shown, wish.matches, strict=True)):
        if place < whole:
            case["text"] = match.case.report
        elif wish.detail == "full":
            case["text"] += f"\n{_NO_ROOM.said(language).format(case['id'])}"
    mark = fence(*map(str, values.values()), *(text for case in shown for text in case.values()))
    return templates.fill(template, {**values, "cases": shown, "fence": mark})


def weakly(why: Words) -> Words:
    """The reason of a case that is shown although it does not fit."""
    return Words(f"勉强相关，不算相似案例：{why.zh}", f"only weakly, not a similar case: {why.en}")


def hit(match: Match, language: Language | None) -> CaseHit:
    """A match as it is shown in a list."""
    case = match.case
    return CaseHit(
        id=case.id,
        title=case.title,
        why=(match.why if match.fits else weakly(match.why)).said(language),
        score=match.score,
        uri=f"case://{case.id}",
        language=case.language,
        origin=case.origin,
        industry=case.industry,
    )


def _shown(match: Match, language: Language) -> dict[str, str]:
    """A case as a template sees it: texts only, of its report the summary."""
    case = match.case
    return {
        "id": case.id,
        "origin": case.origin,
        "date": case.date.isoformat(),
        "title": case.title,
        "source": case.source,
        "why": (match.why if match.fits else weakly(match.why)).said(language),
        "text": case.summary.strip(),
    }
