"""What one may do with contributed cases."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from it_advisor.cases import CaseId, Line, Tag, known_industry
from it_advisor.dossier.requests import UNNAMED, Author, DossierId, Number, OnceKey, Signature
from it_advisor.errors import Refusal, Words
from it_advisor.model import Flag, Model

Licence = Literal["CC-BY-4.0", "CC0-1.0", "internal"]
Amount = Annotated[Decimal, Field(gt=0, le=Decimal("1e15"), allow_inf_nan=False)]


class Outcome(Model):
    """After go-live: what was forecast, and what it was."""

    as_of: date
    forecast_cost: Amount | None = None
    actual_cost: Amount | None = None
    forecast_months: Amount | None = None
    actual_months: Amount | None = None
    forecast_benefit: Amount | None = None
    actual_benefit: Amount | None = None
    note: Annotated[str, StringConstraints(max_length=2_000)] = ""

    @model_validator(mode="after")
    def something_can_be_compared(self) -> Self:
        pairs = ("cost", "months", "benefit")
        if not any(getattr(self, f"forecast_{one}") and getattr(self, f"actual_{one}") for one in pairs):
            raise Refusal(
                Words(
                    "至少一项要有预测和实际两个数，如 forecast_cost 与 actual_cost",
                    "needs a forecast and an actual figure of one thing at least, e.g. forecast_cost and actual_cost",
                )
            )
        return self


class Contribution(Model):
    """A case from a dossier or from a file, or what became of one after go-live."""

    id: CaseId = Field(description="e.g. hotel-group-2027; the same id again is a new version")
    dossier: DossierId | None = Field(default=None, description="Its newest revision becomes the report")
    content: Annotated[str, StringConstraints(max_length=400_000)] = Field(
        default="", description="A case file: Markdown with front matter, as in examples/"
    )
    title: Line | None = Field(default=None, description="For a dossier: without the customer's name")
    industry: str | None = Field(default=None, description="For a dossier, e.g. retail")
    tags: Annotated[tuple[Tag, ...], Field(max_length=30)] = ()
    summary: Annotated[str, StringConstraints(max_length=2_000)] = Field(
        default="", description="For a dossier: what to learn from it"
    )
    licence: Licence | None = Field(default=None, description="internal: only on this server")
    consent: Flag = Field(default=False, description="true: the organisation agrees to publication")
    consent_by: Line | None = Field(default=None, description="Who agreed, by role")
    hidden_names: Annotated[tuple[Line, ...], Field(max_length=50)] = Field(
        default=(), description="Names that must not appear; they are not kept"
    )
    outcome: Outcome | None = Field(default=None, description="Of a published case: forecast and actual")
    author: Signature
    key: OnceKey = None

    @field_validator("industry")
    @classmethod
    def industry_is_known(cls, value: str | None) -> str | None:
        return value if value is None else known_industry(value)


class Review(Model):
    """Without an id: what waits. Without a verdict: a case and all that was done with it."""

    id: CaseId | None = None
    verdict: Literal["accept", "return", "reject", "publish", "feature", "withdraw"] | None = None
    version: Number | None = Field(default=None, description="The one you read")
    comments: Annotated[str, StringConstraints(max_length=8_000)] = ""
    words: Annotated[str, StringConstraints(max_length=2_000)] = Field(default="", description="To find among all")
    author: Author = UNNAMED
    key: OnceKey = None

    @model_validator(mode="after")
    def what_is_returned_says_why(self) -> Self:
        if self.verdict == "return" and not self.comments.strip():
            raise Refusal(
                Words(
                    "退回时要写 comments：请贡献者改什么", "return needs comments: what the contributor should change"
                )
            )
        return self
