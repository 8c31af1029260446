"""Comments in a report that take findings out: `<!-- it-advisor: ignore NU301 the reason -->`, or `ignore-file`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from it_advisor.report.comments import comments
from it_advisor.report.reading import Report

_DIRECTIVE = re.compile(
    r"it-advisor: *(ignore-file|ignore) +([A-Z]{2}\d{3}(?: *[,，] *[A-Z]{2}\d{3})*+)[ :：,，]*+(.*)", re.DOTALL
)
_CODE = re.compile(r"[A-Z]{2}\d{3}")


class Suppression(NamedTuple):
    """A comment that takes findings out: of the whole report, or of some lines."""

    codes: frozenset[str]
    reason: str
    line: int
    lines: range | None

    def takes(self, code: str, line: int) -> bool:
        return bool(self.reason) and code in self.codes and (self.lines is None or line in self.lines)


def suppressions(report: Report) -> Iterator[Suppression]:
    """In their order. One that stands alone on its line is about the next line that holds something."""
    for comment in comments(report.markdown):
        if (directive := _DIRECTIVE.match(comment.text)) is None:
            continue
        codes = frozenset(_CODE.findall(directive[2]))
        lines = None if directive[1] == "ignore-file" else _lines_of(report, comment.line, comment.last_line)
        yield Suppression(codes, " ".join(directive[3].split()), comment.line, lines)


def _lines_of(report: Report, first: int, last: int) -> range:
    if report.lines[first - 1].lstrip().startswith("<!--") and report.lines[last - 1].rstrip().endswith("-->"):
        after = next((at for at in range(last, len(report.lines)) if report.lines[at].strip()), last)
        return range(after + 1, after + 2)
    return range(first, last + 1)
