"""Numbers as people write them, in digits, Chinese or English: 1,200,000, 三百万, 1亿2000万, half a million."""

import re
from decimal import Decimal
from functools import lru_cache

from it_advisor.brief import english
from it_advisor.brief.digits import DIGITS, Number, ends_in_thousands, read_digits
from it_advisor.brief.english import read_english

__all__ = ["LARGEST", "LONE_SCALE", "NUMBER", "Number", "read_ends", "read_number", "read_range", "whole"]

LARGEST = Decimal("1e15")
"""Nothing an organisation spends or employs is more; a longer number is a slip."""

_HAN_DIGITS = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1_000}

_VAGUE = r"[几幾半]|[数數上](?=[十百千万萬亿億])|[多余餘来來](?=[十百千万萬亿億到至])|[个個](?=[百千]?[万萬亿億])"
_HAN = rf"(?:(?:[{''.join((*_HAN_DIGITS, *_SMALL))}万萬亿億点]|{_VAGUE})(?![年次期共档种]))"
_HAN_DIGIT = f"[{''.join(_HAN_DIGITS)}]"
_ENDS = rf"(?:[1-9]|{_HAN_DIGIT})、(?=(?:[1-9]|{_HAN_DIGIT})[十百千万萬亿億])"

NUMBER = (
    rf"(?:{_ENDS})?(?:{DIGITS} ?(?=[{''.join(_SMALL)}万萬亿億几幾多余餘来來个個]))?{_HAN}++(?:\d++{_HAN}++)*+"
    rf"(?:(?<=[万萬亿億])\d++)?+|{english.NUMBER}"
)
LONE_SCALE = rf"{english.LONE_SCALE}|[千万萬亿億]++"

_STARTS_HAN = re.compile(rf"(?:{DIGITS} ?)?{_HAN}")
_EITHER_END = re.compile(
    rf"(?:({_HAN_DIGIT})({_HAN_DIGIT})|([1-9]|{_HAN_DIGIT})、([1-9]|{_HAN_DIGIT}))(?=[十百千万萬亿億])"
)
_ABOUT = re.compile("[多余餘来來]")
_POINT = re.compile(rf"({_HAN_DIGIT})点({_HAN_DIGIT}+)")
_SINGLE = re.compile(rf"({_HAN_DIGIT}|{DIGITS})([百千]?[万萬]?[亿億]?)")
_SECTION = re.compile(
    rf"(?:(?P<k>{_HAN_DIGIT}|{DIGITS})千)?零?(?:(?P<h>{_HAN_DIGIT}|{DIGITS})百)?零?"
    rf"(?P<ten>(?P<t>{_HAN_DIGIT}|{DIGITS})?十)?零?(?P<o>{_HAN_DIGIT}|{DIGITS})?"
)
_SCALES = re.compile("^.*?([百千]?[万萬]?[亿億]?)$")
_SIMPLIFIED = str.maketrans("萬億", "万亿")
_ONE = Decimal(1)


def read_ends(text: str) -> tuple[Number, Number] | None:
    """The ends one NUMBER spans: two in 八九百万 and 2、3百万, else one twice; None as for `read_number`."""
    found = _EITHER_END.match(text)
    first, second = (found[1] or found[3], found[2] or found[4]) if found else ("", "")
    if found and _digit(second) == (_digit(first) or 0) + 1:
        low, high = (read_number(digit + text[found.end() :]) for digit in (first, second))
        return None if low is None or high is None else (low, high)
    number = read_number(text)
    return None if number is None else (number, number)


def read_number(text: str) -> Number | None:
    """What one NUMBER says; None where that is not certain (几百万, 2.500) or beyond LARGEST."""
    number = _read_han(text) if _STARTS_HAN.match(text) else read_english(text)
    if number and ends_in_thousands(text):
        number = number._replace(shares=(Decimal(1_000),))
    return number if number is not None and number.value <= LARGEST else None


def _read_han(text: str) -> Number | None:
    """三百万, 3千5百万, 一点五亿, 两万五 (25,000), 1亿2000万 and 1.5个亿; about 3m is 三百多万."""
    about = _ABOUT.search(text, 1) is not None
    plain = re.sub("[ 个個]" if not about else "[ 个個多余餘来來]", "", text)
    plain = _POINT.sub(lambda found: ".".join(map(_spelt, found.groups())), plain)
    single = _SINGLE.fullmatch(plain)
    if single:
        coefficient, unit = _digit(single[1]), _han_value("一" + single[2], _ONE)
        return None if coefficient is None or unit is None else Number(coefficient, unit, about, *_sharing(single[2]))
    value = _han_value(plain, _ONE) if len(plain) <= 40 else None
    return None if value is None else Number(value, _ONE, about, *_sharing(_SCALES.sub(r"\1", plain)))


