"""Comments in a report that take findings out: `<!-- it-advisor: ignore NU301 the reason -->`, or `ignore-file`."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from it_advisor.report.comments import Comment
from it_advisor.report.reading import Report

_OURS = re.compile(r"it-advisor\b", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"it-advisor *[:：] *(ignore-file|ignore) +([A-Z]{2}\d{3}(?:[ ,，、]+[A-Z]{2}\d{3}(?!\d))*+)(?!\d)"
    r"[ :：,，、]*+(.*)",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2}\d{3}")


class Suppression(NamedTuple):
    """A comment that takes findings out: of the whole report, or of some lines."""

    codes: frozenset[str]
    """Empty where the comment is addressed to the checker and cannot be read."""
    reason: str
    line: int
    lines: range | None


def suppressions(report: Report) -> Iterator[Suppression]:
    """In their order. One that stands alone on its line is about the next line that holds something."""
    ours = [comment for comment in report.comments if _OURS.match(comment.text)]
    if not ours:
        return
    opened = {number for number, line in enumerate(report.lines, 1) if line.lstrip().startswith("<!--")}
    closed = {number for number, line in enumerate(report.lines, 1) if line.rstrip().endswith("-->")}
    for comment in ours:
        found = _DIRECTIVE.match(comment.text)
        if found is None:
            yield Suppression(frozenset(), "", comment.line, None)
            continue
        alone = comment.line in opened and comment.last_line in closed
        lines = None if found[1].lower() == "ignore-file" else _lines_of(report, comment, alone)
        codes = frozenset(_CODE.findall(found[2].upper()))
        yield Suppression(codes, " ".join(found[3].split()), comment.line, lines)


def _lines_of(report: Report, comment: Comment, alone: bool) -> range:
    if alone:
        after = report.next_filled[comment.last_line - 1]
        return range(after, after + 1)
    return range(comment.line, comment.last_line + 1)


def taken_out(report: Report, codes: Collection[str]) -> frozenset[tuple[str, int | None]]:
    """Of these rules, the codes and lines that a comment with a reason takes out; no line is every line."""
    found = set[tuple[str, int | None]]()
    for one in suppressions(report):
        if one.reason:
            lines = (None,) if one.lines is None else one.lines
            found |= {(code, line) for code in one.codes.intersection(codes) for line in lines}
    return frozenset(found)
