"""Numbers as people write them: 1,200,000, 2,5, 三百万, 1亿2000万, half a million."""

import re
from decimal import Decimal
from typing import NamedTuple

LARGEST = Decimal("1e15")
"""Nothing an organisation spends or employs is more; a longer number is a slip."""

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {
    **{word: Decimal(n) for n, word in enumerate(_ONES, 1)},
    **{word: Decimal(10 * n) for n, word in enumerate(_TENS, 2)},
    **{"fifteen": Decimal(15), "a": Decimal(1), "half": Decimal("0.5")},
}
_SCALES = {
    "hundred": 100,
    **dict.fromkeys(("k", "thousand", "tsd"), 1_000),
    **dict.fromkeys(("lakh", "lakhs"), 100_000),
    **dict.fromkeys(("m", "mm", "mn", "mil", "mio", "million", "millions"), 1_000_000),
    **dict.fromkeys(("crore", "crores"), 10_000_000),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions"), 1_000_000_000),
}
_HAN_DIGITS = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1_000}

_DIGITS = r"\d++(?:[.,']\d++)*+"
_SCALE = rf"(?:(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])|[km](?=(?:eur|usd|gbp|chf|rmb|cny)\b))"
_VAGUE = r"[几幾半]|[数數来上](?=[十百千万萬亿億])"
_HAN = rf"(?:(?:[{''.join((*_HAN_DIGITS, *_SMALL))}万萬亿億点]|{_VAGUE})(?![年次期共]))"
_UNIT = "(?:hundred|thousand|million|billion)"

NUMBER = (
    rf"(?:{_DIGITS} ?(?=[{''.join(_SMALL)}万萬亿億几幾]))?{_HAN}++(?:\d++{_HAN}++)*+(?:(?<=[万萬亿億])\d++)?+"
    rf"|{_DIGITS}(?: ?{_SCALE})*+"
    rf"|(?<![a-z])(?:a(?= {_UNIT})|half an?(?= {_UNIT})"
    rf"|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[:9])})|{'|'.join((*_ONES, *_TENS, 'fifteen'))})"
    rf"(?![a-z-])(?: {_SCALE})*+"
)
LONE_SCALE = rf"(?<![a-z]){_UNIT}s?(?![a-z])|[千万萬亿億]++"

_STARTS_HAN = re.compile(rf"(?:{_DIGITS} ?)?{_HAN}")
_PARTS = re.compile(rf"({_DIGITS}|half an?|[a-z]+(?:-[a-z]+)?)([a-z ]*)")
_HAN_DIGIT = f"[{''.join(_HAN_DIGITS)}]"
_POINT = re.compile(rf"({_HAN_DIGIT})点({_HAN_DIGIT}+)")
_SINGLE = re.compile(rf"({_HAN_DIGIT}|{_DIGITS})([百千]?[万萬]?[亿億]?)")
_SECTION = re.compile(
    rf"(?:(?P<k>{_HAN_DIGIT}|{_DIGITS})千)?零?(?:(?P<h>{_HAN_DIGIT}|{_DIGITS})百)?零?"
    rf"(?P<ten>(?P<t>{_HAN_DIGIT}|{_DIGITS})?十)?零?(?P<o>{_HAN_DIGIT}|{_DIGITS})?"
)
_SIMPLIFIED = str.maketrans("萬億", "万亿")
_ONE = Decimal(1)
_PLAIN = re.compile(
    r"(?:0|[1-9]\d*)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
    r"|[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:'\d{3})+(?:\.\d+)?"
)
_CONTINENTAL = re.compile(r"(?:0|[1-9]\d*),\d{1,2}|[1-9]\d{0,2}(?:[.']\d{3})+,\d{1,2}|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class Number(NamedTuple):
    """So many of a unit: 300万 is 300 of 10,000; the unit is 1 where none is written."""

    coefficient: Decimal
    unit: Decimal

    @property
    def value(self) -> Decimal:
        return self.coefficient * self.unit


def read_number(text: str) -> Number | None:
    """What one NUMBER says; None where that is not certain (几百万, 2.500) or beyond LARGEST."""
    number = _read_han(text) if _STARTS_HAN.match(text) else _read_latin(text)
    return number if number is not None and number.value <= LARGEST else None


def read_digits(text: str, scaled: bool) -> Decimal | None:
    """A number in digits. `2.500` is 2,500 to some and 2½ to others: read only before a scale word."""
    if len(text) > 40 or (_THOUSANDS_OR_DECIMALS.fullmatch(text) and not scaled):
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "").replace("'", ""))
    if _CONTINENTAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace("'", "").replace(",", "."))
    return None


def _read_latin(text: str) -> Number | None:
    [(head, scales)] = _PARTS.findall(text.lower())
    unit = Decimal(1)
    for scale in scales.split():
        unit *= _SCALES[scale]
    coefficient = _read_words(head) if head[0].isalpha() else read_digits(head, scaled=unit > 1)
    return None if coefficient is None else Number(coefficient, unit)


def _read_words(text: str) -> Decimal:
    return sum((_WORDS[word] for word in text.removesuffix(" a").removesuffix(" an").split("-")), Decimal(0))


def _read_han(text: str) -> Number | None:
    """三百万, 3千5百万, 一点五亿, 两万五 (25,000) and 1亿2000万."""
    plain = _POINT.sub(lambda found: ".".join(map(_spelt, found.groups())), text.replace(" ", ""))
    single = _SINGLE.fullmatch(plain)
    if single:
        coefficient, unit = _digit(single[1]), _han_value("一" + single[2], _ONE)
        return None if coefficient is None or unit is None else Number(coefficient, unit)
    value = _han_value(plain, _ONE) if len(plain) <= 40 else None
    return None if value is None else Number(value, _ONE)


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


def read_range(low: Number, high: Number) -> tuple[Decimal, Decimal]:
    """Both ends; `3–4 million` and 五到八百万 share the unit.

    Where the low end fits neither with the unit nor without, it comes out above the high end.
    """
    if low.unit != 1 or low == high:
        return low.value, high.value
    shared = low.coefficient * high.unit
    alone = low.value >= 10_000 or high.value <= 20 * low.value
    return (low.value if shared > high.value and alone else shared), high.value
