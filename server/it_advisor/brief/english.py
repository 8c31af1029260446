"""Numbers as English has them: two hundred and fifty thousand, one point five million, 1m 200k, 1/2 million."""

import re
from decimal import Decimal
from itertools import pairwise

from it_advisor.brief.digits import DIGITS, Number, read_digits

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {
    **{word: n for n, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{"a": 1, "zero": 0, "oh": 0},
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    **dict.fromkeys(("k", "thousand", "grand", "tsd", "tys"), 1_000),
    **dict.fromkeys(("lakh", "lakhs"), 100_000),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mln", "mill", "million", "millions", "millionen"), 1_000_000),
    **dict.fromkeys(("crore", "crores"), 10_000_000),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions"), 1_000_000_000),
}
UNIT = "(?:dozen|hundred|thousand|million|billion)"
_ABBREVIATED = r"(?:mio|mln|mill|mrd|tsd)\.(?= ?(?:[€£$]|(?:eur|usd|gbp|chf|pln|czk|sek|nok|dkk)(?![a-z])))"
_SCALE = (
    rf"(?:{_ABBREVIATED}|(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})(?![a-z])"
    r"|[km](?=(?:eur|usd|gbp|chf|rmb|cny)\b))"
)

_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75"), "": Decimal(0)}
_GLYPHS = {"½": "5", "¼": "25", "¾": "75"}

_ONE = rf"(?:{'|'.join(_ONES)})"
_ATOM = rf"(?:(?:{'|'.join(_TENS)})(?:[- ]{_ONE}(?![a-z]))?|{'|'.join(_TEENS)}|{_ONE})"
_PART = r"(?:(?:one|an?)[- ]half|half|(?:(?:one|an?)[- ])?quarter|three[- ]quarters)"
_SPELT = (
    rf"(?<![a-z])(?:{_PART}(?: of)?(?: an?)?(?= {UNIT})"
    rf"|an?(?= {UNIT}(?! hundred))(?: hundred(?: and)?(?: {_ATOM})?)?"
    rf"|{_ATOM}(?: hundred(?:(?: and)? {_ATOM})?| point(?: (?:{_ONE}|zero|oh))++)?(?: and {_PART})?"
    r")(?![a-z]|-(?!person|people|strong|employee|head))"
)
_FIGURE = rf"(?:(?:\d++ )?[1-3]/[24](?![\d/])(?= ?[kmbt])|\d*+[½¼¾]|{DIGITS}(?: and {_PART}(?= {UNIT}))?|\.\d++)"
_FIGURES = rf"{_FIGURE}(?: ?{_SCALE})*+"
_MORE_FIGURES = rf"(?:(?<=[a-z]) {DIGITS} ?{_SCALE}){{0,3}}"
_WORDS = rf"(?:{_SPELT}(?: {_SCALE})++ (?:and )?){{0,3}}{_SPELT}(?: {_SCALE})*+"
"""A number in words as the grammar has it; large, so that it is compiled only when there is one."""

_WORD = rf"(?:{'|'.join((*_TENS, *_TEENS, *_ONES))}|{UNIT}|grand|point|zero|oh|and {_PART})(?![a-z])"
_FIRST = rf"(?:{_PART}(?: of)?(?: an?)?(?= {UNIT})|an?(?= {UNIT})|{'|'.join((*_TENS, *_TEENS, *_ONES))})(?![a-z])"
_NEXT = rf"[- ](?:(?:(?<=dred )|(?<=sand )|(?<=lion ))and )?{_WORD}"

NUMBER = (
    rf"{_FIGURES}{_MORE_FIGURES}"
    rf"|(?=[a-z])(?<![a-z]){_FIRST}(?:{_NEXT})*+(?: {_SCALE})*+(?!-(?!person|people|strong|employee|head))"
)
LONE_SCALE = rf"(?<![a-z]){UNIT}s?(?![a-z])"

_TERM = rf"(?P<coefficient>{_SPELT})(?P<scales>(?: ?{_SCALE})*+)"
_TERM_IN_FIGURES = re.compile(rf"(?P<coefficient>{_FIGURE})(?P<scales>(?: ?{_SCALE})*+)")
_HUNDREDS = re.compile(r"[a-z]+ hundred(?: [a-z]+)?\Z")
"""Two to three hundred thousand: what stands before may be counted in hundreds as well."""
_AND_PART = re.compile(r"(?: and)? ?(?:(?:one|an?|three)[- ])?(half|quarters?)(?: of)?(?: an?)?\Z")


def read_english(text: str) -> Number | None:
    """What one NUMBER says; None where its terms do not fall, as in `200 thousand 1 million`."""
    plain = text.lower()
    if plain[0].isalpha() and not re.fullmatch(_WORDS, plain):
        return None
    found = re.finditer(_TERM, plain) if plain[0].isalpha() else _TERM_IN_FIGURES.finditer(plain)
    terms = [_term(*one.group("coefficient", "scales")) for one in found]
    known = [term for term in terms if term is not None]
    if not known or len(known) < len(terms) or any(two.value >= one.unit for one, two in pairwise(known)):
        return None
    first = known[0]
    total = first.coefficient if len(known) == 1 else sum((term.value for term in known), Decimal(0)) / first.unit
    return Number(total, first.unit, False, first.unit < 1_000, _shares(plain, first.unit))


def _shares(plain: str, unit: Decimal) -> tuple[Decimal, ...]:
    if plain[0].isalpha() and _HUNDREDS.match(plain):
        return (100 * unit, unit) if unit > 1 else (100 * unit,)
    return (unit,) if unit > 1 else ()


def _term(coefficient: str, scales: str) -> Number | None:
    unit = Decimal(1)
    for scale in re.findall("[a-z]+", scales):
        unit *= SCALES[scale]
    value = _spelt(coefficient) if coefficient[0].isalpha() else _figures(coefficient, scaled=unit > 1)
    return None if value is None else Number(value, unit)


def _figures(text: str, scaled: bool) -> Decimal | None:
    """Figures with a fraction behind or alone: 1½, 1 1/2, 2 and a half, .5."""
    if text[-1] in _GLYPHS:
        return Decimal(f"{text[:-1] or 0}.{_GLYPHS[text[-1]]}")
    if "/" in text:
        whole, _, fraction = text.rpartition(" ")
        above, _, below = fraction.partition("/")
        return Decimal(whole or 0) + Decimal(above) / Decimal(below)
    rest, part = _parted(text)
    value = read_digits(f"0{rest}" if rest.startswith(".") else rest, scaled)
    return None if value is None else value + part


def _spelt(text: str) -> Decimal:
    rest, part = _parted(text)
    whole, _, decimals = rest.partition(" point ")
    above, hundred, below = whole.rpartition(" hundred")
    value = (100 * _sum(above) if hundred else 0) + _sum(below)
    return Decimal(f"{value}.{''.join(str(_SMALL[word]) for word in decimals.split()) or 0}") + part


def _parted(text: str) -> tuple[str, Decimal]:
    """The text without a fraction of one at its end, and that fraction."""
    found = _AND_PART.search(text)
    return (text[: found.start()], _PARTS[found[1]]) if found else (text, _PARTS[""])


def _sum(words: str) -> int:
    return sum(_SMALL[word] for word in re.findall("[a-z]+", words) if word not in ("and", "an"))
