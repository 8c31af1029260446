"""A report read into what its checks ask for: sections by role, tables, sentences, the summary block, the brief."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, takewhile
from typing import NamedTuple

from it_advisor.brief import Understanding
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.markdown import Block, Item, Paragraph, Table, blocks, plain
from it_advisor.report.captions import captioned
from it_advisor.report.comments import Comment, blanked, comments
from it_advisor.report.grids import Grid, Kind
from it_advisor.report.headings import Role
from it_advisor.report.phrases import Sought, apart, parts_of
from it_advisor.report.sections import Section, sections_of, with_headings
from it_advisor.summary import Summary
from it_advisor.summary_block import read_summary
from it_advisor.text import language_of, normal

_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;]) +(?=[\"'(“A-Z0-9])|\n")
_BULLET = re.compile(r"^( *)[•●▪■◦‣○] ?(?=\S)", re.MULTILINE)

MOST_BRACKETS = 2_000
"""Of a report; each may begin a link, which costs a parser a hundred times what a letter does."""


class Passage(NamedTuple):
    """A sentence or a cell: what a rule about words looks at."""

    text: str
    line: int
    role: Role | None
    is_cell: bool = False


class Folded(NamedTuple):
    """Passages, and their texts in small letters, one a line, with where each starts."""

    passages: Sequence[Passage]
    text: str
    starts: tuple[int, ...]

    def met(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern is met within a passage."""
        place = 0
        while (found := pattern.search(self.text, place)) is not None:
            at = bisect_right(self.starts, found.start())
            end = self.starts[at] - 1
            if found.end() > end:
                found = pattern.search(self.text, place, end)
            place = max(found.end(), place + 1) if found else end + 1
            if found:
                yield found

    def told(self, found: re.Match[str]) -> tuple[Passage, str]:
        """The passage it is in, and the words as written."""
        at = bisect_right(self.starts, found.start()) - 1
        start = self.starts[at]
        return self.passages[at], self.passages[at].text[found.start() - start : found.end() - start]


