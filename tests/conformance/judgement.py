"""Whether what the suite found was expected: nothing fails that is not on the baseline, nothing on it passes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

FAILING = ("FAILURE", "WARNING")
"""A warning is a SHOULD of the specification; we do what we should."""


class Expected(NamedTuple):
    """An entry of the baseline: a scenario, or one check of it as `scenario:check`, and why it may fail."""

    name: str
    reason: str


class Row(NamedTuple):
    """A scenario in one run."""

    scenario: str
    passed: int
    expected: tuple[str, ...]
    """The checks that failed and may."""
    unexpected: tuple[str, ...]
    """Those that may not, each with what the suite said."""
    skipped: int


class Verdict(NamedTuple):
    rows: tuple[Row, ...]
    faults: tuple[str, ...]
    """Whatever should make the run fail, a line each."""

    def count(self, field: str) -> int:
        values = [getattr(row, field) for row in self.rows]
        return sum(value if isinstance(value, int) else len(value) for value in values)


def judge(
    found: Mapping[str, Sequence[Mapping[str, Any]]], wanted: Iterable[str], baseline: Sequence[Expected]
) -> Verdict:
    """`found` is each scenario's checks as the suite wrote them, `wanted` the scenarios that had to run."""
    names = frozenset(entry.name for entry in baseline)
    rows = tuple(_row(scenario, checks, names) for scenario, checks in sorted(found.items()))
    missing = [f"{scenario}: did not run" for scenario in wanted if not found.get(scenario)]
    unexpected = [f"{row.scenario}: {what}" for row in rows for what in row.unexpected]
    failed = {name for row in rows if row.expected for name in (row.scenario, *row.expected)}
    stale = [f"{entry.name}: is on the baseline and passes" for entry in baseline if entry.name not in failed]
    return Verdict(rows, (*missing, *unexpected, *stale))


def _row(scenario: str, checks: Sequence[Mapping[str, Any]], excused: frozenset[str]) -> Row:
    failing = [check for check in checks if check["status"] in FAILING]
    expected = [one for one in failing if excused & {scenario, f"{scenario}:{one['id']}"}]
    others = [f"{one['id']}: {one.get('errorMessage')}" for one in failing if one not in expected]
    passed = sum(check["status"] == "SUCCESS" for check in checks)
    skipped = sum(check["status"] == "SKIPPED" for check in checks)
    return Row(scenario, passed, tuple(f"{scenario}:{one['id']}" for one in expected), tuple(others), skipped)


def entries(document: Sequence[Mapping[str, Any]], run: str, revision: str) -> Iterator[Expected]:
    """What the baseline file says of one run. Raises ValueError for an entry without a reason."""
    for group in document:
        if not str(group.get("reason") or "").strip():
            raise ValueError(f"an entry of the baseline gives no reason: {group}")
        if run in group["runs"] and revision in group["revisions"]:
            yield from (Expected(name, group["reason"]) for name in group["failing"])
