"""A report with its summary block, the brief it answers, and dossiers made of them."""

from pathlib import Path

from it_advisor.brief import Brief
from it_advisor.cases import Case
from it_advisor.dossier import Start
from it_advisor.dossier.filling import of_report
from it_advisor.dossier.record import Record
from it_advisor.frontmatter import read

EXAMPLES = Path(__file__).parent.parent / "examples"
FILE = (EXAMPLES / "charity-40-staff.md").read_text("utf-8")


def example(name: str = "charity-40-staff") -> Case:
    return read((EXAMPLES / f"{name}.md").read_text("utf-8"), name, Case, "body")


def brief_of(case: Case) -> Brief:
    return Brief(**{name: getattr(case, name) for name in Brief.model_fields})


def record(name: str = "charity-40-staff") -> Record:
    case = example(name)
    return of_report(case.body, brief_of(case))


def start(**more: object) -> Start:
    """A dossier from a whole report."""
    case = example()
    return Start.model_validate({"business_nature": case.business_nature, "report": case.body, "author": "Ana", **more})
