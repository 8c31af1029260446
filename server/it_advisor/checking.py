"""Checking a report: every rule asked, what is suppressed left out, a score, and what would raise it most."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from it_advisor.errors import Words
from it_advisor.report.grids import Kind
from it_advisor.report.headings import Role
from it_advisor.report.reading import Report
from it_advisor.rules import RULES, SEVERITIES, Edit, Family, Fault, Rule, Severity, family_of
from it_advisor.suppression import taken_out
from it_advisor.text import short

LONGEST_QUOTE, LONGEST = 80, 400
"""Characters of a quote, and of a message."""
_QUOTE = re.compile("“([^”]{80,})”")


class Found(NamedTuple):
    """A rule's fault in its report."""

    code: str
    severity: Severity
    family: Family
    heading: str
    line: int
    message: Words
    fix: Words
    edits: tuple[Edit, ...]
    fingerprint: str
    """The same while the words of its line and its heading stay; the line's number does not matter."""


def findings(report: Report, rules: Sequence[Rule] = RULES) -> list[Found]:
    """Everything found, worst first, then by line and code; suppressed ones too."""
    faults = [(rule, fault) for rule in rules for fault in rule.check(report)]
    prints = {line: _print_of(report, line) for line in {fault.line for _, fault in faults}}
    found = {_found(report, rule, fault, prints[fault.line]) for rule, fault in faults}
    return list(_told_apart(sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.line, *one))))


def _told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """What is found in a line that stands there twice is found twice."""
    met: Counter[str] = Counter()
    for one in found:
        times = met[one.fingerprint]
        met[one.fingerprint] += 1
        yield one._replace(fingerprint=f"{one.fingerprint}-{times + 1}") if times else one


def _print_of(report: Report, line: int) -> str:
    """What a line's words are known by."""
    words = report.lines[line - 1] if line <= len(report.lines) else ""
    return sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()


def _found(report: Report, rule: Rule, fault: Fault, line_print: str) -> Found:
    heading = short(report.heading_at(fault.line), LONGEST_QUOTE)
    known_by = "\n".join((rule.CODE, heading, line_print, fault.about))
    return Found(
        rule.CODE,
        fault.severity or rule.SEVERITY,
        family_of(rule.CODE),
        heading,
        fault.line,
        Words(*map(_bounded, fault.message)),
        Words(*map(_bounded, fault.fix)),
        fault.edits,
        sha256(known_by.encode("utf-8", "replace")).hexdigest()[:16],
    )


def _bounded(text: str) -> str:
    """With every quote of the report cut to what one recognises it by."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return short(_QUOTE.sub(lambda quote: f"“{short(quote[1], LONGEST_QUOTE)}”", text), LONGEST)


class Score(NamedTuple):
    """Of 100, over all families; and by family."""

    overall: int
    families: Mapping[Family, int]


_COST: dict[Severity, int] = {"error": 25, "warning": 8, "info": 2}
"""Points of its family that a finding takes."""


def score(found: Sequence[Found], rules: Sequence[Rule] = RULES) -> Score:
    """A family starts at 100; overall, a report is half as good as its families' mean and half as its weakest one."""
    families = {family_of(rule.CODE): 0 for rule in rules}
    for one in found:
        families[one.family] += _COST[one.severity]
    left = {family: max(0, 100 - lost) for family, lost in families.items()}
    return Score(round((sum(left.values()) / len(left) + min(left.values())) / 2), left)


def raises(found: Sequence[Found], rules: Sequence[Rule] = RULES) -> list[tuple[str, int]]:
    """By code, how many points of the overall score mending all its findings would bring; most first."""
    now = score(found, rules).overall
    codes = sorted({one.code for one in found})
    gains = ((code, score([one for one in found if one.code != code], rules).overall - now) for code in codes)
    return sorted(((code, gain) for code, gain in gains if gain > 0), key=lambda one: (-one[1], one[0]))


LEAST_ROLES = 3
"""Parts of a report that a document must have to be checked as one."""
_SELECTING: frozenset[Role] = frozenset({"needs", "solution", "types", "fit", "features", "costs"})
"""Of which it has at least one: minutes of a meeting have decisions, risks and next steps too."""
_ROLE_OF: dict[Kind, Role] = {
    "requirements": "needs", "deviations": "needs", "components": "solution", "scores": "fit", "costs": "costs",
    "benefits": "costs", "years": "costs", "payments": "plan", "phases": "plan", "risks": "risks",
}  # fmt: skip
"""What a table is part of, whatever it is headed by."""


def is_report(report: Report) -> bool:
    """By its headings and, where they are its author's own, by its tables."""
    if report.summary is not None:
        return True
    parts = report.roles | {_ROLE_OF[grid.kind] for grid in report.grids if grid.kind in _ROLE_OF}
    return len(parts) >= LEAST_ROLES and not parts.isdisjoint(_SELECTING)


class Examination(NamedTuple):
    """A report, what was found in it and stays, worst first, and how much a comment or a baseline takes out."""

    report: Report
    found: tuple[Found, ...]
    suppressed: int


def examine(report: Report, known: Collection[str] = ()) -> Examination:
    """`known` are the fingerprints a baseline holds."""
    found = findings(report)
    taken = taken_out(report, {one.code for one in found})
    left = (one for one in found if one.fingerprint not in known)
    stay = tuple(one for one in left if taken.isdisjoint(((one.code, None), (one.code, one.line))))
    return Examination(report, stay, len(found) - len(stay))
