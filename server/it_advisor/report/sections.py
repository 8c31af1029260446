"""The sections of a report, each with what it is for."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from it_advisor.markdown import Block, Heading, Item, Paragraph, Table, plain
from it_advisor.report.headings import PARTS, Role, role_of, role_of_title


class Section(NamedTuple):
    """A heading and what stands below it, down to the next heading of any level."""

    heading: str
    level: int
    """0 for what stands before the first heading."""
    line: int
    role: Role | None
    """Its own, else that of the section it is part of."""
    known: bool
    """Whether its own heading says what it is for."""
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n".join(filter(None, map(text_of, self.blocks)))


_MARKED = 3
"""Headings with marks from which on a bold line is a label within one of them."""


def text_of(block: Block) -> str:
    match block:
        case Paragraph() | Item():
            return plain(block.spans)
        case Table():
            return "\n".join(" | ".join(map(plain, row)) for row in (block.header, *block.rows))
        case _:
            return ""


def with_headings(found: tuple[Block, ...]) -> Iterator[Block]:
    """A line of its own that is a heading but for its marks becomes one, where the others have none either."""
    marked = sum(isinstance(block, Heading) and role_of(plain(block.spans)) is not None for block in found)
    for block in found:
        if marked < _MARKED and isinstance(block, Paragraph) and not block.quoted and _could_head(block):
            role = role_of(plain(block.spans))
            yield Heading(3 if role in PARTS else 2, block.spans, block.line) if role else block
        else:
            yield block


def _could_head(block: Paragraph) -> bool:
    text = plain(block.spans)
    return len(text) <= 60 and "\n" not in text and text[-1:] not in "。.;；,，"


def sections_of(found: tuple[Block, ...]) -> Iterator[Section]:
    starts = [at for at, block in enumerate(found) if isinstance(block, Heading)]
    if before := found[: starts[0] if starts else len(found)]:
        yield Section("", 0, 1, None, False, before)
    main = _main_level([block.level for block in found if isinstance(block, Heading)])
    above: list[tuple[int, Role | None]] = []
    for start, end in pairwise([*starts, len(found)]):
        heading = found[start]
        assert isinstance(heading, Heading)
        text = plain(heading.spans).strip()
        while above and above[-1][0] >= heading.level:
            above.pop()
        own = role_of_title(text) if heading.level < main else role_of(text, main=heading.level == main)
        role = own or (above[-1][1] if above else None)
        above.append((heading.level, role))
        yield Section(text, heading.level, heading.line, role, own is not None, found[start + 1 : end])


def _main_level(levels: list[int]) -> int:
    """The level of the main sections: the highest that more than one heading has."""
    return next((level for level in sorted(set(levels)) if levels.count(level) > 1), 0)
