"""Currency marks: what each says, and which say too little."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from it_advisor.brief.glyphs import HAN, is_mainland_chinese
from it_advisor.brief.money import Part
from it_advisor.brief.notes import Note, ask

_NAMES = {
    "USD": r"US ?\$|U\.?S\.? dollars?|美元|美金|美刀|刀(?!具|片)",
    "EUR": r"€|euros?|欧元|歐元|欧(?![洲盟美])",
    "GBP": r"£|pounds?(?: sterling)?|英镑|英鎊",
    "HKD": r"HK ?\$|港元|港币|港幣",
    "TWD": r"NT ?\$|NTD|新台币|新臺幣|新台幣|台币|台幣",
    "SGD": r"S\$|新加坡元|新元|新币",
    "AUD": r"AU?\$|澳元|澳币",
    "CAD": r"CA?\$|加元|加币",
    "NZD": r"NZ\$|新西兰元",
    "BRL": r"R\$|雷亚尔",
    "JPY": r"JP¥|yen|日元|日圆|日圓|円",
    "KRW": r"₩|韩元|韓元",
    "INR": r"₹|印度卢比",
    "CHF": r"Swiss francs?|瑞士法郎|瑞郎",
    "THB": r"฿|泰铢",
    "VND": r"₫|越南盾",
    "RUB": r"₽|俄?罗?斯?卢布",
    "MYR": r"林吉特|令吉|马币",
    "PLN": r"zł",
    "TRY": r"₺",
    "PHP": r"₱",
    "CNY": r"CN¥|RMB ?¥|RMB|CNH|renminbi|yuan|人民币元?|人民幣",
}
_COMMON = "USD|EUR|GBP|HKD|TWD|SGD|AUD|CAD|NZD|BRL|JPY|KRW|INR|CHF|CNY|SEK|NOK|DKK|PLN|CZK|AED|SAR|ZAR|MXN|THB|MYR|VND"
_IN_CAPITALS = (
    "AMD|AOA|ARS|AZN|BDT|BGN|BHD|BND|BOB|BWP|BYN|CLP|COP|CRC|DOP|DZD|EGP|ETB|GEL|GHS|GTQ|HNL|HUF|IDR|ILS|IQD|ISK|JMD|JOD"
    "|KES|KGS|KHR|KWD|KZT|LAK|LKR|MAD|MDL|MMK|MNT|MOP|MUR|MZN|NAD|NGN|NPR|OMR|PAB|PEN|PHP|PKR|PYG|QAR|RON|RSD|RUB|RWF|TND"
    "|TRY|TTD|TWD|TZS|UAH|UGX|UYU|UZS|VES|XAF|XOF|ZMW"
)
"""Codes of ISO 4217 that might be a word in small letters."""
_OPEN = rf"\$|¥|dollars?|元|圆|圓|块钱?|kr\.?|rupees?|francs?|{HAN}{{0,2}}(?:卢比|比索|里拉|克朗|第纳尔)"
_OPEN += rf"|{HAN}{{1,2}}(?:币|盾|铢)|{HAN}{{0,2}}镑"
_OPEN += "|迪拉姆|里亚尔|法郎|先令|兰特|福林|兹罗提|谢克尔|坚戈|格里夫纳|列弗|列伊|奈拉|基普"
"""Marks of money that do not say whose."""

_COUNTED = r"[ktm](?=[€£$]|(?:EUR|USD|GBP|CHF)(?![a-z]))"
"""What counts thousands or millions of a currency: k€, TEUR, M$."""

CURRENCY = (
    rf"(?:{_COUNTED})?(?:{'|'.join(_NAMES.values())}|(?=[a-z])(?:{_COMMON}|(?-i:{_IN_CAPITALS}))|{_OPEN})(?![a-z])"
)

_NAMED = [(code, re.compile(marks, re.IGNORECASE)) for code, marks in _NAMES.items()]
_CODE = re.compile(f"(?:{_COMMON})|(?-i:{_IN_CAPITALS})", re.IGNORECASE)
_DOLLARS = {"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD"}
_COULD_BE = {"¥": {"CNY", "JPY"}, "$": _DOLLARS, "dollar": _DOLLARS, "dollars": _DOLLARS}


class Sum(NamedTuple):
    """The marks of one amount, and whether it counts 万 or 亿."""

    marks: tuple[str, ...]
    in_wan: bool


class Currencies(NamedTuple):
    """What the marks of one text say: the codes that are certain, and the marks that leave it open."""

    codes: frozenset[str]
    open_marks: frozenset[str]
    renminbi: bool
    """Whether 元, 万 and ¥ in this text can only mean renminbi."""
    wan: str | None
    """The code of 万 and 亿 without a mark, where it is certain."""

    def of(self, one: Sum) -> str | None:
        """The code of an amount with its marks, or of one without where the text leaves only one."""
        said = {code for mark in one.marks if (code := _code_of(mark, self.renminbi))}
        if not one.marks and one.in_wan and self.renminbi:
            return self.wan
        if not said and len(self.codes) == 1 and all(self.codes <= _could_be(mark) for mark in one.marks):
            said = set(self.codes)
        return said.pop() if len(said) == 1 else None

    def problems(self, parts: Iterable[Part]) -> Iterator[Note]:
        """Two currencies, a mark that does not say which, or none at all."""
        if len(self.codes) > 1:
            codes = sorted(self.codes)
            yield ask(
                "budget_range",
                "contradiction",
                f"出现多种币种（{'、'.join(codes)}）：以哪一种为准？",
                f"several currencies ({', '.join(codes)}): which one is the budget in?",
            )
        elif any(part.currency is None for part in parts):
            marks = "、".join(sorted(self.open_marks))
            yield ask(
                "budget_range",
                "unclear-currency",
                f"“{marks}”没有说明是哪一种货币" if marks else "没有说明币种",
                f"“{marks}” does not say which currency" if marks else "no currency is said",
            )


def currencies_of(text: str, sums: Collection[Sum], beside: Collection[str], other: Collection[Sum]) -> Currencies:
    """What the sums of a folded text say, the marks beside them and, where these say nothing, other money.

    万 and 亿 without any mark say renminbi where the text is mainland Chinese. Beside `USD 50k` they
    still do, but `50万` beside `5万美元` may be either.
    """
    renminbi = is_mainland_chinese(text)
    marks = {mark for one in sums for mark in one.marks} | {*beside}
    codes, said_beside = _codes(marks, renminbi), _codes(beside, renminbi)
    abroad = any(one.in_wan and _codes(one.marks, renminbi) - {"CNY"} for one in (*sums, *other))
    wan = next(iter(said_beside)) if len(said_beside) == 1 else None if abroad else "CNY"
    if wan and renminbi and any(one.in_wan and not one.marks for one in sums):
        codes.add(wan)
    codes = codes or _codes((mark for one in other for mark in one.marks), renminbi)
    open_marks = {mark for mark in marks if _code_of(mark, renminbi) is None}
    return Currencies(frozenset(codes), frozenset(open_marks), renminbi, wan)


def _codes(marks: Iterable[str], renminbi: bool) -> set[str]:
    return {code for mark in marks if (code := _code_of(mark, renminbi))}


def times(mark: str) -> int:
    """How many of its currency a mark counts, as TEUR and k€ count a thousand."""
    return {"k": 1_000, "t": 1_000, "m": 1_000_000}[mark[0].lower()] if _counted(mark) else 1


def bare(mark: str) -> str:
    return mark[1:] if _counted(mark) else mark


def _counted(mark: str) -> bool:
    return re.match(_COUNTED, mark, re.IGNORECASE) is not None


@lru_cache
def _code_of(mark: str, renminbi: bool) -> str | None:
    """The ISO 4217 code a mark says; None for a bare $, for 元 and ¥ outside mainland Chinese, and the like.

    CLDR's locales show ¥ for the renminbi (zh) or for the yen (ja), and $ for the dollar of
    each country that has one: a sign alone does not say which.
    """
    if _CODE.fullmatch(mark):
        return mark.upper()
    said = next((code for code, pattern in _NAMED if pattern.fullmatch(mark)), None)
    return "CNY" if said is None and renminbi and mark in ("¥", "元", "块", "块钱") else said


def _could_be(mark: str) -> set[str]:
    """The codes an open mark may stand for; any, for most."""
    return _COULD_BE.get(mark.lower(), {*_NAMES, *_COMMON.split("|"), *_IN_CAPITALS.split("|")})
