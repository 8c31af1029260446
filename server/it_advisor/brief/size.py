"""How large an organisation is: how many people work in it, at how many sites, and its size band."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Annotated, Literal

from pydantic import Field, computed_field

from it_advisor.brief.counts import Counted, Noun, read_counts
from it_advisor.brief.glyphs import fold
from it_advisor.brief.notes import Note, ask, excerpt
from it_advisor.brief.tokens import READ, UNKNOWN, Token, beyond, scan, stretches
from it_advisor.brief.totals import Settled, settle, together, unread
from it_advisor.brief.workforce import BAND_WORDS, LEXICON
from it_advisor.errors import Language, Words
from it_advisor.model import Count, Model

SizeBand = Literal["micro", "small", "medium", "large", "very-large"]

SMALLEST: dict[SizeBand, int] = {"micro": 0, "small": 10, "medium": 100, "large": 500, "very-large": 5_000}
"""The smallest head count of each band.

The legal classes do not serve here. They part who may have support: by turnover and
balance sheet too, and at other head counts: the EU at 10, 50 and 250 (Recommendation
2003/361/EC, annex, article 2), China by industry (国统字〔2017〕213号: in manufacturing
20, 300 and 1,000, in software and in industries not listed 10, 100 and 300). A brief
gives neither turnover nor a statistical industry code, and what is chosen depends on how
many people a system carries. So the bands are classes of the head count alone: 10, 100,
500 and 5,000 are class limits of the US Census Bureau's Statistics of U.S. Businesses
(5–9, 20–99, 100–499, 500+, in its detailed tables 5,000+); 10 and 100 are also China's
for industries not listed, 10 the EU's.
"""

BANDS: dict[SizeBand, Words] = {
    "micro": Words("微型", "micro"),
    "small": Words("小型", "small"),
    "medium": Words("中型", "medium"),
    "large": Words("大型", "large"),
    "very-large": Words("特大型", "very large"),
}
_SAID: dict[str, tuple[SizeBand, ...]] = {
    "a": ("micro", "small"),
    "b": ("small", "medium"),
    "c": ("medium", "large"),
    "d": ("very-large",),
    "f": ("large", "very-large"),
    "g": ("micro",),
    "h": ("small",),
    "k": ("medium",),
}
_ORDER = list(SMALLEST)
_TELLING = f"{UNKNOWN}NPTKFHnmE"
"""The kinds of word that are reported where no count has them."""
LARGEST = 10**15
_LARGEST_EMPLOYER = 10_000_000
"""No employer has more; the largest have two to three million."""

Figure = Annotated[Count, Field(ge=0, le=LARGEST)]


class Span(Model):
    """From minimum to maximum, both included; null where that end was not said."""

    minimum: Figure | None
    maximum: Figure | None

    def said(self, language: Language, several: Words, one: Words) -> str:
        """With the noun counted, for example `at least 40 sites`."""
        noun = (one if self.maximum == 1 else several).said(language)
        if self.minimum is None or self.maximum is None:
            bound = Words("至少", "at least") if self.maximum is None else Words("至多", "at most")
            return f"{bound.said(language)} {self.minimum or self.maximum or 0:,} {noun}"
        ends = dict.fromkeys((f"{self.minimum:,}", f"{self.maximum:,}"))
        return f"{'–'.join(ends)} {noun}"


class Size(Model):
    """What a text says about an organisation's size, and what in it could not be read for certain."""

    headcount: Span | None = Field(default=None, description="Several counts: from the largest of them to their sum")
    sites: Span | None = Field(
        default=None,
        description="Plants, stores, offices …: kinds that lie apart add up; else several counts as for headcount",
    )
    bands: tuple[SizeBand, ...] = Field(default=(), description="Every band that fits what was said, smallest first")
    not_understood: tuple[str, ...] = Field(default=(), description="Verbatim pieces of the text")
    problems: tuple[Note, ...] = ()

    @computed_field
    def band(self) -> SizeBand | None:
        """The band, where only one fits."""
        return self.bands[0] if len(self.bands) == 1 else None

    def said(self, language: Language) -> str:
        bands = " / ".join(BANDS[band].said(language) for band in self.bands)
        facts = (
            self.headcount and self.headcount.said(language, Words("人", "people"), Words("人", "person")),
            self.sites and self.sites.said(language, Words("处场所", "sites"), Words("处场所", "site")),
            bands and f"{Words('规模档', 'size band').said(language)} {bands}",
        )
        return " · ".join(fact for fact in facts if fact)


