"""The four arguments, kept as given; requirements split by line."""

import re
from typing import Annotated

from pydantic import Field, StringConstraints

from it_advisor.errors import Words
from it_advisor.model import Model


class Band(Model):
    name: str
    rank: int


class Size(Model):
    band: Band | None = None


class Requirement(Model):
    id: str
    text: str


class Note(Model):
    field: str
    words: Words


class Brief(Model):
    business_nature: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=4000)] = Field(
        description="What the organisation does 组织做什么，如 precision parts, 3 plants"
    )
    company_size: Annotated[str, StringConstraints(max_length=8000)] = Field(
        default="", description="Headcount, sites or a size word 规模，如 320人"
    )
    budget_range: Annotated[str, StringConstraints(max_length=8000)] = Field(
        default="", description="Amount, currency, period, ceiling 预算，如 三年300–500万元"
    )
    technical_requirements: Annotated[str, StringConstraints(max_length=8000)] = Field(
        default="", description="One a line 一行一条"
    )


class Understanding(Model):
    size: Size | None = None
    requirements: tuple[Requirement, ...] = ()
    notes: tuple[Note, ...] = ()

    def markdown(self, language):
        return ""


def understand_size(text):
    return None


def understand(brief):
    parts = [p.strip() for p in re.split(r"[；;\n]", brief.technical_requirements) if p.strip()]
    return Understanding(requirements=tuple(Requirement(id=f"R{i}", text=p) for i, p in enumerate(parts, 1)))
