"""What a rule finds, what a rule is, and the families rules belong to."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from it_advisor.errors import Words
from it_advisor.report.reading import Report
from it_advisor.severity import SEVERITIES, Severity

__all__ = ["FAMILIES", "SEVERITIES", "Edit", "Family", "Fault", "Rule", "Severity", "family_of"]

Family = Literal["ST", "RQ", "NU", "EV", "NE", "PL", "RK", "SC", "CO", "HY"]
FAMILIES: dict[Family, Words] = {
    "ST": Words("结构", "structure"),
    "RQ": Words("需求", "requirements"),
    "NU": Words("数字", "numbers"),
    "CO": Words("前后一致", "consistency"),
    "EV": Words("依据", "evidence"),
    "NE": Words("中立", "neutrality"),
    "PL": Words("计划", "plan"),
    "RK": Words("风险", "risk"),
    "SC": Words("安全与合规", "security and compliance"),
    "HY": Words("整洁", "hygiene"),
}
"""By the two letters its codes begin with."""


class Edit(NamedTuple):
    """A change to one line that is safe to make by machine: the first `old` in it that no edit has becomes `new`."""

    line: int
    old: str
    new: str


class Fault(NamedTuple):
    """One thing a board would object to: where, what, and how to mend it."""

    line: int
    message: Words
    fix: Words
    severity: Severity | None = None
    """Where it is less certain than the rule's own."""
    edits: tuple[Edit, ...] = ()
    about: str = ""
    """What of several things its line may be faulted for: a section, a requirement, a regime, a column."""


class Rule(Protocol):
    """A module of this package."""

    @property
    def __name__(self) -> str: ...

    @property
    def CODE(self) -> str: ...  # noqa: N802 # it is a module's constant

    @property
    def SEVERITY(self) -> Severity: ...  # noqa: N802

    def check(self, report: Report) -> Iterator[Fault]: ...


def family_of(code: str) -> Family:
    return next(family for family in FAMILIES if code.startswith(family))