def understand_size(text: str) -> Size | None:
    """What the text says about size; None where it is blank."""
    if not text.strip():
        return None
    plain = fold(text[:READ])
    tokens = scan(LEXICON, plain)
    found = list(read_counts(plain, tokens))
    settled = settle(found)
    headcount, sites = _span("people", settled), _span("sites", settled)
    said = _said_bands(tokens)
    bands = _bands_of(headcount) if headcount else said or ()
    read = {token for counted in settled.kept for token in counted.tokens}
    left = {token for token in tokens if token.kind in _TELLING and token not in read}
    left |= {token for token in unread(settled, found) if token not in read}
    doubtful = stretches(tokens, {*_doubtful(tokens, found, settled)}, text) if settled.kept or bands else ()
    return Size(
        headcount=headcount,
        sites=sites,
        bands=bands,
        not_understood=(*stretches(tokens, left, text), *beyond(text)) if settled.kept or bands else (text.strip(),),
        problems=(
            *_crossed(found),
            *_contradictions(said, bands),
            *_not_plausible(headcount, sites),
            *_not_counted(doubtful),
        ),
    )


def _span(noun: Noun, settled: Settled) -> Span | None:
    ends = together(noun, settled.kept)
    if ends is None:
        return None
    low, high = (None if end is None else min(end, LARGEST) for end in ends)
    return Span(minimum=low, maximum=high)


def _doubtful(tokens: Sequence[Token], found: Iterable[Counted], settled: Settled) -> Iterator[Token]:
    """Numbers nobody has placed: of no noun, or of each without the places. Parts, money and customers are placed."""
    yield from (token for one in settled.doubtful for token in one.near)
    counted = {token for one in found for token in one.tokens}
    if all(token in counted for token in tokens if token.kind == "N"):
        return
    clause = list[Token]()
    for token in (*tokens, Token("S", 0, 0)):
        if token.kind not in "SOC":
            clause.append(token)
            continue
        if not any(one.kind in "enmE" for one in clause):
            yield from (one for one in clause if one.kind == "N" and one not in counted)
        clause = []


def _bands_of(headcount: Span) -> tuple[SizeBand, ...]:
    low, high = headcount.minimum or 0, headcount.maximum
    above = [*list(SMALLEST.values())[1:], None]
    fitting = zip(_ORDER, SMALLEST.values(), above, strict=True)
    return tuple(band for band, start, end in fitting if (high is None or start <= high) and (end is None or low < end))


def _said_bands(tokens: Sequence[Token]) -> tuple[SizeBand, ...] | None:
    """The bands all size words agree on, None without such a word; a word before a site is about the site."""
    pairs = zip_longest(tokens, tokens[1:])
    said = [_SAID[one.kind] for one, after in pairs if one.kind in BAND_WORDS and not _is_site(after)]
    return tuple(band for band in _ORDER if all(band in bands for bands in said)) if said else None


def _is_site(token: Token | None) -> bool:
    return token is not None and token.kind == "T"


def _crossed(counts: Iterable[Counted]) -> tuple[Note, ...]:
    return tuple(
        ask(
            "company_size",
            "contradiction",
            f"上限 {counted.high:,} 小于下限 {counted.low:,}：请确认人数",
            f"the upper end {counted.high:,} is below the lower end {counted.low:,}: confirm the count",
        )
        for counted in counts
        if counted.is_crossed
    )


def _not_plausible(headcount: Span | None, sites: Span | None) -> Iterator[Note]:
    """Nobody at all, or more than any employer has."""
    for span, several, one in ((headcount, "人", "people"), (sites, "处场所", "sites")):
        if span and (span.maximum == 0 or (span.maximum or span.minimum or 0) > _LARGEST_EMPLOYER):
            figure = span.minimum if span.maximum is None else span.maximum
            zh = f"{figure:,} {several}不像是一家机构的规模：请确认数字与单位"
            yield ask("company_size", "implausible", zh, f"{figure:,} {one} is no likely size: confirm the number")


def _not_counted(pieces: Sequence[str]) -> Iterator[Note]:
    if said := excerpt("; ".join(pieces)):
        zh = f"“{said}”未计入规模：指的是谁，是否计入？"
        yield ask("company_size", "not-understood", zh, f"“{said}” is not counted: who is it, and does it belong?")


def _contradictions(said: tuple[SizeBand, ...] | None, bands: tuple[SizeBand, ...]) -> tuple[Note, ...]:
    """Size words that exclude each other, or are two bands or more away from the head count."""
    if said is None or any(abs(_ORDER.index(one) - _ORDER.index(two)) < 2 for one in said for two in bands):
        return ()
    return (
        ask(
            "company_size",
            "contradiction",
            "规模的说法不一致：请说明有多少人使用系统",
            "the size words do not agree with each other or with the head count: how many people is it?",
        ),
    )
