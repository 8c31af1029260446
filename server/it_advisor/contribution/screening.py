"""What must not be in a published case: secrets, personal data, a customer's name."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from unicodedata import normalize

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
    """The check digit of a Chinese identity number, GB 11643; those of 15 digits have none."""
    bare = text.replace(" ", "")
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(one) * weight for one, weight in zip(bare, weights, strict=False))
    return len(bare) == 15 or "10X98765432"[total % 11] == bare[-1].upper()


def _is_called(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 9


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
访问密钥 | an access key | \b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{20,90}|glpat-[\w-]{20,60})
访问密钥 | an access key | \b(?:sk-[A-Za-z0-9_-]{20,80}|xox[bap]-[A-Za-z0-9-]{10,80}|LTAI[A-Za-z0-9]{12,20})
令牌 | a token | \beyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,400}
令牌 | a token | (?i:bearer|basic) [A-Za-z0-9+/_.~=-]{16,400}
密码 | a password | (?i:password|passwd|pwd|密码|口令|secret|token) ?(?:[:=|]|是|is ) ?(?=\S{0,80}\d)[^\s,。|]{6,80}
密码 | a password | (?i:api[_ -]?key|access[_ -]?key) ?(?:[:=|]|是|is ) ?(?=\S{0,80}\d)[^\s,。|]{6,80}
带密码的地址 | an address with a password | \b[a-z][a-z0-9+]{1,20}://[^\s:/@]{1,60}:[^\s:/@]{1,60}@
""")
]
_PROOFS: dict[str, Callable[[str], bool]] = {
    "身份证号": _citizen,
    "国际号码": _is_called,
    "银行卡号": _luhn,
    "银行账号": _iban,
}
PERSONAL = [
    Pattern(words, written, _PROOFS.get(words.zh, lambda _: True))
    for words, written in _words(r"""
电子邮箱 | an e-mail address | [\w.%+-]{1,64} ?(?:@|[(\[]at[)\]]) ?(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?!\w)
身份证号 | an identity number | (?<!\d)[1-9]\d{5} ?(?:19|20)\d{2} ?\d{4} ?\d{3}[\dXx](?![\dA-Za-z])
身份证号 | an identity number | (?<!\d)[1-6]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)
手机号 | a mobile number | (?<![\d.,])(?:\+?86|0086)?[ .-]?1[3-9]\d[\s.-]?\d{4}[\s.-]?\d{4}(?!\d)
电话号码 | a telephone number | (?<![\d.,/-])(?<!\d )0\d{2,3}[ -]\d{7,8}(?!\d)
电话号码 | a telephone number | \(\d{3}\) ?\d{3}[ .-]\d{4}(?!\d)|\(0\d{1,4}\) ?\d{5,8}(?!\d)
电话号码 | a telephone number | (?<![\d.,/-])(?<!\d )0[1-9]\d{1,3}[ /-]\d{3,4}[ /-]?\d{3,5}(?!\d)
国际号码 | a telephone number | (?<![\w.])(?<!\d )(?:\+|00)[1-9]\d{0,2}[ ./-]?\(?\d{1,4}\)?(?:[ ./-]?\d{2,8}){1,4}
银行卡号 | a card number | (?<![\d.])\d{4}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}(?![\d.]\d|\d)
银行账号 | a bank account | \b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b
""")
]
DOUBTFUL = [
    Pattern(*row)
    for row in _words(r"""
也许是密码 | what may be a password | (?i:password|passwd|pwd|密码|口令|api[_ -]?key) ?[:=] ?[^\s,。|]{6,80}
公司全称 | a company's full name | [\u4e00-\u9fff（）()]{2,20}(?:股份有限公司|有限责任公司|集团有限公司|有限公司)
公司全称 | a company's full name | \b(?:[A-Z][\w&'-]{1,30} ){1,4}(?:GmbH|AG|Ltd\.?|Limited|Inc\.?|LLC|PLC|SE|KG)(?!\w)
""")
]
MOST_TOLD = 10
_MARKUP = re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)")
_BLANKS = re.compile(r"\s+")


class Screened(NamedTuple):
    """What forbids that a case is kept, and what a curator should look at."""

    forbidden: tuple[Problem, ...]
    doubtful: tuple[str, ...]


def screen(text: str, names: Sequence[str] = (), field: str = "content") -> Screened:
    """`names` are those the contributor says must not appear. What is found is told by field and line.

    Read as a reader would: without markup and escapes, whatever the width of its letters.
    """
    plain = _plain(text)
    forbidden = [*_found(plain, SECRETS, field), *_found(plain, PERSONAL, field), *_named(plain, names, field)]
    doubtful = dict.fromkeys(f"{one.field}: {one.words.said(None)}" for one in _found(plain, DOUBTFUL, field))
    return Screened(tuple(dict.fromkeys(forbidden))[:MOST_TOLD], tuple(doubtful)[:MOST_TOLD])


def _plain(text: str) -> str:
    """Line by line the same text."""
    lines = (_MARKUP.sub("", normalize("NFKC", unescape(line))) for line in text.split("\n"))
    return "\n".join(_BLANKS.sub(" ", line.replace("\n", " ")) for line in lines)


def _found(text: str, patterns: Sequence[Pattern], field: str) -> Iterator[Problem]:
    for pattern in patterns:
        for met in pattern.written.finditer(text):
            if pattern.proof(met[0]):
                line = text.count("\n", 0, met.start()) + 1
                zh, en = pattern.what
                yield Problem(f"{field}:{line}", Words(f"含{zh}；请删去或改写", f"holds {en}; take it out"))


def _named(text: str, names: Sequence[str], field: str) -> Iterator[Problem]:
    """By its letters and digits alone: blanks, hyphens and line ends hide no name."""
    kept = [(place, one) for place, one in enumerate(text.lower()) if one.isalnum()]
    letters = "".join(one for _, one in kept)
    for name in names:
        place = letters.find("".join(filter(str.isalnum, normalize("NFKC", name).lower())) or name)
        if place >= 0:
            line, told = text.count("\n", 0, kept[place][0]) + 1, short(name)
            yield Problem(f"{field}:{line}", Words(f"仍有 {told}；请改写", f"still names {told}; reword it"))