class Report:
    """A report and what it says. Built by `read_report`; nothing in it changes."""

    def __init__(self, markdown: str, brief: Understanding | None = None) -> None:
        self.markdown = markdown
        self.brief = brief
        self._folds: dict[frozenset[Role], Folded] = {}
        self.summary_fault: Words | None = None
        """What is wrong with the summary block, where there is one that cannot be read."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """As they were written; line n is at n - 1."""
        return tuple(self.markdown.split("\n"))

    @cached_property
    def language(self) -> Language:
        return language_of(self.prose) or "zh"

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(with_headings(blocks(_readable(self.markdown))))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """In their order; the first may be what stands before any heading."""
        return tuple(sections_of(self.blocks))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(
            Grid(table, section.heading, section.role, said) for section, table, said in captioned(self.sections)
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Sentences and cells, in their order; code blocks left out."""
        return tuple(_passages(self))

    def find(self, wanted: Sought, *roles: Role) -> Iterator[tuple[Passage, str]]:
        """Where a pattern in small letters is met within a passage, and the words as written. One pass over the text.

        Ignoring case in the pattern itself would take several times as long.
        """
        folded = self._folded(frozenset(roles))
        return map(folded.told, apart(one for part in parts_of(wanted) for one in folded.met(part)))

    def says(self, wanted: Sought, *roles: Role) -> bool:
        """Whether a pattern in small letters is met in some passage of these sections, or of any."""
        folded = self._folded(frozenset(roles))
        return any(next(folded.met(part), None) for part in parts_of(wanted))

    def _folded(self, roles: frozenset[Role]) -> Folded:
        """The passages of these sections, or of all."""
        if roles not in self._folds:
            kept = [(one, low) for one, low in self._small if not roles or one.role in roles]
            passages, small = [one for one, _ in kept], [low for _, low in kept]
            starts = tuple(accumulate((len(one) + 1 for one in small), initial=0))
            self._folds[roles] = Folded(passages, "\n".join(small), starts)
        return self._folds[roles]

    @cached_property
    def _small(self) -> tuple[tuple[Passage, str], ...]:
        return tuple((passage, _small(passage.text)) for passage in self.passages)

    @cached_property
    def prose(self) -> str:
        """Everything but headings, code and comments, as plain text."""
        return "\n".join(section.text for section in self.sections)

    @cached_property
    def summary(self) -> Summary | None:
        try:
            return read_summary(self.markdown)
        except BadRequest as error:
            self.summary_fault = error.words
            return None

    @property
    def roles(self) -> frozenset[Role]:
        """What the report has a heading for."""
        return frozenset(section.role for section in self.sections if section.known and section.role)

    def within(self, *roles: Role) -> Iterator[Section]:
        """The sections that serve one of these purposes, with those below them."""
        return (section for section in self.sections if section.role in roles)

    def text(self, *roles: Role) -> str:
        """What stands in these sections, as plain text with cells."""
        return "\n".join(section.text for section in self.within(*roles))

    def grids_of(self, *kinds: Kind) -> Iterator[Grid]:
        return (grid for grid in self.grids if grid.kind in kinds)

    def line_of(self, *roles: Role) -> int:
        """Where to point to for what is missing in such a section: its heading, else the top."""
        return next((section.line for section in self.within(*roles)), 1)

    def heading_at(self, line: int) -> str:
        """The heading a line stands under."""
        above = bisect_right(self._section_lines, line)
        return self.sections[above - 1].heading if above else ""

    @cached_property
    def _section_lines(self) -> tuple[int, ...]:
        return tuple(section.line for section in self.sections)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        return tuple(comments(self.markdown))

    @cached_property
    def bare_lines(self) -> tuple[str, ...]:
        """The lines without their comments."""
        return tuple(blanked(self.markdown).split("\n"))

    @cached_property
    def next_filled(self) -> tuple[int, ...]:
        """By line, counted from 0, the number of the first line after it that holds something; else the next."""
        found, after = [], 0
        for number in range(len(self.lines), 0, -1):
            found.append(after or number + 1)
            after = number if self.lines[number - 1].strip() else after
        return tuple(reversed(found))


def _small(text: str) -> str:
    """In small letters and one line, as long as before."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return small.replace("\n", " ")


def read_report(markdown: str, brief: Understanding | None = None) -> Report:
    """The report; whatever it is, reading it fails on nothing."""
    return Report(normal(markdown), brief)


def _readable(markdown: str) -> str:
    """What is parsed: without comments and front matter, bullets of other signs as ours, every line in its place."""
    body = _BULLET.sub(r"\1- ", blanked(_body(markdown)))
    return body if body.count("[") <= MOST_BRACKETS else body.replace("[", "［")


def _body(markdown: str) -> str:
    """Without YAML front matter, every line in its place."""
    end = markdown.find("\n---\n", 3) if markdown.startswith("---\n") else -1
    return markdown if end < 0 else "\n" * markdown.count("\n", 0, end + 5) + markdown[end + 5 :]


def _passages(report: Report) -> Iterator[Passage]:
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for at, row in enumerate(block.rows):
                    yield from (Passage(plain(c).strip(), block.line_of(at), section.role, True) for c in row if c)
            elif isinstance(block, Paragraph | Item):
                yield from _sentences(report, block, section.role)


def _sentences(report: Report, block: Paragraph | Item, role: Role | None) -> Iterator[Passage]:
    """Each with its line: a break inside a paragraph was read as a blank."""
    text = plain(block.spans)
    raw = report.lines[block.line - 1 : block.line + text.count(" ")]
    ends = list(takewhile(lambda end: end <= len(text), accumulate(len(line.strip()) + 1 for line in raw)))
    for start, part in _parts(text):
        if part.strip():
            yield Passage(part.strip(), block.line + bisect_right(ends, start), role)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place."""
    parts = _END.split(text)
    place = 0
    for part in parts:
        place = text.find(part, place)
        yield place, part
        place += len(part)
