"""A document before it has a format: what stands in it, in which order. Every format is made from this alone."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from it_advisor.comparison import Comparison, ComparisonRequest
from it_advisor.costs import CostEstimate, CostsRequest
from it_advisor.errors import Language
from it_advisor.markdown import Spans
from it_advisor.summary import Summary

Spec = dict[str, Any]
"""A chart in Vega-Lite, as data."""


class Heading(NamedTuple):
    level: int
    """1 for a chapter; no level is left out on the way down."""
    text: str
    number: str = ""
    """As it is counted, e.g. 2.1."""
    anchor: str = ""
    wide: bool = False
    """It stands above a table in landscape."""


class Paragraph(NamedTuple):
    spans: Spans
    quoted: bool = False


class Item(NamedTuple):
    """One item of a list, or a further paragraph of it, which has no marker."""

    spans: Spans
    depth: int
    marker: str


class Table(NamedTuple):
    """Rows have as many cells as the header."""

    caption: str
    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    aligned: tuple[str, ...]
    """By column: left, center or right."""
    shares: tuple[int, ...]
    """By column: its part of the width, per cent."""
    number: int = 0
    wide: bool = False
    """It needs a page in landscape."""


class Code(NamedTuple):
    text: str


class Chart(NamedTuple):
    name: str
    """One of a fixed few, such as `cash-flow`."""
    caption: str
    alt: str
    """What a reader who does not see it should know."""
    spec: Spec
    number: int = 0


Block = Heading | Paragraph | Item | Table | Code | Chart


class Signatures(NamedTuple):
    """The document control."""

    version: str
    date: date
    owner: str
    reviewers: tuple[str, ...]
    approvers: tuple[str, ...]


class Material(NamedTuple):
    """The facts behind a document, for a format that counts with them."""

    summary: Summary | None = None
    costs: CostsRequest | None = None
    estimate: CostEstimate | None = None
    comparison: ComparisonRequest | None = None
    compared: Comparison | None = None


class Document(NamedTuple):
    title: str
    language: Language
    signatures: Signatures
    blocks: tuple[Block, ...]
    material: Material
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> Iterator[Heading]:
        return (block for block in self.blocks if isinstance(block, Heading))

    @property
    def charts(self) -> Iterator[Chart]:
        return (block for block in self.blocks if isinstance(block, Chart))


def numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """Chapters, tables and charts counted; no level of heading is skipped."""
    chapters: list[int] = []
    tables = charts = anchors = 0
    for block in blocks:
        match block:
            case Heading():
                level = min(max(1, block.level), len(chapters) + 1, DEEPEST)
                chapters = [*chapters[: level - 1], (chapters[level - 1] if level <= len(chapters) else 0) + 1]
                anchors += 1
                yield block._replace(level=level, number=".".join(map(str, chapters)), anchor=f"s{anchors}")
            case Table():
                tables += 1
                yield block._replace(number=tables)
            case Chart():
                charts += 1
                yield block._replace(number=charts)
            case _:
                yield block


DEEPEST = 4


def turned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A heading right above a table in landscape stands on its page."""
    found = list(blocks)
    for place in range(len(found) - 2, -1, -1):
        here, below = found[place], found[place + 1]
        if isinstance(here, Heading) and isinstance(below, Heading | Table) and below.wide:
            found[place] = here._replace(wide=True)
    return tuple(found)


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same with every text in it changed."""
    match value:
        case str():
            return change(value)
        case dict():
            return {key: mapped(item, change) for key, item in value.items()}
        case list():
            return [mapped(item, change) for item in value]
        case tuple():
            items = [mapped(item, change) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return value
