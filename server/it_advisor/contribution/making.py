"""A case made from what was contributed: a file, or a dossier's newest revision."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from it_advisor.cases import Case
from it_advisor.contribution.requests import Contribution
from it_advisor.dossier.record import Record
from it_advisor.dossier.writing import report_of
from it_advisor.errors import BadContent, BadRequest, Problem, Words
from it_advisor.frontmatter import read
from it_advisor.problems import problems
from it_advisor.text import short

_ONE_OF = Words("请给出 dossier 或 content（二者之一）", "give either dossier or content")


def of_file(request: Contribution) -> Case:
    """Its origin is the community and its id is the request's, whatever the file says. Raises BadRequest."""
    try:
        case = read(request.content, "content", Case, "body")
    except BadContent as error:
        raise BadRequest(Problem("content", error.words)) from error
    return _valid({**dict(case), "id": request.id, "origin": "community", "contributor": request.author})


def of_record(request: Contribution, record: Record, today: date) -> Case:
    """Raises BadRequest naming what a dossier does not say of itself."""
    decision = record.decision
    raw = {
        "id": request.id,
        "title": request.title or record.about.title[:200],
        "language": record.about.language,
        "origin": "community",
        "contributor": request.author,
        "source": f"{request.licence}",
        "date": today,
        "industry": request.industry,
        "tags": request.tags,
        "business_nature": record.brief.business_nature,
        "company_size": record.brief.company_size or "—",
        "budget_range": record.brief.budget_range or "—",
        "technical_requirements": record.brief.technical_requirements
        or "; ".join(short(one.need, 200) for one in record.requirements),
        "summary": request.summary or (f"{decision.choice}. {decision.changes_if}" if decision else ""),
        "body": report_of(record),
    }
    return _valid(raw)


def _valid(raw: dict[str, Any]) -> Case:
    """Raises BadRequest for what no reader of cases would take."""
    try:
        return Case.model_validate(raw)
    except ValidationError as error:
        raise BadRequest(*problems(error, Case)) from error


def refuse_both(request: Contribution) -> None:
    """Raises BadRequest unless there is exactly one source."""
    if bool(request.dossier) == bool(request.content.strip()):
        raise BadRequest(Problem("content", _ONE_OF))


def whole_text(case: Case) -> str:
    """All that would be published of a case, as it is screened."""
    card = (case.title, case.business_nature, case.company_size, case.budget_range, case.technical_requirements)
    return "\n".join((*card, case.source, *case.tags, case.summary, case.body))
