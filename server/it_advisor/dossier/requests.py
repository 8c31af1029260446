"""What one may ask of dossiers."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from it_advisor.brief import Brief
from it_advisor.brief.arguments import Business
from it_advisor.cases import Line
from it_advisor.dossier.record import Role
from it_advisor.errors import Language, Refusal
from it_advisor.model import AskedLanguage, Count, Flag, Model
from it_advisor.problems import MISSING


def _named(value: object) -> object:
    if value == "":
        raise Refusal(MISSING)
    return value


def _without_default(schema: dict[str, Any]) -> None:
    """The empty text stands for nobody; a caller that sent it would be refused."""
    del schema["default"]


DossierId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{8,100}$")]
Author = Annotated[Line, Field(description="Who does this, e.g. 'Li Wei'")]
UNNAMED = "—"
"""An author who is not named."""
Number = Annotated[Count, Field(ge=1, le=1_000_000_000)]
Signature = Annotated[
    Line,
    BeforeValidator(_named),
    Field(
        default="",
        validate_default=True,
        description="Who does this, e.g. 'Li Wei'; needed unless you signed in",
        json_schema_extra=_without_default,
    ),
]
"""An author who has to be named, unless whoever is signed in is."""
OnceKey = Annotated[
    Key | None, Field(default=None, description="Any fresh text of 8 characters or more: sent twice, done once")
]
Cursor = Annotated[
    Annotated[str, StringConstraints(max_length=40)] | None,
    Field(default=None, description="`more` of the page before"),
]
_Blank = BeforeValidator(lambda value: None if isinstance(value, str) and not value.strip() else value)


class Start(Brief):
    """A dossier from a brief, from a report, or from another dossier as a template."""

    business_nature: Annotated[Business | None, _Blank] = Field(  # type: ignore[assignment] # a copy may keep the old
        default=None, description="业务性质 What the organisation does; left out only in a copy"
    )
    title: Annotated[Line | None, _Blank] = None
    report: Annotated[str, StringConstraints(max_length=200_000)] | None = Field(
        default=None, description="A report with its summary block, which fills the sections"
    )
    copy_of: DossierId | None = Field(default=None, description="A dossier to copy without its money and scores")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="e.g. CNY"
    )
    horizon_years: Annotated[Count, Field(ge=1, le=10)] = 3
    author: Author = UNNAMED
    language: AskedLanguage = "auto"
    key: OnceKey = None


class DossierRequest(Model):
    """Which dossier, which part of it, at which revision; or, without an id, which dossiers there are."""

    id: DossierId | None = Field(default=None, description="Left out: lists dossiers, those about `words` first")
    words: Annotated[str, StringConstraints(max_length=2_000)] = Field(default="", description="To find one by")
    view: Literal["whole", "report", "history", "changes", "comments", "scores"] = Field(
        default="whole", description="report: as Markdown; changes: from revision `against`"
    )
    section: str | None = Field(default=None, max_length=60, description="Only this, e.g. requirements, text.risks")
    revision: Number | None = Field(default=None, description="The newest if left out")
    against: Number | None = Field(default=None, description="For changes: the earlier revision")
    after: Cursor = None


class DossierSearch(Model):
    """Words and filters; without any, every dossier, the last changed first."""

    words: Annotated[str, StringConstraints(max_length=2_000)] = ""
    signed: Flag | None = Field(default=None, description="true: the newest revision is signed off")
    dossier_language: Language | None = None
    limit: Annotated[Count, Field(ge=1, le=50)] = 20
    after: Cursor = None


class Revision(Model):
    """One step on a dossier: an edit, or a restoration, a comment, a score, a signature."""

    id: DossierId
    action: Literal["edit", "restore", "comment", "resolve", "score", "sign"] = "edit"
    base_revision: Number = Field(description="The revision you looked at")
    section: Annotated[str, StringConstraints(max_length=60)] | None = Field(
        default=None, description="e.g. requirements, options, cost_lines, text.risks; get_dossier lists them"
    )
    content: Annotated[str, StringConstraints(max_length=200_000)] = Field(
        default="",
        description="edit: the whole section, Markdown for text.*, else JSON; score: your rows; "
        "comment, resolve, sign: what you say, @name mentions",
    )
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = Field(
        default="", description="Why"
    )
    author: Signature
    role: Role | None = Field(default=None, description="Yours: to sign, or to edit what a role owns")
    revision: Number | None = Field(default=None, description="restore: to which")
    comment: Annotated[str, StringConstraints(max_length=40)] | None = Field(default=None, description="resolve: which")
    key: OnceKey = None
