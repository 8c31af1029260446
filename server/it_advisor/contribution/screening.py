"""What must not be in a published case: secrets, personal data, a customer's name."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from it_advisor.errors import Problem, Words
from it_advisor.text import short


class Pattern(NamedTuple):
    """Something written in a way that can be recognised; `proof` tells it from what only looks so."""

    what: Words
    written: re.Pattern[str]
    proof: Callable[[str], bool] = lambda _: True


def _luhn(text: str) -> bool:
    digits = [int(one) for one in text if one.isdigit()][::-1]
    doubled = (one * 2 - 9 * (one > 4) for one in digits[1::2])
    return len(digits) >= 13 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _citizen(text: str) -> bool:
    """The check digit of a Chinese identity number, GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(one) * weight for one, weight in zip(text, weights, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def _iban(text: str) -> bool:
    bare = text.replace(" ", "")
    moved = bare[4:] + bare[:4]
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1


def _words(table: str) -> list[tuple[Words, re.Pattern[str]]]:
    """Rows of a Chinese name, an English name and a pattern."""
    rows = (line.strip().split(" | ", 2) for line in table.strip().splitlines())
    return [(Words(zh, en), re.compile(written)) for zh, en, written in rows]


SECRETS = [
    Pattern(*row)
    for row in _words(r"""
私钥 | a private key | -----BEGIN [A-Z ]{0,20}PRIVATE KEY-----
访问密钥 | an access key | \b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|sk-[A-Za-z0-9_-]{20,80})
访问密钥 | an access key | \b(?:xox[bap]-[A-Za-z0-9-]{10,80}|LTAI[A-Za-z0-9]{12,20})
令牌 | a token | \beyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,400}
密码 | a password | (?i:password|passwd|pwd|密码|口令|secret|token) {0,3}[:=：＝] {0,3}(?=\S{0,80}\d)[^\s，。|]{6,80}
带密码的地址 | an address with a password | \b[a-z][a-z0-9+]{1,20}://[^\s:/@]{1,60}:[^\s:/@]{1,60}@
""")
]
_PROOFS: dict[str, Callable[[str], bool]] = {"身份证号": _citizen, "银行卡号": _luhn, "银行账号": _iban}
PERSONAL = [
    Pattern(words, written, _PROOFS.get(words.zh, lambda _: True))
    for words, written in _words(r"""
电子邮箱 | an e-mail address | \b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}\b
身份证号 | an identity number | (?<!\d)[1-9]\d{16}[\dXx](?![\dA-Za-z])
手机号 | a mobile number | (?<![\d.,-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.,]\d|\d)
电话号码 | a telephone number | (?<![\w.])\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}(?!\d)
银行卡号 | a card number | (?<![\d.])\d{4}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}(?![\d.]\d|\d)
银行账号 | a bank account | \b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b
""")
]
NAMES = [
    Pattern(*row)
    for row in _words(r"""
公司全称 | a company's full name | [\u4e00-\u9fff（）()]{2,20}(?:股份有限公司|有限责任公司|集团有限公司|有限公司)
公司全称 | a company's full name | \b(?:[A-Z][\w&'-]{1,30} ){1,4}(?:GmbH|AG|Ltd\.?|Limited|Inc\.?|LLC|PLC|SE|KG)(?!\w)
""")
]
MOST_TOLD = 10


class Screened(NamedTuple):
    """What forbids that a case is kept, and what a curator should look at."""

    forbidden: tuple[Problem, ...]
    doubtful: tuple[str, ...]


def screen(text: str, names: Sequence[str] = ()) -> Screened:
    """`names` are those the contributor says must not appear."""
    forbidden = [*_found(text, SECRETS), *_found(text, PERSONAL), *_named(text, names)]
    doubtful = dict.fromkeys(f"{one.field}: {one.words.said(None)}" for one in _found(text, NAMES))
    return Screened(tuple(forbidden[:MOST_TOLD]), tuple(doubtful)[:MOST_TOLD])


def _found(text: str, patterns: Sequence[Pattern]) -> Iterator[Problem]:
    for pattern in patterns:
        for met in pattern.written.finditer(text):
            if pattern.proof(met[0]):
                line = text.count("\n", 0, met.start()) + 1
                zh, en = pattern.what
                yield Problem(f"content:{line}", Words(f"含{zh}；请删去或改写", f"holds {en}; take it out"))


def _named(text: str, names: Sequence[str]) -> Iterator[Problem]:
    lowered = text.lower()
    for name in names:
        place = lowered.find(name.lower())
        if place >= 0:
            line, told = text.count("\n", 0, place) + 1, short(name)
            yield Problem(f"content:{line}", Words(f"仍有 {told}；请改写", f"still names {told}; reword it"))
