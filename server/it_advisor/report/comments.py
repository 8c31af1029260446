"""The HTML comments of a Markdown text: read for what they tell the checker, and blanked for everybody else."""

from collections.abc import Iterator
from typing import NamedTuple


class Comment(NamedTuple):
    text: str
    line: int
    last_line: int
    start: int
    end: int


def comments(markdown: str) -> Iterator[Comment]:
    """In their order; one that is never closed is text."""
    place = line = 0
    counted = 0
    while (start := markdown.find("<!--", place)) >= 0 and (end := markdown.find("-->", start + 4)) >= 0:
        line += markdown.count("\n", counted, start)
        text = markdown[start + 4 : end]
        yield Comment(text.strip(), line + 1, line + 1 + text.count("\n"), start, end + 3)
        counted, place = start, end + 3


def blanked(markdown: str) -> str:
    """The text without its comments, every line in its place."""
    parts, place = [], 0
    for comment in comments(markdown):
        parts += [markdown[place : comment.start], "\n" * (comment.last_line - comment.line)]
        place = comment.end
    return "".join((*parts, markdown[place:]))
