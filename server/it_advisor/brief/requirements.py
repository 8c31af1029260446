"""Technical requirements split into a numbered list, the way people write lists."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from pydantic import Field

from it_advisor.brief.lists import numbered_parts, plain_list, strong_parts
from it_advisor.brief.series import counting, marks_of
from it_advisor.model import Model

MOST = 500
"""Requirements told apart; the last one keeps whatever follows as it was written."""

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<bullet>[-*+–—](?= )|[•·●○▪■◆◦‣✓✔☑☐])? *(?:\[[ x]\] *)?(?P<text>.*)", re.IGNORECASE
)
_BOX = re.compile(r" *(?:\[[ x]\] *)?", re.IGNORECASE)
_NAME = re.compile(r"R(?P<place>\d{1,3})(?:(?P<mark>[.:：)]) *| +)", re.IGNORECASE)
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
    is_item: bool = False
    """It has a bullet or a number of its own."""
    whole: bool = False
    """It has a number."""


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
        for part in ([line.text.rstrip("；;，, ")] if line.whole else strong_parts(line.text))
        if any(map(str.isalnum, part))
    ]
    if len(items) == 1:
        items = [_Item(items[0].heading, part) for part in plain_list(items[0].text)]
    if not items and any(map(str.isalnum, text)):
        items = [_Item(None, text.strip())]
    if len(items) > MOST:
        items[MOST - 1 :] = [_Item(items[MOST - 1].heading, "\n".join(item.text for item in items[MOST - 1 :]))]
    texts = _unnamed([item.text for item in items])
    return tuple(
        Requirement(id=f"R{n}", text=text, heading=item.heading)
        for n, (text, item) in enumerate(zip(texts, items, strict=True), 1)
    )


def _lines(text: str) -> Iterator[_Item]:
    """Each line under its heading. A heading ends with the next one, or with a blank line before plain text."""
    rows = _rows(text)
    heading: str | None = None
    after_item = after_blank = False
    for row, following in zip_longest(rows, rows[1:], fillvalue=_Row("")):
        named = _HEADING.fullmatch(row.text)
        if named and following.text and not _HEADING.fullmatch(following.text):
            heading = None if _GENERIC.fullmatch(row.text) else named["hashed"] or named["named"]
            after_item = after_blank = False
        elif row.text:
            heading = None if after_blank and not row.is_item else heading
            text = _GENERIC.sub("", row.text, count=1) if _GENERIC.match(row.text) else row.text
            yield _Item(heading, text, row.whole)
            after_item, after_blank = True, False
        else:
            after_blank = after_item


def _rows(text: str) -> list[_Row]:
    """Lines without their bullet or number; an indented line without one goes on with the line above that has one."""
    rows: list[_Row] = []
    lines = list(chain.from_iterable(map(numbered_parts, text.splitlines())))
    marks = marks_of([line.strip() for line in lines])
    for line, mark, counts in zip(lines, marks, counting(marks), strict=True):
        found = _ITEM.fullmatch(line)
        if found is None:
            continue
        content = found["text"].strip()
        if mark and counts:
            rows.append(_Row(_BOX.sub("", line.strip()[mark.end :], count=1), True, mark.way != "named"))
        elif rows and rows[-1].is_item and found["indent"] and content and not found["bullet"]:
            rows[-1] = rows[-1]._replace(text=f"{rows[-1].text} {content}")
        else:
            rows.append(_Row(content, found["bullet"] is not None))
    return rows


def _unnamed(texts: Sequence[str]) -> Sequence[str]:
    """Without the R7: of the asker's own, as they are numbered anew; a product's R12: is no such label.

    One is where its neighbour's number stands beside it or it is its own; a bare R1 only where others have theirs.
    """
    labels = [_NAME.match(text) for text in texts]
    if not any(labels):
        return texts
    places = [int(label["place"]) if label else 0 for label in labels]
    bare = sum(place == n for n, place in enumerate(places, 1)) > 1
    return [
        text[label.end() :] or text
        if label and ((bare and place == n) or (label["mark"] and (place == n or {place - 1, place + 1} & {*places})))
        else text
        for n, (text, label, place) in enumerate(zip(texts, labels, places, strict=True), 1)
    ]
