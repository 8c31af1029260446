"""A document as one page of HTML: nothing is fetched, nothing runs, it prints, and it fits a phone."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from it_advisor.documents import pictures, wording
from it_advisor.documents.content import Block, Chart, Code, Document, Heading, Item, Paragraph, Table
from it_advisor.errors import Language
from it_advisor.markdown import Span, Spans

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""For the page itself, wherever it is kept: no script, nothing from elsewhere."""
FEW = 3
"""Columns that fit side by side on a phone."""
_TAGS = {"zh": "zh-CN", "en": "en"}


def written(document: Document) -> bytes:
    drawn = pictures.svgs(document.charts)
    language = document.language
    body = "\n".join(_body(document.blocks, drawn, language))
    head = (
        f'<!doctype html>\n<html lang="{_TAGS[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_style()}</style>\n</head>\n"
    )
    page = (
        f"<body>\n<header><h1>{escape(document.title)}</h1>\n{_control(document)}\n</header>\n"
        f"{_contents(document)}\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return (head + page).encode()


@cache
def _style() -> str:
    return (files("it_advisor.documents") / "webpage.css").read_text("utf-8")


def _control(document: Document) -> str:
    """Version, people, and room to sign."""
    said, signatures = document.language, document.signatures
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in wording.control(document))
    heads = (wording.NAME, wording.DECISION, wording.SIGNATURE, wording.DATE)
    head = "".join(f'<th scope="col">{one.said(said)}</th>' for one in heads)
    signing = signatures.approvers or (wording.TO_BE_NAMED.said(said),)
    body = "".join(f"<tr><td>{escape(name)}</td><td></td><td></td><td></td></tr>" for name in signing)
    return (
        f'<dl class="control">{rows}</dl>\n<div class="scroll" tabindex="0"><table class="approvals">'
        f"<caption>{wording.APPROVALS.said(said)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )


def _contents(document: Document) -> str:
    rows = "".join(
        f'<li class="level{heading.level}"><a href="#{heading.anchor}"><span>{heading.number}</span> '
        f"{escape(heading.text)}</a></li>"
        for heading in document.headings
        if heading.level <= 2
    )
    title = wording.CONTENTS.said(document.language)
    return f'<nav aria-label="{title}"><details open><summary>{title}</summary><ol>{rows}</ol></details></nav>'


def _body(blocks: Iterable[Block], drawn: dict[str, str], language: Language) -> Iterator[str]:
    depth = 0
    for block in blocks:
        if not isinstance(block, Item) and depth:
            yield "</div>"
            depth = 0
        match block:
            case Heading():
                level = block.level + 1
                yield (
                    f'<h{level} id="{block.anchor}"><span class="number">{block.number}</span> '
                    f"{escape(block.text)}</h{level}>"
                )
            case Paragraph():
                text = _text(block.spans)
                yield f"<blockquote><p>{text}</p></blockquote>" if block.quoted else f"<p>{text}</p>"
            case Item():
                if not depth:
                    yield '<div class="list" role="list">'
                depth = block.depth
                yield (
                    f'<div class="item depth{min(block.depth, 5)}" role="listitem">'
                    f"<span>{escape(block.marker)}</span><p>{_text(block.spans)}</p></div>"
                )
            case Table():
                yield _table(block, language)
            case Code():
                yield f"<pre>{escape(block.text)}</pre>"
            case Chart():
                yield _figure(block, drawn[block.name], language)
    if depth:
        yield "</div>"


def _table(table: Table, language: Language) -> str:
    widths = "".join(f'<col style="width:{share}%">' for share in table.shares)
    head = "".join(
        f'<th scope="col" class="{side}">{_text(cell)}</th>'
        for cell, side in zip(table.header, table.aligned, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{side}">{_text(cell)}</td>' for cell, side in zip(row, table.aligned, strict=True))
        + "</tr>\n"
        for row in table.rows
    )
    caption = f"{wording.TABLE.said(language)} {table.number} {escape(table.caption)}"
    size = "few" if len(table.header) <= FEW else "wide" if table.wide else "plain"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table class="{size}">'
        f"<caption>{caption}</caption><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _figure(chart: Chart, svg: str, language: Language) -> str:
    caption = f"{wording.CHART.said(language)} {chart.number} {escape(chart.caption)}"
    marked = f'<svg role="img" aria-label="{escape(chart.alt)}" {svg.removeprefix("<svg ")}'
    return f'<figure><div class="chart" tabindex="0">{marked}</div><figcaption>{caption}</figcaption></figure>'


def _text(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    for marked, tag in ((span.code, "code"), (span.emphasis, "em"), (span.strong, "strong")):
        text = f"<{tag}>{text}</{tag}>" if marked else text
    return text
