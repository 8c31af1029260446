"""A budget read from the words people write it in; what is not certain is reported, never guessed."""

import re
from collections.abc import Iterable
from decimal import Decimal

from it_advisor.brief import contradictions
from it_advisor.brief.amounts import FEW, Word, read_words
from it_advisor.brief.currencies import Currencies, currencies_of
from it_advisor.brief.glyphs import fold
from it_advisor.brief.money import Budget, BudgetBand, Limit, Part, Period
from it_advisor.brief.numerals import read_number
from it_advisor.brief.pieces import Piece, cut
from it_advisor.brief.tokens import READ, UNKNOWN, Token, beyond, stretches

_PERIOD: dict[str, Period] = {"O": "once", "Y": "per-year", "G": "per-quarter", "K": "per-month", "F": "over-years"}
_BANDS: dict[str, BudgetBand] = {
    **dict.fromkeys(
        ("low", "small", "tight", "limited", "modest", "lean", "低", "较低", "偏低", "有限", "紧张"), "low"
    ),
    **dict.fromkeys(("medium", "moderate", "mid", "average", "中", "中等", "中档", "中型", "适中"), "medium"),
    **dict.fromkeys(("high", "large", "generous", "ample", "高", "较高", "偏高", "充足", "充裕", "宽裕"), "high"),
}
_MOST = 20
"""Amounts read; more of them are a price list."""
_LONGEST = 50
"""Years a budget may be made for."""
_COUNT = re.compile(FEW, re.IGNORECASE)
_IN_MONTHS = re.compile("month|月", re.IGNORECASE)


def understand_budget(text: str) -> Budget | None:
    """What the text says about money; None where it is blank."""
    if not text.strip():
        return None
    plain = fold(text[:READ])
    words = read_words(plain)
    pieces = cut(words, _MOST)
    currencies = currencies_of(plain, [mark for word in words for mark in _marks(word, plain)])
    crossed = [piece for piece in pieces.sound if piece.amount.low > piece.amount.high]
    parts = _joined([_part(p, plain, currencies) for p in pieces.sound if p.amount.low <= p.amount.high])
    band = None if parts else _band(words, plain)
    unread = _unread(words, plain) | {word.token for word in pieces.loose}
    unread |= {word.token for piece in crossed for word in piece.words}
    tokens = [word.token for word in words if not (band and word.kind == "Z")]
    return Budget(
        parts=parts,
        band=band,
        not_understood=(*stretches(tokens, unread, text), *beyond(text)) if parts or band else (text.strip(),),
        problems=(*contradictions.of_amounts(crossed, parts), *currencies.problems(parts)),
    )


def _part(piece: Piece, plain: str, currencies: Currencies) -> Part:
    low, high = _ends(piece, plain)
    period = next((_PERIOD[word.kind] for word in piece.words if word.kind in _PERIOD), None)
    years = 1 if "F" in piece.kinds else next(filter(None, (_term(word, plain) for word in piece.words)), None)
    return Part(
        minimum=low,
        maximum=high,
        currency=currencies.of(piece.amount.marks),
        period=period or ("over-years" if years else None),
        years=years,
        limit=_limit(piece),
    )


def _ends(piece: Piece, plain: str) -> tuple[Decimal | None, Decimal | None]:
    """The amount's ends; one written amount is both, unless a word makes it a bound."""
    low, high, _ = piece.amount
    upper = piece.kinds & set("UVW")
    lower = piece.kinds & set("LM") or any(_text(word, plain) in ("from", "从") for word in piece.words)
    if low != high or bool(upper) == bool(lower):
        return low, high
    return (None, high) if upper else (low, None)


def _limit(piece: Piece) -> Limit | None:
    """A wish is a target whatever bound it names; about a bound is still the bound."""
    if "T" in piece.kinds:
        return "target"
    if piece.kinds & set("UVW"):
        return "ceiling"
    return "target" if "Q" in piece.kinds else None


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """At least so much, at most so much: neighbours that are the two ends of one sum are made one."""
    done: list[Part] = []
    for part in parts:
        before = done[-1] if done else None
        ends = before and contradictions.two_ends(before, part)
        if before and ends and ends[0] <= ends[1]:
            facts = {name: value for name, value in part if value is not None}
            done[-1] = before.model_copy(update={**facts, "minimum": ends[0], "maximum": ends[1]})
        else:
            done.append(part)
    return tuple(done)


def _band(words: Iterable[Word], plain: str) -> BudgetBand | None:
    said = {_BANDS.get(_text(word, plain).lower()) for word in words if word.kind == "Z"}
    return said.pop() if len(said) == 1 else None


def _term(word: Word, plain: str) -> int | None:
    """Whole years, also from months."""
    if word.kind != "H":
        return None
    text = _text(word, plain)
    found = _COUNT.search(text)
    count = found and read_number(found[0])
    months = int(count.value) * (1 if _IN_MONTHS.search(text) else 12) if count else 0
    return months // 12 if months % 12 == 0 and 0 < months <= 12 * _LONGEST else None


def _unread(words: Iterable[Word], plain: str) -> set[Token]:
    """Unknown and unclear words, bands beside an amount, and terms that are not whole years."""
    return {
        word.token
        for word in words
        if word.kind in (UNKNOWN, "X", "Z") or (word.kind == "H" and not _term(word, plain))
    }


def _marks(word: Word, plain: str) -> tuple[str, ...]:
    if word.amount:
        return word.amount.marks
    return (_text(word, plain).strip(),) if word.kind == "C" else ()


def _text(word: Word, plain: str) -> str:
    return plain[word.token.start : word.token.end]
