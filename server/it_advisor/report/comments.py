"""The HTML comments of a Markdown text: read for what they tell the checker, and blanked for everybody else."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENS = re.compile(
    r"^(?:[ >]|[-*+] |\d{1,9}[.)] )*(?P<fence>~{3,}|`{3,}(?=[^`\n]*$))|(?P<ticks>`+)|(?P<comment><!--)", re.MULTILINE
)
_LONGEST_CODE = 1_000
"""Characters within a line of text that stand between backticks."""


class Comment(NamedTuple):
    text: str
    line: int
    last_line: int
    start: int
    end: int


def comments(markdown: str) -> Iterator[Comment]:
    """In their order; one that is never closed, or that stands in code, is text."""
    if "<!--" not in markdown:
        return
    line = counted = 0
    for start, end in _places(markdown):
        line += markdown.count("\n", counted, start)
        text = markdown[start + 4 : end - 3]
        yield Comment(text.strip(), line + 1, line + 1 + text.count("\n"), start, end)
        counted = start


def _places(markdown: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends; code is passed over."""
    place, last = 0, markdown.rfind("-->")
    while (found := _OPENS.search(markdown, place)) is not None:
        if found["comment"] and found.start() + 4 > last:
            return
        if found["comment"]:
            place = markdown.index("-->", found.end()) + 3
            yield found.start(), place
        else:
            place = _end_of_code(markdown, found)


def _end_of_code(markdown: str, found: re.Match[str]) -> int:
    """Of a fence, behind the one that closes it, else the whole rest; of backticks, behind as many more, if any."""
    if fence := found["fence"]:
        closed = re.compile(rf"^[ >]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(markdown, found.end())
        return closed.end() if closed else len(markdown)
    end = found.end()
    ahead = markdown[end : end + _LONGEST_CODE].partition("\n\n")[0]
    closed = re.search(rf"(?<!`)`{{{len(found['ticks'])}}}(?!`)", ahead)
    return end + closed.end() if closed else end


def blanked(markdown: str) -> str:
    """The text without its comments, every line in its place."""
    parts, place = [], 0
    for comment in comments(markdown):
        parts += [markdown[place : comment.start], "\n" * (comment.last_line - comment.line)]
        place = comment.end
    return "".join((*parts, markdown[place:]))
