"""People and sites counted in a text: 300人, 1,200–1,500 employees, fewer than 50 staff, 12家门店."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from it_advisor.brief.numerals import Number, read_ends, read_range
from it_advisor.brief.tokens import Token, kinds, scan
from it_advisor.brief.workforce import LEXICON, NAMING_PEOPLE

_SITE_KINDS = tuple(
    map(
        re.compile,
        (
            "store|shop|门店|店铺|连锁店|分店|(?<!酒)店",
            "plant|factor|工厂",
            "office|办公室|办公点|办事处",
            "warehouse|仓库",
            "hotel|酒店",
            "school|学校",
            "hospital|医院",
            "clinic|诊所",
            "restaurant|餐厅",
        ),
    )
)
"""Kinds of site none of which lies within another; a campus or a location may hold several."""

_READABLE = re.compile(
    r"(?P<people_within>LI*NI*P?[SJI]*UI*NI*P|LI*NI*PI*[SJ]*I*UI*N|NI*U[PI]+UI*N|NI*MI*P?[SJI]*NI*VI*P?|NI*PI*M[SJI]*NI*PI*V)"
    r"|[ULQBt]*+(?<!N)(?<!Np)N(?:[RJ]N)?[MVQ]*+(?:(?P<counted_people>P)|(?P<counted_sites>T))[MVQ]*+"
    r"|(?P<people>P)[ItQULB]*+N(?:RN)?[MVQK]*+P?"
    r"|(?P<sites>T)[ItQULB]*+N(?:RN)?[MVQ]*+K?+(?![wP])"
    r"|(?P<one_of_the_sites>i)"
)
_SINGULAR = re.compile(
    r"(?:site|store|shop|plant|factory|branch|office|warehouse|hotel|school|hospital|clinic|location|outlet|restaurant)(?![a-z])"
    r"(?! ?-? ?(?:chain|group|company|business|operation|retailer|network|operator|brand|estate))",
    re.IGNORECASE,
)
"""One place: 200 office are people, and a 12 store chain has 12 stores."""
_PLACES_OF_MANY = re.compile("办公室|办公点|工厂|厂区|厂房|仓库|总部")
_MOST_UNCOUNTED = 20
"""车间200、办公室60 tells people; with no 家 or 个 beside it, such a place is hardly counted beyond this."""
_ALONE = re.compile(r"[ItULQB]*+N(?:RN)?[MVQIt]*+")
_MATCHED_AS = str.maketrans("FYyOCHGsol", "PIISSIIIII")
"""Kinds that stand for others where counts are matched."""
_ANYBODY = re.compile(r"[名位个号]?人|people|persons?|ppl|of us", re.IGNORECASE)
_EXCLUSIVE = (
    "under",
    "below",
    "less than",
    "fewer than",
    "不足",
    "不到",
    "不满",
    "低于",
    "少于",
    "小于",
    "<",
    "以下",
    "(不含)以下",
)
"""100人以下 stands beside 100–499人 in every list of size classes, so that it leaves the 100 out."""

Noun = Literal["people", "sites"]


class Counted(NamedTuple):
    """A count and what is said about it; an end that was not said is None, and low is above high where it is so."""

    noun: Noun
    low: int | None
    high: int | None
    tokens: tuple[Token, ...]
    site: int | None
    """Which of the kinds of site that lie apart."""
    clause: str
    """The kinds of words from the beginning of its clause."""
    before: str
    """Of its own words and those between it and the count before it, or the beginning of its clause."""
    after: str
    """Of the words up to the next count or the end of its clause."""
    near: tuple[Token, ...]
    """All of these words."""
    follows: bool
    """Whether another count follows in its clause."""
    is_staff: bool = False
    """People called employees, nurses … and not only people."""
    in_brackets: bool = False
    """Right behind another count of the same measure, so that it is part of it."""

    @property
    def kinds(self) -> str:
        return self.before + self.after

    @property
    def is_crossed(self) -> bool:
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def is_whole(self) -> bool:
        """Said to be the total."""
        return "t" in self.clause

    @property
    def is_part(self) -> bool:
        """Said to be within another count."""
        return "e" in self.clause or self.in_brackets

    @property
    def is_other(self) -> bool:
        """Customers and not staff, or how many there were or will be."""
        was = "G" in self.after and "o" not in self.after
        later = "o" in self.before or ("o" in self.after and not self.follows)
        return "n" in self.before or self.after[:1] == "n" or was or later

    @property
    def is_each(self) -> bool:
        """Said of each of several places."""
        behind = self.after[:1] in ("z", "v") or ("z" in self.after and not self.follows)
        return "z" in self.before or (behind and self.noun == "people")

    @property
    def has_each(self) -> bool:
        """Said of places each of which has what comes next: each of our 12 clinics."""
        return self.noun == "sites" and "v" in self.before

    @property
    def is_unnamed(self) -> bool:
        """People of whom a word we do not know says who they are."""
        return self.noun == "people" and "w" in self.before and not self.is_staff


def names_people(text: str) -> bool:
    """Whether a folded text has a word for the people in an organisation."""
    named = re.search(NAMING_PEOPLE, text, re.IGNORECASE)  # seldom; spares the others the whole lexicon
    return named is not None and "P" in kinds(scan(LEXICON, text))


def read_counts(text: str, tokens: list[Token]) -> Iterator[Counted]:
    """The counts in a folded text. A number alone in the whole text counts people."""
    said = kinds(tokens)
    line = said.translate(_MATCHED_AS)
    alone = _ALONE.fullmatch(line)
    matches = [alone] if alone else [*_READABLE.finditer(line)]
    ends, starts = [found.end() for found in matches], [found.start() for found in matches]
    for found, done, upcoming in zip(matches, [0, *ends], [*starts[1:], len(line)], strict=False):
        group = tokens[found.start() : found.end()]
        begun = line.rfind("S", 0, found.start()) + 1
        first, over = max(begun, done), line.find("S", found.end(), upcoming)
        last = upcoming if over < 0 else over
        numbers = _ends(text, group, "l" in said[first : found.start()], found.lastgroup == "people_within")
        if numbers and text[group[0].start - 1 : group[0].start] != "-" and not _are_people_there(text, group, numbers):
            yield Counted(
                "sites" if "sites" in (found.lastgroup or "") else "people",
                *numbers,
                tuple(group),
                _site(text, group),
                said[begun : found.end()],
                said[first : found.end()],
                said[found.end() : last],
                tuple(tokens[first:last]),
                over < 0 and upcoming < len(line),
                any(one.kind == "P" and not _ANYBODY.fullmatch(text, one.start, one.end) for one in group),
                said[done:begun] == "O" and _are_alike(said[:done], said[begun : found.end()]),
            )


def _are_alike(before: str, behind: str) -> bool:
    """Whether both count people, or both places, and both or neither full-time equivalents."""
    places = before.rfind("T") > max(before.rfind("P"), before.rfind("F"))
    return places == ("T" in behind) and ("F" in before) == ("F" in behind)


def _are_people_there(text: str, group: list[Token], numbers: tuple[int | None, int | None]) -> bool:
    """Whether the number may well be of those who work at the place, so that it counts no places."""
    figure, place = numbers[1] or numbers[0] or 0, next((one for one in group if one.kind == "T"), None)
    if place is None or figure < 2:
        return False
    if _SINGULAR.match(text, place.start) and text[place.start - 1 : place.start] != "-":
        return True
    bare = group[0] is place and group[-1].kind != "K"
    return bare and figure >= _MOST_UNCOUNTED and _PLACES_OF_MANY.match(text, place.start) is not None


def _site(text: str, group: list[Token]) -> int | None:
    said = "".join(text[token.start : token.end].lower() for token in group if token.kind == "T")
    return next((number for number, kind in enumerate(_SITE_KINDS) if kind.search(said)), None)


def _ends(text: str, group: list[Token], grew: bool, is_within: bool) -> tuple[int | None, int | None] | None:
    """Both ends; of what grew from one number to another, the other."""
    if group[0].kind == "i":
        return 1, 1
    pairs = [_numbers(text[token.start : token.end]) for token in group if token.kind == "N"]
    known = [number for pair in pairs if pair for number in pair]
    if len(known) < 2 * len(pairs):
        return None
    said = [text[token.start : token.end].lower() for token in group if token.kind in "UV"]
    below = any(word in _EXCLUSIVE for word in said)
    if is_within:
        return int(known[0].value), int(known[-1].value) - below
    both = read_range(known[-1 if grew else 0], known[-1])
    if both is None:
        return None
    low, high = both
    at_least = any(token.kind in "LM" for token in group)
    if low % 1 or high % 1:
        return None
    top = int(high) - below
    if low != high or bool(said) == at_least:
        return int(low), int(high)
    return (None, max(top, 0)) if said else (int(low), None)


def _numbers(text: str) -> tuple[Number, Number] | None:
    return read_ends(f"一{text}" if text in "百千万" else text)
