"""Markdown read into a flat run of blocks, each with the line it begins on; raw HTML is text like any other."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

NESTING = 20
"""Lists in quotes in lists: deeper ones are read as text, so that no text of brackets costs more than its length."""


class Span(NamedTuple):
    """A stretch of text that looks alike."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""


Spans = tuple[Span, ...]


class Heading(NamedTuple):
    level: int
    spans: Spans
    line: int


class Paragraph(NamedTuple):
    spans: Spans
    line: int
    quoted: bool = False


class Item(NamedTuple):
    """One item of a list, or a further paragraph of it, which has no marker."""

    spans: Spans
    line: int
    depth: int
    """1 for a list that stands in no other."""
    marker: str
    """A bullet, a number as it is written (`3.`), or nothing."""


class Table(NamedTuple):
    """Rows have as many cells as the header; a cell that is missing is empty."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    aligned: tuple[str, ...]
    """By column: left, center, right, or nothing."""
    line: int

    def line_of(self, row: int) -> int:
        """The line of a row, counted from 0; the header and its rule stand above the first."""
        return self.line + 2 + row


class Code(NamedTuple):
    text: str
    language: str
    line: int


class Rule(NamedTuple):
    line: int


Block = Heading | Paragraph | Item | Table | Code | Rule


def plain(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks in their order; lines are counted from 1."""
    return tuple(_blocks(_parser().parse(markdown)))


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables; pictures and links stay text that nothing fetches."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable("table")


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    lists: list[Token] = []
    marker, quotes, place = "", 0, 0
    while place < len(tokens):
        token = tokens[place]
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                marker = token.info + token.markup if lists[-1].type == "ordered_list_open" else "•"
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "heading_open":
                yield Heading(int(token.tag[1:]), _spans(tokens[place + 1]), line)
                place += 2
            case "paragraph_open":
                spans = _spans(tokens[place + 1])
                yield Item(spans, line, len(lists), marker) if lists else Paragraph(spans, line, quotes > 0)
                marker = ""
                place += 2
            case "table_open":
                end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
                yield _table(tokens[place:end], line)
                place = end
            case "fence" | "code_block":
                yield Code(token.content, token.info.split()[0] if token.info.strip() else "", line)
            case "hr":
                yield Rule(line)
        place += 1


def _table(tokens: list[Token], line: int) -> Table:
    cells: list[list[Spans]] = []
    aligned: list[str] = []
    for token, inside in pairwise([*tokens, tokens[-1]]):
        match token.type:
            case "tr_open":
                cells.append([])
            case "th_open" | "td_open":
                cells[-1].append(_spans(inside))
                if token.type == "th_open":
                    aligned.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
    header, *rows = (tuple(row) for row in cells)
    return Table(header, tuple(rows), tuple(aligned), line)


def _spans(inline: Token) -> Spans:
    """The inline text in stretches; a line break inside a paragraph is a blank, a hard one stays."""
    strong = emphasis = 0
    links: list[str] = []
    found: list[Span] = []
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                links.append(str(token.attrGet("href") or ""))
            case "link_close":
                links.pop()
            case _:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                look = (strong > 0, emphasis > 0, token.type == "code_inline", links[-1] if links else "")
                if found and found[-1][1:] == look:
                    found[-1] = Span(found[-1].text + text, *look)
                elif text:
                    found.append(Span(text, *look))
    return tuple(found)
