"""Where sentences and cells meet a pattern, with the place in them."""

from collections.abc import Iterator

from it_advisor.markdown import Code
from it_advisor.report.comments import comments
from it_advisor.report.headings import Role
from it_advisor.report.passages import Hit
from it_advisor.report.phrases import Sought
from it_advisor.report.reading import Report


def elsewhere(report: Report, sought: Sought) -> Iterator[tuple[int, str]]:
    """Where a pattern in small letters is met outside sentences and cells: headings, columns, comments, code."""
    texts = [(section.line, section.heading) for section in report.sections]
    texts += [(grid.line, title) for grid in report.grids if not grid.is_list for title in grid.titles]
    texts += [(comment.line, comment.text) for comment in comments(report.markdown) if "it-advisor" not in comment.text]
    texts += [
        (block.line + 1, block.text)
        for block in report.blocks
        if isinstance(block, Code) and block.language in ("", "text", "md", "markdown")
    ]
    for line, text in texts:
        for found in sought.finditer(text.lower()):
            yield line + text.count("\n", 0, found.start()), text[found.start() : found.end()]


def told(report: Report, sought: Sought, *roles: Role) -> Iterator[Hit]:
    """Those in sentences, cells left out."""
    return (hit for hit in report.find(sought, *roles) if not hit.passage.is_cell)
