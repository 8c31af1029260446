"""A report read into what its checks ask for: sections by role, tables, sentences, the summary block, the brief."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, groupby, islice

from it_advisor.brief import Understanding
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.markdown import Block, blocks
from it_advisor.report.captions import captioned
from it_advisor.report.comments import Comment, blanked, comments
from it_advisor.report.grids import Grid, Kind
from it_advisor.report.headings import Role
from it_advisor.report.passages import MOST_HITS, Folded, Hit, Passage, in_small_letters, passages_of
from it_advisor.report.phrases import Sought, apart, parts_of
from it_advisor.report.sections import Section, sections_of, with_headings
from it_advisor.summary import Summary
from it_advisor.summary_block import read_summary
from it_advisor.text import language_of, normal

_HEAD = re.compile(r"---\n(?:#.*\n|\n)*[\w-]+ *:(?:.*\n)+?(?:---|\.\.\.) *(?:\n|$)")
"""Front matter has a key; a text between two rules has none."""
_WHOLE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?!\d|[.,]\d)")
_BULLET = re.compile(r"^( *)[•●▪■◦‣○] ?(?=\S)", re.MULTILINE)

MOST_BRACKETS = 2_000
"""Of a report; each may begin a link, which costs a parser a hundred times what a letter does."""
MOST_FILLED = 10_000
"""Cells that a report's rows may be short of what their headers have: a parser makes each."""
_RULE = re.compile(r"^[ >]*\|?[ \t]*:?-+:?[ \t|:-]*$", re.MULTILINE)


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
        return tuple(passages_of(self.sections, self.lines))

    def find(self, wanted: Sought, *roles: Role) -> Iterator[Hit]:
        """Where a pattern in small letters is met: the first few places of each passage. One pass over the text.

        Ignoring case in the pattern itself would take several times as long.
        """
        folded = self._folded(frozenset(roles))
        found = map(folded.told, apart(one for part in parts_of(wanted) for one in folded.met(part)))
        for _, hits in groupby(found, key=lambda hit: id(hit.passage)):
            yield from islice(hits, MOST_HITS)

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
        return tuple((passage, in_small_letters(passage.text)) for passage in self.passages)

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
    def numbers(self) -> Counter[str]:
        """How often each whole number is written, without its commas."""
        return Counter(found.replace(",", "") for found in _WHOLE.findall(self.markdown))

    @cached_property
    def next_filled(self) -> tuple[int, ...]:
        """By line, counted from 0, the number of the first line after it that holds something; else the next."""
        found, after = [], 0
        for number in range(len(self.lines), 0, -1):
            found.append(after or number + 1)
            after = number if self.lines[number - 1].strip() else after
        return tuple(reversed(found))


def read_report(markdown: str, brief: Understanding | None = None) -> Report:
    """The report; whatever it is, reading it fails on nothing."""
    return Report(normal(markdown), brief)


def _readable(markdown: str) -> str:
    """What is parsed: without comments and front matter, bullets of other signs as ours, every line in its place."""
    body = _narrow(_BULLET.sub(r"\1- ", blanked(_body(markdown))))
    return body if body.count("[") <= MOST_BRACKETS else body.replace("[", "［")


def _narrow(body: str) -> str:
    """With its tables up to the one whose rows leave too many cells out; that and those behind are text."""
    filled = width = place = start = 0
    for line in body.split("\n") if "|" in body else ():
        bars = line.count("|")
        if bars and _RULE.match(line):
            width, start = bars, place
        elif not line.strip():
            width = 0
        elif width > bars:
            filled += width - bars
        if filled > MOST_FILLED:
            return body[:start] + body[start:].replace("|", "｜")
        place += len(line) + 1
    return body


def _body(markdown: str) -> str:
    """Without YAML front matter, every line in its place."""
    head = _HEAD.match(markdown)
    return markdown if head is None else "\n" * head[0].count("\n") + markdown[head.end() :]
