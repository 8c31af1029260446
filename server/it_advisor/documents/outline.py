"""A report's Markdown as the blocks of a document, not yet counted."""

import re
from collections.abc import Iterable, Iterator, Sequence

from it_advisor import markdown
from it_advisor.documents import measure, wording
from it_advisor.documents.content import Block, Code, Heading, Item, Paragraph, Table
from it_advisor.errors import Language
from it_advisor.markdown import Span, Spans, plain
from it_advisor.report.grids import Grid
from it_advisor.text import scrub

LONGEST_CAPTION = 60
_OWN_NUMBER = re.compile(
    r"\A(?:\d+(?:\.\d+)+\.?\s+(?!亿|万|千|百|倍|million|billion|thousand|[kmb%]\b)|\d+[.、)](?!\d)\s*"
    r"|[一二三四五六七八九十]+、)(?=\S)",
    re.IGNORECASE,
)
"""At its beginning; 4.0 in a title, and 1.2 亿元, are no numbers of a chapter."""
_BETWEEN_CJK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")


def outline(parts: Iterable[markdown.Block], language: Language, above: int = 0) -> Iterator[Block]:
    """Chapters begin at the level after `above`; a line that ends with a colon before a table is its caption."""
    parts = list(parts)
    top = min((part.level for part in parts if isinstance(part, markdown.Heading)), default=1)
    chapter = ""
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        match part:
            case markdown.Heading():
                chapter = title_of(part)
                yield Heading(part.level - top + 1 + above, chapter)
            case markdown.Paragraph() if isinstance(following, markdown.Table) and _is_caption(part):
                pass
            case markdown.Paragraph():
                yield Paragraph(printed(part.spans), part.quoted)
            case markdown.Item():
                yield Item(printed(part.spans), part.depth, part.marker)
            case markdown.Table():
                before = parts[place - 1] if place else None
                yield table(_caption(part, before, chapter, language), part.header, part.rows, part.aligned)
            case markdown.Code():
                yield Code(tidy(part.text))


def title_of(heading: markdown.Heading) -> str:
    """Without a number of its own: chapters are counted by the document."""
    return _OWN_NUMBER.sub("", tidy(plain(heading.spans)).strip())


def table(
    caption: str, header: Sequence[Spans], rows: Iterable[Sequence[Spans]], given: Sequence[str] | None = None
) -> Table:
    head = tuple(map(printed, header))
    body = tuple(tuple(map(printed, row)) for row in rows)
    sides = measure.aligned(given or ("",) * len(head), body)
    laid = measure.layout(head, body)
    return Table(caption, head, body, sides, laid.shares, wide=laid.wide)


def printed(spans: Spans) -> Spans:
    """As it stands on paper, where nobody can click: the address of a link beside its text."""
    return tuple(_printed(span) for span in spans)


def _printed(span: Span) -> Span:
    text = tidy(span.text)
    if span.href.startswith(("http://", "https://")) and span.href not in text:
        text = f"{text} ({tidy(span.href)})"
    return Span(text, span.strong, span.emphasis, span.code)


def tidy(text: str) -> str:
    """Nothing invisible, and no blank between two Chinese characters where the source has a line end."""
    return _BETWEEN_CJK.sub("", scrub(text).replace("\ufffd", "").replace("\t", " "))


def _is_caption(part: markdown.Block | None) -> bool:
    if not isinstance(part, markdown.Paragraph) or part.quoted:
        return False
    text = plain(part.spans).strip()
    return text.endswith((":", "：")) and len(text) <= LONGEST_CAPTION


def _caption(part: markdown.Table, before: markdown.Block | None, chapter: str, language: Language) -> str:
    if isinstance(before, markdown.Paragraph) and _is_caption(before):
        return tidy(plain(before.spans)).strip().rstrip(":：")
    heads = [text for cell in part.header if (text := tidy(plain(cell)).strip())]
    grid = Grid(part, chapter, None)
    kind = "other" if grid.kind == "costs" and grid.at("price") is None else grid.kind
    named = wording.TABLES[kind].said(language) if kind in wording.TABLES else chapter
    told = heads[:1] if kind == "years" else [] if kind in wording.TABLES else heads[:3]
    return wording.COLON.said(language).join(filter(None, (named, wording.JOINED.said(language).join(told))))
