"""What is safe to mend by machine in a report, as a diff and as the mended text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from it_advisor.brief import Understanding
from it_advisor.checking import Found, examine
from it_advisor.report.reading import read_report
from it_advisor.rules import Edit, Severity

MOST = 200
"""Findings mended at once; after them, it can be asked again."""
_TAKEN = "\0"
"""No report holds it."""
_LINE_END = re.compile("(\r\n|\r|\n|\u2028|\u2029)")


class Group(NamedTuple):
    """The edits of one finding of a rule: all of them or none."""

    code: str
    severity: Severity
    edits: tuple[Edit, ...]


def mended(raw: str, brief: Understanding | None = None) -> str:
    """A file's text with what is safe made right and the rest as it was, to the character.

    An edit that leaves the error it was to mend, or brings forth anything new, is not made.
    """
    found = examine(read_report(raw, brief)).found
    groups = tuple(_once_each(found))[:MOST]
    return _safely(Text(raw, _objections(found)), groups, brief).raw


class Text(NamedTuple):
    """A report and, by rule, what is found in it."""

    raw: str
    objections: Counter[str]


def _once_each(found: Iterable[Found]) -> Iterator[Group]:
    """Two rules may mend the same place; one of them does."""
    made: set[Edit] = set()
    for one in found:
        if one.edits and made.isdisjoint(one.edits):
            yield Group(one.code, one.severity, one.edits)
            made.update(one.edits)


def _safely(text: Text, groups: Sequence[Group], brief: Understanding | None) -> Text:
    """With all groups where they do no harm together, else with the harmless ones of each half."""
    raw = _with(text.raw, [edit for group in groups for edit in group.edits])
    if raw == text.raw:
        return text
    after = Text(raw, _objections(examine(read_report(raw, brief)).found))
    if after.objections <= text.objections - Counter(group.code for group in groups if group.severity == "error"):
        return after
    if len(groups) == 1:
        return text
    half = len(groups) // 2
    return _safely(_safely(text, groups[:half], brief), groups[half:], brief)


def _objections(found: Iterable[Found]) -> Counter[str]:
    return Counter(one.code for one in found)


def _with(raw: str, edits: Iterable[Edit]) -> str:
    by_line: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_line[edit.line].append(edit)
    parts = _LINE_END.split(raw)
    for number, changes in by_line.items():
        parts[2 * (number - 1)] = _changed(parts[2 * (number - 1)], changes)
    return "".join(parts)


def _changed(line: str, changes: Iterable[Edit]) -> str:
    """Each change made at a place of its own in the line as it was; one whose words are not written so is not made."""
    free, places = line, list[tuple[int, Edit]]()
    for change in changes:
        start = free.find(change.old)
        if start >= 0:
            end = start + len(change.old)
            free = free[:start] + _TAKEN * len(change.old) + free[end:]
            places.append((start, change))
    for start, change in sorted(places, reverse=True):
        line = line[:start] + change.new + line[start + len(change.old) :]
    return line


def diff(before: str, after: str, name: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
