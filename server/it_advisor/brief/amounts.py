"""The amounts among a budget's words: numbers, currencies and range marks put together."""

import re
from decimal import Decimal
from typing import NamedTuple

from it_advisor.brief.currencies import bare, times
from it_advisor.brief.english import SCALES
from it_advisor.brief.glyphs import HAN
from it_advisor.brief.numerals import Number, read_ends, read_range, whole
from it_advisor.brief.tokens import UNKNOWN, Token, kinds, scan
from it_advisor.brief.vocabulary import LEXICON

PLAUSIBLE_ALONE = 10_000
"""A number with neither currency nor 万, k, m … is money only from here on; below, it may count anything."""

_ONE = "(?:CN(?:C(?!N))?|NC?)"
_WORD = re.compile("[a-z]", re.IGNORECASE)
_AMOUNT = re.compile(rf"N(?:RN)?E|N{{2,}}C?|(?:NR)?NCx|B{_ONE}[RJ]{_ONE}|{_ONE}R{_ONE}|{_ONE}")
_BETWEEN = re.compile("AgI*+gA")
_BEHIND = re.compile("(?<=A)g(?=I*+(?:[Ssd]|$))")
_JOINS = re.compile("p(?=[^SsbJpAa]*+[Aa])")
_ADDED = re.compile(f"expenses|costs|fees|travel|(?!的){HAN}", re.IGNORECASE)
"""What a + before a word we do not know adds, while without a blank 500k+ is at least so much."""
_HAS_SCALE = re.compile("[km万萬亿億百千]|illion|thousand|hundred", re.IGNORECASE)


class Amount(NamedTuple):
    """From low to high, equal where one amount is written; the marks say the currency."""

    low: Decimal
    high: Decimal
    marks: tuple[str, ...]
    about: bool = False


class Word(NamedTuple):
    """A token, or the tokens of one amount together: kind A, or a where it is money that cannot be read."""

    kind: str
    token: Token
    amount: Amount | None = None


def read_words(text: str) -> list[Word]:
    """The words of a folded text, its amounts put together, and each + and ≤ as what it is there."""
    return _at_least(_bounded(_grouped(scan(LEXICON, text), text), text), text)


def _grouped(tokens: list[Token], text: str) -> list[Word]:
    read, done = list[Word](), 0
    for found in _AMOUNT.finditer(kinds(tokens)):
        group = tokens[found.start() : found.end()]
        whole = Token("A", group[0].start, group[-1].end)
        counted = found[0].endswith("E") or _is_in_a_word(tokens, found, text)
        amount = None if counted or text[max(whole.start - 1, 0) : whole.start] in ("-", "^") else _amount(group, text)
        read += (Word(token.kind, token) for token in tokens[done : found.start()])
        if amount and not _has_unknown_scale(tokens, found, text, amount):
            read.append(Word("A", whole, amount))
        elif not counted and ("C" in found[0] or _HAS_SCALE.search(text, whole.start, whole.end)):
            read.append(Word("a", whole))
        else:
            read += (Word(UNKNOWN, token) for token in group)
        done = found.end()
    return read + [Word(token.kind, token) for token in tokens[done:]]


def _amount(group: list[Token], text: str) -> Amount | None:
    """What a group of number, currency and range tokens says, or None where it is not certainly money."""
    pairs = [read_ends(text[token.start : token.end]) for token in group if token.kind == "N"]
    said = [text[token.start : token.end].strip() for token in group if token.kind == "C"]
    known = [number for pair in pairs if pair for number in pair]
    adjacent = [token.kind for token in group[:2]] == ["N", "N"]
    if len(known) < 2 * len(pairs) or adjacent or not _is_money(known, said):
        return None
    scales = {times(mark) for mark in said} | {_scale(text, token) for token in group if token.kind == "x"}
    if scales := scales - {1}:
        if len(scales) > 1 or any(number.unit > 1 for number in known):
            return None
        known = [number._replace(unit=Decimal(max(scales)), bare=False) for number in known]
    ends = read_range(known[0], known[-1])
    if ends is None:
        return None
    low, high = ends
    return Amount(whole(low), whole(high), tuple(map(bare, said)), any(number.about for number in known))


def _is_money(numbers: list[Number], marks: list[str]) -> bool:
    return bool(marks) or any(number.unit > 1 or number.value >= PLAUSIBLE_ALONE for number in numbers)


def _scale(text: str, token: Token) -> int:
    return SCALES.get(text[token.start : token.end].lower().removesuffix("s"), 0)


def _is_in_a_word(tokens: list[Token], found: re.Match[str], text: str) -> bool:
    """Whether letters are stuck to its last number, as in 24x7 and 5G."""
    after = tokens[found.end() : found.end() + 1]
    stuck = found[0].endswith("N") and after and after[0].kind == UNKNOWN
    return bool(stuck and after[0].start == tokens[found.end() - 1].end and _WORD.match(text, after[0].start))


def _has_unknown_scale(tokens: list[Token], found: re.Match[str], text: str, amount: Amount) -> bool:
    """Whether a word behind a small number may be a scale that we do not know, as in NOK 2 mill."""
    after = tokens[found.end() : found.end() + 1]
    small = found[0].endswith("N") and amount.high < PLAUSIBLE_ALONE
    return bool(small and after and after[0].kind == UNKNOWN and _WORD.match(text, after[0].start))


def _bounded(words: list[Word], text: str) -> list[Word]:
    """≤ and ≥ read: two around what is bounded make a range, one behind an amount says the opposite of one before."""
    line, read, done = "".join(word.kind for word in words), list[Word](), 0
    if "g" not in line:
        return words
    for found in _BETWEEN.finditer(line):
        one, *between, other = words[found.start() : found.end()]
        upward = {_is_upper(word, text) for word in between if word.kind == "g"}
        ends = (one, other) if upward == {True} else (other, one)
        if len(upward) == 1 and ends[0].amount and ends[1].amount:
            (low, _, marks, _), (_, high, more, _) = ends[0].amount, ends[1].amount
            amount = Amount(low, high, (*marks, *more))
            read += (*words[done : found.start()], Word("A", Token("A", one.token.start, other.token.end), amount))
            done = found.end()
    read += words[done:]
    behind = {found.start() for found in _BEHIND.finditer("".join(word.kind for word in read))}
    return [
        _as(word, ("VM" if at in behind else "LU")[_is_upper(word, text)]) if word.kind == "g" else word
        for at, word in enumerate(read)
    ]


def _is_upper(word: Word, text: str) -> bool:
    return text[word.token.start] in "<≤"


def _at_least(words: list[Word], text: str) -> list[Word]:
    """A + with no further amount behind it: at least so much."""
    if all(word.kind != "p" for word in words):
        return words
    line = "".join(word.kind for word in words)
    joining = {found.start() for found in _JOINS.finditer(line)}
    joining |= {at for at, word in enumerate(words) if word.kind == "p" and _adds(words, at, text)}
    return [
        _as(word, "M") if word.kind == "p" and at not in joining and text[word.token.start] == "+" else word
        for at, word in enumerate(words)
    ]


def _adds(words: list[Word], at: int, text: str) -> bool:
    """Whether something without an amount is added: + VAT, +税."""
    start, end = words[at].token.start, words[at].token.end
    after = words[at + 1] if at + 1 < len(words) else None
    apart = text[start - 1 : start] == " " and text[end : end + 1] == " "
    if after is None or after.kind != UNKNOWN:
        return False
    return apart or _ADDED.match(text, after.token.start) is not None


def _as(word: Word, kind: str) -> Word:
    return word._replace(kind=kind)