@lru_cache
def _sharing(scales: str) -> tuple[bool, tuple[Decimal, ...]]:
    """Whether a numeral with these scales is bare, and what a bare one before it may be counted in."""
    large = scales.translate(_SIMPLIFIED).lstrip("百千")
    small = scales[: len(scales) - len(large)]
    units = [_han_value(f"一{scale}", _ONE) for scale in dict.fromkeys((small + large, large)) if scale]
    return not large, tuple(unit for unit in units if unit)


def _han_value(text: str, shortened: Decimal) -> Decimal | None:
    """The value of a numeral; a last lone digit counts `shortened`, as the 五 of 两万五 counts thousands."""
    for mark, unit in (("亿", Decimal(100_000_000)), ("万", Decimal(10_000))):
        above, found, below = text.translate(_SIMPLIFIED).rpartition(mark)
        if found and below.isdigit() and below.isascii():
            return None  # 3万5 is 35,000 to most and 30,005 by the letter
        if found:
            high, low = _han_value(above, _ONE), _han_value(below, unit / 10) if below else Decimal(0)
            return None if high is None or low is None or low >= unit else high * unit + low
    return _section(text, shortened)


def _section(text: str, shortened: Decimal) -> Decimal | None:
    """The value below 万: thousands, hundreds, tens and ones, in this order."""
    found = _SECTION.fullmatch(text)
    if not text or found is None:
        return None
    digits = [_digit(part) if part else Decimal(0) for part in found.group("k", "h", "t", "o")]
    if found["ten"] and not found["t"]:
        digits[2] = _ONE
    units = [Decimal(1_000), Decimal(100), Decimal(10), _last_unit(text, shortened)]
    values = [digit * unit for digit, unit in zip(digits, units, strict=True) if digit is not None]
    return sum(values, Decimal(0)) if len(values) == len(units) else None


def _last_unit(text: str, shortened: Decimal) -> Decimal:
    """What the last digit counts: 三百五 is 350, 三百零五 is 305."""
    if len(text) == 1:
        return shortened if text in _HAN_DIGITS else _ONE
    return Decimal(_SMALL.get(text[-2], 10)) / 10 if text[-1] in _HAN_DIGITS else _ONE


def _digit(text: str) -> Decimal | None:
    return Decimal(_HAN_DIGITS[text]) if text in _HAN_DIGITS else read_digits(text, scaled=True)


def _spelt(digits: str) -> str:
    return "".join(str(_HAN_DIGITS[digit]) for digit in digits)


def whole(value: Decimal) -> Decimal:
    """Without trailing zeros or an exponent, so that it reads the same as JSON and in a report."""
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


def read_range(low: Number, high: Number) -> tuple[Decimal, Decimal] | None:
    """Both ends; `3–4 million`, 五到八百万 and 八百到一千万 share the unit. None where that is not certain: 5-600万.

    Where the low end fits neither with a unit nor without, it comes out above the high end.
    """
    if not low.bare or low.value >= high.value:
        return low.value, high.value
    if _may_be_short(low, high):
        return None
    shared = (low.value * unit for unit in high.shares)
    fitting = next((end for end in shared if end < high.value or (end == high.value and not high.bare)), None)
    if fitting is not None:
        return fitting, high.value
    alone = high.bare or low.value >= 10_000 or high.value <= 20 * low.value
    return low.value if alone else low.value * high.shares[0], high.value


def _may_be_short(low: Number, high: Number) -> bool:
    """2-300 may be 200–300, 5-600万 5–6m, 5-60,000 from 5,000 and 三到五十万 from 300,000 on; or as it is written."""
    if low.value >= 10:
        return False
    if high.unit == 1 and high.shares:
        thousands = high.shares[0] == 1_000
        return low.value * 1_000 < high.value if thousands else _is_short(low.value, high.value / high.shares[0], 10)
    return len(high.shares) < 2 and _is_short(low.value, high.coefficient, 100)


def _is_short(low: Decimal, high: Decimal, unit: int) -> bool:
    return low * unit < high < 10 * unit and high % unit == 0
