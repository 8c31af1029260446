"""Currency marks: what each says, and which say too little."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from it_advisor.brief.glyphs import is_mainland_chinese
from it_advisor.brief.money import Part
from it_advisor.brief.notes import Note, ask

_SAYS = {
    "USD": r"US ?\$|USD|U\.?S\.? dollars?|美元|美金",
    "EUR": r"€|EUR|euros?|欧元|歐元",
    "GBP": r"£|GBP|pounds?(?: sterling)?|英镑|英鎊",
    "HKD": r"HK ?\$|HKD|港元|港币|港幣",
    "TWD": r"NT ?\$|TWD|NTD|新台币|新臺幣|新台幣|台币|台幣",
    "SGD": r"S\$|SGD|新加坡元|新元|坡币",
    "AUD": r"AU?\$|AUD|澳元|澳币",
    "CAD": r"CA?\$|CAD|加元|加币",
    "NZD": r"NZ\$|NZD",
    "BRL": r"R\$|BRL",
    "JPY": r"JPY|JP¥|yen|日元|日圆|日圓|円",
    "KRW": r"₩|KRW|韩元|韓元",
    "INR": r"₹|INR|印度卢比",
    "CHF": r"CHF|Swiss francs?|瑞士法郎|瑞郎",
    "THB": r"฿|THB|泰铢",
    "MYR": r"MYR|马来西亚林吉特|林吉特",
    "VND": r"₫|VND|越南盾",
    "RUB": r"₽|RUB|卢布",
    "SEK": "SEK",
    "NOK": "NOK",
    "DKK": "DKK",
    "PLN": "zł|PLN",
    "CZK": "CZK",
    "TRY": "₺",
    "AED": "AED|迪拉姆",
    "SAR": "SAR|沙特里亚尔",
    "ZAR": "ZAR",
    "MXN": "MXN",
    "IDR": "IDR",
    "PHP": "₱|PHP",
    "CNY": r"CN¥|RMB ?¥|RMB|CNY|CNH|renminbi|yuan|人民币元?|人民幣|(?:元)?人民币",
}
_SAYS_TOO_LITTLE = r"\$|¥|dollars?|元|圆|圓|块钱?|kr\.?|rupees?|francs?"

CURRENCY = "|".join(
    rf"(?:{marks})(?![a-z])" if marks[-1].isalpha() else f"(?:{marks})" for marks in (*_SAYS.values(), _SAYS_TOO_LITTLE)
)
_CODE_OF = [(code, re.compile(marks, re.IGNORECASE)) for code, marks in _SAYS.items()]
_COULD_BE = {"¥": {"CNY", "JPY"}, "$": {"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MXN"}}


class Currencies(NamedTuple):
    """What the marks of one text say: the codes that are certain, and the marks that leave it open."""

    codes: frozenset[str]
    open_marks: frozenset[str]
    renminbi: bool
    """Whether 元, 万 and ¥ in this text can only mean renminbi."""

    def of(self, marks: Iterable[str]) -> str | None:
        """The code of an amount with these marks, or of one without where the text has only one."""
        said = {code for mark in marks if (code := _code_of(mark, self.renminbi))}
        if not said and len(self.codes) == 1 and all(self.codes <= _could_be(mark) for mark in marks):
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


def currencies_of(text: str, marks: Collection[str]) -> Currencies:
    """What a folded text's marks say; 万 and 亿 without any mark say renminbi where the text is mainland Chinese."""
    renminbi = is_mainland_chinese(text)
    codes = {_code_of(mark, renminbi) for mark in marks}
    if not marks and renminbi and re.search("[万亿]", text):
        codes = {"CNY"}
    open_marks = {mark for mark in marks if _code_of(mark, renminbi) is None}
    return Currencies(frozenset(code for code in codes if code), frozenset(open_marks), renminbi)


def _code_of(mark: str, renminbi: bool) -> str | None:
    """The ISO 4217 code a mark says; None for a bare $, for 元 and ¥ outside mainland Chinese, and the like.

    CLDR's locales show ¥ for the renminbi (zh) or for the yen (ja), and $ for the dollar of
    each country that has one: a sign alone does not say which.
    """
    said = next((code for code, pattern in _CODE_OF if pattern.fullmatch(mark)), None)
    return "CNY" if said is None and renminbi and mark in ("¥", "元", "块", "块钱") else said


def _could_be(mark: str) -> set[str]:
    dollars = "$" if mark.lower().startswith("dollar") else mark
    return _COULD_BE.get(dollars, set(_SAYS))
