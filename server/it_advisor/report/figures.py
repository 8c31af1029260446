"""Figures as reports write them: 1,234.5, ¥120 万, EUR 43k, 8%, 三百万元, 3–5 months, 1.234,56."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from it_advisor.brief.glyphs import fold
from it_advisor.brief.numerals import Number, read_number
from it_advisor.report.dates import DATE
from it_advisor.report.units import CURRENCIES, DURATIONS, MARKS, SCALE_OF, SCALES, UNITS

__all__ = ["CURRENCIES", "DURATIONS", "Figure", "cell_figure", "figures", "is_continental"]

_DIGITS = r"\d++(?:[.,']\d++)*+"
_HAN = r"[零一二两三四五六七八九十百千]++(?:点[零一二三四五六七八九]++)?+"
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[ -](?:months?|weeks?|years?"
    r"|days?)(?![a-z]))"
    r"|(?<![上下])半(?=年(?!度))"
)
"""Lengths of time as English writes small numbers, and 半年."""
_SCALE = re.compile(rf"(?<![a-z])(?:{SCALES})(?![a-z])")
_FIGURE = re.compile(
    rf"(?P<mark>{'|'.join(MARKS.values())})? ?(?P<sign>(?<![\d\w)）%])[-−–+±]|[-−])?(?P<mark2>[¥$€£])?"
    rf"(?<![a-z\d.,])(?P<number>{_DIGITS}|{_WORD}|{_HAN}(?=(?:万|亿|元|%|个?月|年|周|人|家|天)))"
    rf"(?: ?(?P<scale>{SCALES})(?![a-z]))?"
    rf"(?: ?-?(?P<unit>{'|'.join(f'(?:{unit})' for unit in UNITS.values())})(?![a-z]))?",
    re.IGNORECASE,
)
_UNIT_NAMES = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in UNITS.items()]
_MARK_NAMES = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in MARKS.items()]
_JOIN = re.compile(r" ?(?:[-–—~～至到]|to|and) ?", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}[.]\d{3}")
_POINTED = re.compile(r"(?<![\d.,])\d+\.\d+(?![\d.,])")
_ENOUGH = 3
"""Numbers of a table that must look like 30.000 for it to mean thousands."""
_BLANKS = re.compile(r"(?<![\d.,'])\d{1,3}(?: \d{3})++(?![\d'])")
_CERTAINLY_POINTS = re.compile(r"\d\.\d{3}(?:\.\d{3}|,\d)")
_ASIDE = re.compile(r"[(（][^()（）\d]{1,30}[)）] ?$")
_BELOW = re.compile(r" ?(?:[(（] ?(?P<a>[^()（）]*\d[^()（）%]*)[)）]|[-–—−] +(?P<b>\S.*)|(?P<c>[^-–—−]*\d) ?[-−]) ?")
"""How accountants write what is below nothing: (1,000), – 1,000, 1,000-."""
_LONGEST_CELL = 80
"""Characters of a cell that may hold one figure and nothing else; a longer one is a sentence."""
_HALF = Number(Decimal("0.5"), Decimal(1))


class Figure(NamedTuple):
    """From low to high, equal where one number is written. The unit is a key of `UNITS`, or nothing."""

    text: str
    low: Decimal
    high: Decimal
    unit: str
    step: Decimal
    """What its last written digit counts: 43k is good to 1,000, 42,670 to 1, 3.5 to 0.1."""
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        return self.low

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_money(self) -> bool:
        return self.unit in CURRENCIES

    def agrees(self, other: Decimal, steps: Decimal = Decimal("0.5")) -> bool:
        """Whether the figure may be `other`, rounded to the digits that are written."""
        slack = self.step * steps
        return self.low - slack <= other <= self.high + slack


def figures(text: str, continental: bool = False) -> tuple[Figure, ...]:
    """The figures of a text in their order; both ends of a range are one. Linear in its length."""
    plain = _flat(text)
    return tuple(_joined(plain, list(_single(plain, continental))))


def cell_figure(text: str, continental: bool = False) -> Figure | None:
    """What a cell says that holds one figure and nothing else but signs and an aside; None otherwise."""
    if len(text) > _LONGEST_CELL:
        return None
    below = _BELOW.fullmatch(text)
    one = _alone(next(filter(None, below.groups())) if below else text, continental)
    if below is None or one is None or one.is_range:
        return one
    return one._replace(text=text.strip(), low=-one.low, high=-one.low)


def _alone(text: str, continental: bool) -> Figure | None:
    found = figures(text, continental)
    if len(found) != 1:
        return _han_cell(text) if not found else None
    rest = text[: found[0].start] + _ASIDE.sub("", text[found[0].end :])
    return found[0] if not any(character.isalnum() for character in rest) else None


def is_continental(texts: Iterable[str]) -> bool:
    """Whether points stand between thousands: some number can be read no other way, or three digits follow each."""
    pointed = list[str]()
    for text in texts:
        if _CERTAINLY_POINTS.search(text):
            return True
        pointed += _POINTED.findall(text)
    return len(pointed) >= _ENOUGH and all(_GROUPED.fullmatch(one) for one in pointed)


def _flat(text: str) -> str:
    """Full-width forms as plain ones, blanks between thousands as marks, dates blanked; the length stays the same."""
    plain = DATE.sub(lambda found: " " * len(found[0]), fold(text))
    return _BLANKS.sub(lambda found: found[0].replace(" ", "'"), plain).replace("−", "-")


def _single(plain: str, continental: bool) -> Iterator[Figure]:
    for found in _FIGURE.finditer(plain):
        if (figure := _figure(found, continental)) is not None:
            yield figure


def _figure(found: re.Match[str], continental: bool) -> Figure | None:
    digits, scale = found["number"], (found["scale"] or "").lower()
    spelt = digits.replace(".", "") if continental and _GROUPED.fullmatch(digits) else digits
    number = _HALF if digits == "半" else read_number(spelt)
    if number is None:
        return None
    factor = Decimal(SCALE_OF[scale]) if scale else Decimal(1)
    value = number.value * factor * (-1 if found["sign"] == "-" else 1)
    decimals = len(digits) - 1 - max(digits.rfind("."), digits.rfind(",")) if number.value % 1 else 0
    return Figure(
        found[0].strip(), value, value, _unit(found), factor / Decimal(10) ** decimals, found.start(), found.end()
    )


def _unit(found: re.Match[str]) -> str:
    if mark := found["mark"] or found["mark2"]:
        return next(name for name, pattern in _MARK_NAMES if pattern.fullmatch(mark))
    unit = found["unit"]
    return next(name for name, pattern in _UNIT_NAMES if pattern.fullmatch(unit)) if unit else ""


def _joined(plain: str, single: list[Figure]) -> Iterator[Figure]:
    """Ranges put together: what stands between is a dash or a word for it, and the units agree."""
    place = 0
    while place < len(single):
        one = single[place]
        other = single[place + 1] if place + 1 < len(single) else None
        if other is not None and _is_range(plain, one, other):
            yield _range(plain, one, other)
            place += 2
        else:
            yield one
            place += 1


def _is_range(plain: str, one: Figure, other: Figure) -> bool:
    between = plain[one.end : other.start]
    if other.low < 0 and not between.strip():  # the dash was read as a minus
        same = one.unit in ("", other.unit) or (not other.unit and not between)
        return same and plain[other.start : other.start + 1] in "-–"
    return (
        bool(_JOIN.fullmatch(between))
        and (not one.unit or not other.unit or one.unit == other.unit)
        and (between.strip().lower() != "and" or "between" in plain[max(0, one.start - 9) : one.start].lower())
    )


def _range(plain: str, one: Figure, other: Figure) -> Figure:
    """Both ends with the scale and the unit of the one that names it: 3–5 万元 is 30,000 to 50,000."""
    high = abs(other.low)
    scale = _SCALE.search(plain[other.start : other.end].lower())
    times = SCALE_OF[scale[0]] if scale and not _SCALE.search(plain[one.start : one.end].lower()) else 1
    factor = times if one.low * times <= high * 10 else 1
    return Figure(
        plain[one.start : other.end].strip(),
        one.low * factor,
        high,
        other.unit or one.unit,
        max(one.step * factor, other.step),
        one.start,
        other.end,
    )


def _han_cell(text: str) -> Figure | None:
    """三百 or 十二, alone in a cell."""
    plain = fold(text).strip()
    number = (
        read_number(plain)
        if plain and len(plain) <= 20 and all(c in "零一二两三四五六七八九十百千万亿" for c in plain)
        else None
    )
    return None if number is None else Figure(plain, number.value, number.value, "", Decimal(1), 0, len(text))
