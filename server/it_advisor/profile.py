"""What ranking needs to know of a case, found out once."""

from typing import NamedTuple

from it_advisor.brief import Budget, Size, understand_budget, understand_size
from it_advisor.cases import Case
from it_advisor.likeness import fingerprint
from it_advisor.search import Document
from it_advisor.subject import Subject, subject_of
from it_advisor.terms import terms, written_names


class Profile(NamedTuple):
    """A case, what it is about, how large and rich its organisation is, and the fingerprint of its wording."""

    case: Case
    subject: Subject
    size: Size | None
    budget: Budget | None
    print: int


def read(case: Case) -> tuple[Profile, Document]:
    """What is known of a case, and what the index keeps of it.

    A case's industry is the one it declares; its kinds are those that its title and its business name in it.
    Its report is an annex, for the details that nothing else mentions.
    """
    title, needs, summary = map(terms, (_title(case), case.technical_requirements, case.summary))
    about = [*title, *needs, *summary]
    own = frozenset(kind for kind in subject_of(title).kinds if kind.startswith(f"{case.industry}/"))
    profile = Profile(
        case,
        Subject({case.industry: 1.0}, own, subject_of(about).needs),
        understand_size(case.company_size),
        understand_budget(case.budget_range),
        fingerprint(about),
    )
    return profile, Document(title, [*needs, *terms(case.company_size), *summary], terms(case.report))


def facts_of(case: Case) -> tuple[str, ...]:
    """What cases are filtered by."""
    return (case.industry, case.language, case.origin)


def about_terms(case: Case) -> list[str]:
    """The terms of all a case says of itself before its report."""
    return terms(_about(case))


def names_of(case: Case) -> set[str]:
    """The names of places and products in a case, its report included."""
    return written_names(f"{_about(case)}\n{case.report}")


def _about(case: Case) -> str:
    return "\n".join((_title(case), case.technical_requirements, case.summary))


def _title(case: Case) -> str:
    return "\n".join((case.title, case.business_nature, *case.tags))
