"""What a dossier holds at one revision: the decision in sections that different people edit."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from it_advisor.brief import Brief
from it_advisor.comparison.criteria import Criterion
from it_advisor.comparison.gates import GateCheck
from it_advisor.comparison.scores import Score
from it_advisor.errors import Language
from it_advisor.model import Count, Model
from it_advisor.summary import (
    BenefitLine,
    Component,
    ComponentId,
    CostLine,
    Decision,
    Evidence,
    Option,
    Phase,
    Requirement,
    RequirementId,
    Risk,
    Text,
)

Role = Literal["cio", "it", "procurement", "finance", "business"]
ROLES: tuple[Role, ...] = get_args(Role)

Part = Literal["decision", "needs", "solution", "types", "fit", "features", "plan", "costs", "risks", "next"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The narrative's sections: those of a report, which stand under its fixed headings."""

Narrative = Annotated[str, StringConstraints(max_length=60_000)]
Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class OwnedRequirement(Requirement):
    """A need, and who answers for it."""

    owner: str = Field(default="", max_length=120)


class OptionInFull(Option):
    """A whole way to go: what it is built of, which products, and what it covers."""

    components: tuple[ComponentId, ...] = ()
    products: tuple[Text, ...] = ()
    covers: tuple[RequirementId, ...] = Field(default=(), description="The requirements it meets")
    weakness: str = Field(default="", max_length=2_000, description="What speaks against it")


class Step(Model):
    """Something somebody does next."""

    by: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(description="A date, e.g. 2027-01-15")
    action: Text
    owner: Text


class Owner(Model):
    """Who answers for a section."""

    section: str
    role: Role
    person: str = Field(default="", max_length=120)


class Doubt(Model):
    """Amounts in a section's words that are older than the lines they come from."""

    section: str
    revision: Count = Field(description="The one that changed the lines")


class About(Model):
    """What the whole is called and counted in."""

    title: Text
    language: Language
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"
    horizon_years: Annotated[Count, Field(ge=1, le=10)] = 3


class Record(Model):
    """A dossier at one revision. Each field is a section; of `text` each part is one, named text.decision and so on."""

    about: About
    brief: Brief
    decision: Decision | None = None
    requirements: tuple[OwnedRequirement, ...] = Field(default=(), max_length=500)
    components: tuple[Component, ...] = Field(default=(), max_length=500)
    options: tuple[OptionInFull, ...] = Field(default=(), max_length=100)
    gates: tuple[GateCheck, ...] = Field(default=(), max_length=2_000)
    criteria: tuple[Criterion, ...] = Field(default=(), max_length=100)
    scorers: tuple[Person, ...] = Field(default=(), max_length=50, description="Who scores; hidden until all have")
    scores: tuple[Score, ...] = Field(default=(), max_length=10_000)
    cost_lines: tuple[CostLine, ...] = Field(default=(), max_length=500)
    benefit_lines: tuple[BenefitLine, ...] = Field(default=(), max_length=500)
    phases: tuple[Phase, ...] = Field(default=(), max_length=100)
    risks: tuple[Risk, ...] = Field(default=(), max_length=500)
    evidence: tuple[Evidence, ...] = Field(default=(), max_length=1_000)
    steps: tuple[Step, ...] = Field(default=(), max_length=100)
    owners: tuple[Owner, ...] = Field(default=(), max_length=50)
    text: dict[Part, Narrative] = Field(default_factory=dict)
    doubts: tuple[Doubt, ...] = Field(default=(), description="No section: it follows from the edits")
