"""A document as PDF: a cover, contents, tables and charts as vector graphics, every font embedded."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from it_advisor.documents import fonts, pictures, typesetting, wording
from it_advisor.documents.content import Block, Chart, Code, Document, Heading, Item, Paragraph, Table
from it_advisor.markdown import Spans

_TAGS = {"zh": ("zh", "CN"), "en": ("en", "GB")}


def written(document: Document) -> bytes:
    """Raises Incomplete, with what to install, where no font has the text's letters."""
    readable = fonts.readable(document)
    return typesetting.pdf(_layout(), _data(readable), readable.signatures.date)


@cache
def _layout() -> bytes:
    return (files("it_advisor.documents") / "report.typ").read_bytes()


def _data(document: Document) -> dict[str, Any]:
    language, signatures = document.language, document.signatures
    drawn = pictures.printed(document.charts)
    lang, region = _TAGS[language]
    day = signatures.date
    signing = (wording.NAME, wording.DECISION, wording.SIGNATURE, wording.DATE)
    named = {
        "page": wording.PAGE,
        "table": wording.TABLE,
        "chart": wording.CHART,
        "contents": wording.CONTENTS,
        "control": wording.CONTROL,
        "approvals": wording.APPROVALS,
    }
    return {
        "title": document.title,
        "owner": signatures.owner,
        "state": f"{wording.VERSION.said(language)} {signatures.version} · {day.isoformat()}",
        "lang": lang,
        "region": region,
        "day": [day.year, day.month, day.day],
        "fonts": [fonts.FAMILY],
        "words": {name: words.said(language) for name, words in named.items()}
        | {"signing": [words.said(language) for words in signing]},
        "control": [list(row) for row in wording.control(document)],
        "approvers": list(signatures.approvers) or [wording.TO_BE_NAMED.said(language)],
        "parts": list(_parts(document.blocks, drawn)),
    }


def _parts(blocks: Iterable[Block], drawn: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Runs of blocks on pages that lie on the same side."""
    for wide, run in groupby(blocks, key=lambda block: isinstance(block, Heading | Table) and block.wide):
        yield {"wide": wide, "blocks": [_block(block, drawn) for block in run]}


def _block(block: Block, drawn: dict[str, str]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "quoted": block.quoted, "spans": _spans(block.spans)}
        case Item():
            return {"kind": "item", "depth": block.depth, "marker": block.marker, "spans": _spans(block.spans)}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "shares": block.shares,
                "aligned": block.aligned,
                "header": [_spans(cell) for cell in block.header],
                "cells": [_spans(cell) for row in block.rows for cell in row],
            }
        case Code():
            return {"kind": "code", "text": block.text}
        case Chart():
            return {"kind": "chart", "caption": block.caption, "alt": block.alt, "svg": drawn[block.name]}


def _spans(spans: Spans) -> list[dict[str, Any]]:
    return [{"text": span.text, "strong": span.strong, "emphasis": span.emphasis, "code": span.code} for span in spans]
