"""The four arguments, kept as they were given, and how they were understood."""

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from it_advisor.brief.budget import understand_budget
from it_advisor.brief.mangling import mend
from it_advisor.brief.money import Budget
from it_advisor.brief.notes import ArgumentName, Note, ask, excerpt
from it_advisor.brief.requirements import MOST, Requirement, split_requirements
from it_advisor.brief.size import Size, understand_size
from it_advisor.errors import Language, Words
from it_advisor.model import Model

NAMES: dict[ArgumentName, Words] = {
    "business_nature": Words("业务性质", "Business"),
    "company_size": Words("企业规模", "Company size"),
    "budget_range": Words("预算范围", "Budget"),
    "technical_requirements": Words("技术需求", "Technical requirements"),
}
_ACTIONS = {"repaired": Words("已修正", "Repaired"), "ask": Words("请确认", "Please confirm")}
_NOT_GIVEN = Words("未提供", "not given")
_SHOWN = 5
"""Pieces not understood that the list names."""


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Business = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=4_000)]
Optionally = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, max_length=8_000)] | None, BeforeValidator(_blank_is_none)
]


class Brief(Model):
    """What a person says about the organisation, verbatim but for blanks around it."""

    business_nature: Business = Field(
        description="业务性质：做什么，例如“汽车零部件，两个工厂”。"
        " What the organisation does, e.g. 'auto parts, two plants'."
    )
    company_size: Optionally = Field(
        default=None,
        description="企业规模：人数、场所数或大小，例如“320人，3家工厂”。 Head count, sites, e.g. '320 people'.",
    )
    budget_range: Optionally = Field(
        default=None,
        description="预算范围：金额、币种、期限，例如“三年 800–1000 万元”。 e.g. 'EUR 500k plus 90k a year'.",
    )
    technical_requirements: Optionally = Field(
        default=None,
        description="技术需求：一行一条或用分号隔开，例如“单点登录；对接WMS”。 One a line, e.g. 'single sign-on'.",
    )


class Understanding(Model):
    """What the arguments say, as far as that is certain; the rest is in the notes."""

    brief: Brief = Field(description="The arguments after the repairs the notes name; otherwise verbatim")
    size: Size | None = Field(default=None, description="Null where no company size was given")
    budget: Budget | None = Field(default=None, description="Null where no budget was given")
    requirements: tuple[Requirement, ...] = ()
    notes: tuple[Note, ...] = Field(default=(), description="Repairs made, and what only the asker can settle")

    def markdown(self, language: Language) -> str:
        """A short list: how each argument was understood, and what to confirm."""
        colon = Words("：", ": ").said(language)
        facts = zip(NAMES.values(), self._facts(language), strict=True)
        lines = [f"- **{name.said(language)}**{colon}{fact}" for name, fact in facts]
        lines += [f"  - {one.id} {_with_heading(one, colon)}" for one in self.requirements]
        lines += [f"- **{_lead(note).said(language)}**{colon}{note.words.said(language)}" for note in self.notes]
        return "\n".join(lines) + "\n"

    def _facts(self, language: Language) -> Iterator[str]:
        count, length = len(self.requirements), len(self.brief.business_nature)
        yield Words(f"按原文（{length} 字）", f"as written ({length} characters)").said(language)
        yield _fact(self.size, language)
        yield _fact(self.budget, language)
        needs = Words(f"{count} 条", f"{count} in number")
        yield (needs if count else _NOT_GIVEN).said(language)


def understand(brief: Brief) -> Understanding:
    """The brief as it is understood: deterministic, in time linear in its length, and never an error."""
    values, remarks = mend({name: getattr(brief, name) for name in NAMES})
    mended = Brief.model_validate(values)
    size = understand_size(mended.company_size or "")
    budget = understand_budget(mended.budget_range or "")
    requirements = split_requirements(mended.technical_requirements or "")
    return Understanding(
        brief=mended,
        size=size,
        budget=budget,
        requirements=requirements,
        notes=(*remarks, *_doubts(size, budget, {note.field for note in remarks}), *_too_many(requirements)),
    )


def _doubts(size: Size | None, budget: Budget | None, explained: Collection[ArgumentName]) -> Iterator[Note]:
    """What contradicts itself, and what says nothing we can read where no other note explains why."""
    understood: dict[ArgumentName, Size | Budget | None] = {"company_size": size, "budget_range": budget}
    for field, answer in understood.items():
        if answer is None:
            continue
        yield from answer.problems
        if not answer.said("en") and not answer.problems and field not in explained:
            yield _not_understood(field, answer.not_understood)


def _too_many(requirements: Sequence[Requirement]) -> Iterator[Note]:
    if len(requirements) == MOST and "\n" in requirements[-1].text:
        yield ask(
            "technical_requirements",
            "too-many",
            f"超过 {MOST} 条：第 {MOST} 条含其余全部，请合并或分批",
            f"more than {MOST}: R{MOST} holds all that follow; merge some, or ask in parts",
        )


def _not_understood(field: ArgumentName, pieces: Sequence[str]) -> Note:
    said = excerpt("; ".join(pieces))
    return ask(
        field, "not-understood", f"未能理解“{said}”，按原文保留", f"“{said}” could not be read and stays as written"
    )


def _fact(understood: Size | Budget | None, language: Language) -> str:
    if understood is None:
        return _NOT_GIVEN.said(language)
    return _with_rest(understood, language, Words("按原文保留：", "kept as written: "))


def read_as(understood: Size | Budget | None, language: Language) -> str:
    """How a prompt tells it: what was understood and what was not. Blank where only a note can tell."""
    if understood is None or not understood.said("en"):
        return ""
    return _with_rest(understood, language, Words("未读懂：", "not understood: "))


def _with_rest(understood: Size | Budget, language: Language, label: Words) -> str:
    kept = "; ".join(map(excerpt, understood.not_understood[:_SHOWN]))
    return " · ".join(filter(None, (understood.said(language), kept and label.said(language) + kept)))


def _lead(note: Note) -> Words:
    action, name = _ACTIONS[note.action], NAMES[note.field]
    return Words(f"{action.zh}（{name.zh}）", f"{action.en} ({name.en.lower()})")


def _with_heading(requirement: Requirement, colon: str) -> str:
    text = " ".join(requirement.text.split())
    return f"{requirement.heading}{colon}{text}" if requirement.heading else text
