"""Technical requirements split into a numbered list, the way people write lists."""

import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import NamedTuple

from pydantic import Field

from it_advisor.brief.lists import numbered_parts, plain_list, strong_parts
from it_advisor.model import Model

MOST = 500
"""Requirements told apart; the last one keeps whatever follows as it was written."""

_MARKER = (
    r"(?:[-*+–—](?= )|[•·●○▪■◆◦‣✓✔☑☐]|\d{1,3}(?:[.．](?!\d)|[)）、])"
    r"|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[)）]|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}、|[a-z][.)](?= )|R\d{1,3}[.:：)])"
)
_ITEM = re.compile(rf"(?P<indent>[ \t]*)(?P<marker>{_MARKER})? *(?:\[[ x]\] *)?(?P<text>.*)", re.IGNORECASE)
_NUMBER = re.compile(r"[(（]?(?:\d|[一二三四五六七八九十])|[①-⑳]")
_NAME = re.compile(r"R\d{1,3}[.:：)] *", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6} *(?P<hashed>.+)|(?P<named>.{1,60})[:：]")
_GENERIC = re.compile(
    r"(?:主要|核心|我们的?)?(?:技术|系统|功能)?(?:需求|要求)(?:如下)?(?:[:：] *|$)"
    r"|(?:our |the |main |key )?(?:technical |it |system |functional )?(?:requirements?|needs)(?: are)?(?:[:：] *|$)",
    re.IGNORECASE,
)


class Requirement(Model):
    """One need, in the asker's words."""

    id: str = Field(pattern=r"^R[1-9][0-9]{0,2}$")
    text: str = Field(min_length=1, max_length=8_000)
    heading: str | None = Field(default=None, description="The heading it stood under, e.g. Security")


class _Row(NamedTuple):
    text: str
    marker: str
    """Its own bullet or number, if it has one."""


class _Item(NamedTuple):
    heading: str | None
    text: str
    whole: bool = False
    """It has a number of its own, by which it is known; it is not parted further."""


def split_requirements(text: str) -> tuple[Requirement, ...]:
    """R1…Rn in the order they were written; where a place to split is not safe, the text stays together.

    Lines, bullets, numbers, semicolons and sentences part requirements; what has a number of its own is one.
    Commas, 、 and a last 'and' do so only in a plain list of three or more items that is the whole text.
    """
    items = [
        _Item(line.heading, part)
        for line in _lines(text)
        for part in map(_unnamed, [line.text.rstrip("；; ")] if line.whole else strong_parts(line.text))
        if any(map(str.isalnum, part))
    ]
    if len(items) == 1:
        items = [_Item(items[0].heading, part) for part in plain_list(items[0].text)]
    if not items and any(map(str.isalnum, text)):
        items = [_Item(None, text.strip())]
    if len(items) > MOST:
        items[MOST - 1 :] = [_Item(items[MOST - 1].heading, "\n".join(item.text for item in items[MOST - 1 :]))]
    return tuple(
        Requirement(id=f"R{n}", text=item.text.removeprefix(f"R{n} ").lstrip(), heading=item.heading)
        for n, item in enumerate(items, 1)
    )


def _lines(text: str) -> Iterator[_Item]:
    """Each line under its heading. A heading ends with the next one, or with a blank line before plain text."""
    rows = _rows(text)
    heading: str | None = None
    after_item = after_blank = False
    for row, following in zip_longest(rows, rows[1:], fillvalue=_Row("", "")):
        named = _HEADING.fullmatch(row.text)
        if named and following.text and not _HEADING.fullmatch(following.text):
            heading = None if _GENERIC.fullmatch(row.text) else named["hashed"] or named["named"]
            after_item = after_blank = False
        elif row.text:
            heading = None if after_blank and not row.marker else heading
            text = _GENERIC.sub("", row.text, count=1) if _GENERIC.match(row.text) else row.text
            yield _Item(heading, text, bool(_NUMBER.match(row.marker)))
            after_item, after_blank = True, False
        else:
            after_blank = after_item


def _rows(text: str) -> list[_Row]:
    """Lines without their bullet or number; an indented line without one goes on with the line above that has one."""
    rows: list[tuple[list[str], str]] = []
    lines = chain.from_iterable(map(numbered_parts, text.splitlines()))
    for found in filter(None, map(_ITEM.fullmatch, lines)):
        content, marker = found["text"].strip(), found["marker"] or ""
        if rows and rows[-1][1] and found["indent"] and content and not marker:
            rows[-1][0].append(content)
        else:
            rows.append(([content], marker))
    return [_Row(" ".join(lines), marker) for lines, marker in rows]


def _unnamed(part: str) -> str:
    """Without an R7: of the asker's own; they are numbered anew."""
    return _NAME.sub("", part) or part
