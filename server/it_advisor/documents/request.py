"""What a document is made from: a report, and what may stand beside it."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, WithJsonSchema, field_validator

from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.fields import Day
from it_advisor.costs import CostsRequest
from it_advisor.documents.parts import Part
from it_advisor.errors import Refusal, Words
from it_advisor.model import AskedLanguage, Model

Format = Literal["docx", "pdf", "xlsx", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Control(Model):
    """Who answers for a document, and which state of it this is."""

    version: Line = Field(default="0.1", description="Of the document, e.g. '1.0'")
    date: Day | None = Field(default=None, description="Of the document; today if left out")
    owner: Line | None = Field(default=None, description="Who answers for it, e.g. 'Li Wei, IT'")
    reviewers: tuple[Line, ...] = Field(default=(), max_length=20, description="Who checks it")
    approvers: tuple[Line, ...] = Field(default=(), max_length=20, description="Who signs it")


class ExportRequest(Control):
    """A report to be made into documents, each of which says the same."""

    report: str = Field(
        min_length=1,
        max_length=400_000,
        description="The report in Markdown, best with its summary block, which the charts are drawn from; "
        "or a dossier's id",
    )
    formats: tuple[Format, ...] = Field(default=("html",), min_length=1, description="E.g. ['html']")
    parts: tuple[Part, ...] = Field(
        default=(),
        description="Excel sheets for procurement: what vendors answer and are held to in one file, scoring in another",
    )
    costs: Annotated[CostsRequest | None, WithJsonSchema({"type": "object"})] = Field(
        default=None, description="As estimate_costs takes them; left out: the summary block's cost lines"
    )
    comparison: Annotated[ComparisonRequest | None, WithJsonSchema({"type": "object"})] = Field(
        default=None, description="As compare_options takes it"
    )
    title: Line | None = Field(default=None, description="If other than the report's own")
    language: AskedLanguage = Field(default="auto", description="Of headings and labels; auto: the report's")

    @field_validator("report")
    @classmethod
    def report_says_something(cls, report: str) -> str:
        if not report.strip():
            raise Refusal(Words("报告是空的；请给出 Markdown 正文", "is blank; give the report's Markdown"))
        return report

    @field_validator("formats")
    @classmethod
    def formats_are_named_once(cls, formats: tuple[Format, ...]) -> tuple[Format, ...]:
        return tuple(dict.fromkeys(formats))
