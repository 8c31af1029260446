"""What is safe to mend by machine in a report, as a diff and as the mended text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff

from it_advisor.brief import Understanding
from it_advisor.checking import examine
from it_advisor.report.reading import read_report
from it_advisor.rules import Edit

MOST = 200
"""Findings mended at once; after them, it can be asked again."""
_LINE_END = re.compile("(\r\n|\r|\n|\u2028|\u2029)")

Group = tuple[Edit, ...]
"""The edits of one finding: all of them or none."""


def mended(raw: str, brief: Understanding | None = None) -> str:
    """A file's text with what is safe made right and the rest as it was, to the character.

    An edit that brings forth a new error or warning elsewhere is not made.
    """
    found = examine(read_report(raw, brief)).found
    return _safely(raw, tuple(_once_each(one.edits for one in found))[:MOST], brief)


def _once_each(groups: Iterable[Group]) -> Iterator[Group]:
    """Two rules may mend the same place; one of them does."""
    made: set[Edit] = set()
    for edits in groups:
        if edits and made.isdisjoint(edits):
            yield edits
            made.update(edits)


def _safely(raw: str, groups: Sequence[Group], brief: Understanding | None) -> str:
    """With all groups where they do no harm together, else with the harmless ones of each half."""
    after = _with(raw, [edit for group in groups for edit in group])
    if after == raw or _objections(after, brief) <= _objections(raw, brief):
        return after
    if len(groups) == 1:
        return raw
    half = len(groups) // 2
    return _safely(_safely(raw, groups[:half], brief), groups[half:], brief)


def _objections(raw: str, brief: Understanding | None) -> Counter[str]:
    """By rule, how many errors and warnings there are."""
    return Counter(one.code for one in examine(read_report(raw, brief)).found if one.severity != "info")


def _with(raw: str, edits: Iterable[Edit]) -> str:
    """Each line's edits made in their order; a line that was read otherwise than it is written keeps its words."""
    by_line: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_line[edit.line].append(edit)
    parts = _LINE_END.split(raw)
    for number, changes in by_line.items():
        at = 2 * (number - 1)
        for change in changes:
            parts[at] = parts[at].replace(change.old, change.new, 1)
    return "".join(parts)


def diff(before: str, after: str, name: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
