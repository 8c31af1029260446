"""Numbers in digits, with the marks that group thousands and part decimals in different countries."""

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = r"\d++(?:[.,']\d++)*+"

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
    about: bool = False
    """Whether it is only about that many, as 三百多万 is."""
    bare: bool = False
    """Said without a scale of its own, as the 八百 of 八百到一千万 is, so that it may share that of what follows."""
    shares: tuple[Decimal, ...] = ()
    """What a bare number before it may be counted in, the largest first: 百万 and 万 in 五到八百万."""

    @property
    def value(self) -> Decimal:
        return self.coefficient * self.unit


def read_digits(text: str, scaled: bool) -> Decimal | None:
    """A number in digits. `2.500` is 2,500 to some and 2½ to others: read only before a scale word."""
    if len(text) > 40 or (_THOUSANDS_OR_DECIMALS.fullmatch(text) and not scaled):
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "").replace("'", ""))
    if _CONTINENTAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace("'", "").replace(",", "."))
    return None


def ends_in_thousands(text: str) -> bool:
    """Whether its thousands are marked off and are whole, as in `50-60,000`."""
    return text[-4:-3] in (",", "'") and text[-3:] == "000" and text[:-4].isdecimal()
