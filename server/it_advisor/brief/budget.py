"""A budget read from the words people write it in; what is not certain is reported, never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from it_advisor.brief import contradictions
from it_advisor.brief.amounts import Word, read_words
from it_advisor.brief.clauses import Piece
from it_advisor.brief.currencies import Currencies, Sum, currencies_of
from it_advisor.brief.glyphs import fold
from it_advisor.brief.money import Budget, BudgetBand, Limit, Part, Period
from it_advisor.brief.numerals import read_number
from it_advisor.brief.pieces import Pieces, cut
from it_advisor.brief.tokens import READ, UNKNOWN, Token, beyond, stretches
from it_advisor.brief.vocabulary import FEW

_PERIOD: dict[str, Period] = {
    "O": "once",
    "Y": "per-year",
    "G": "per-quarter",
    "K": "per-month",
    "F": "over-years",
    "y": "over-years",
}
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
_ORDINALS = {"首": 1, "first": 1, "次": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINAL = re.compile(rf"{'|'.join(_ORDINALS)}|{FEW}", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:20)?\d\d(?!\d)")
_CALENDAR = re.compile(r"(?<!\d)(?:fy ?20|20|fy ?)(\d\d)(?![\d/])", re.IGNORECASE)
_IN_MONTHS = re.compile("month|月", re.IGNORECASE)


def understand_budget(text: str) -> Budget | None:
    """What the text says about money; None where it is blank."""
    if not text.strip():
        return None
    plain = fold(text[:READ])
    words = read_words(plain)
    pieces = cut(words, _MOST)
    currencies = _currencies(pieces, plain)
    crossed = [piece for piece in pieces.sound if _is_crossed(piece)]
    read = [piece for piece in pieces.sound if not _is_crossed(piece)]
    parts = _joined(_by_year(read, [_part(piece, plain, currencies) for piece in read], plain))
    band = None if parts else _band(words, plain)
    unread = _unread(words, plain) | {word.token for word in pieces.loose}
    unread |= {word.token for piece in crossed for word in piece.words}
    tokens = [word.token for word in words if not (band and word.kind == "Z")]
    doubtful = stretches(tokens, {word.token for word in pieces.unclear}, text) if parts else ()
    return Budget(
        parts=parts,
        band=band,
        not_understood=(*stretches(tokens, unread, text), *beyond(text)) if parts or band else (text.strip(),),
        problems=(
            *contradictions.of_amounts(crossed, parts),
            *currencies.problems(parts),
            *contradictions.of_doubtful(doubtful),
        ),
    )


def _is_crossed(piece: Piece) -> bool:
    return piece.amount is not None and piece.amount.low > piece.amount.high


def _currencies(pieces: Pieces, plain: str) -> Currencies:
    """Of its sums, the marks beside them, and the other money; brackets may say a sum in another currency."""
    words = [word for piece in pieces.sound for word in piece.words] + pieces.loose
    beside = [_text(word, plain).strip() for word in words if word.kind == "C"]
    sums = [_sum(piece.words, plain) for piece in pieces.sound]
    return currencies_of(plain, sums, beside, [_sum(piece.words, plain) for piece in pieces.other])


def _sum(words: Iterable[Word], plain: str) -> Sum:
    word, amount = next((word, word.amount) for word in words if word.amount)
    return Sum(amount.marks, re.search("[万亿]", _text(word, plain)) is not None)


def _part(piece: Piece, plain: str, currencies: Currencies) -> Part:
    low, high = _ends(piece, plain)
    period = next((_PERIOD[word.kind] for word in piece.words if word.kind in _PERIOD), None) or _times(piece, plain)
    year = next((_year(_text(word, plain)) for word in piece.words if word.kind == "y"), None)
    once = year or "F" in piece.kinds
    years = 1 if once else next(filter(None, (_term(word, plain) for word in piece.words)), None)
    return Part(
        minimum=low,
        maximum=high,
        currency=currencies.of(_sum(piece.words, plain)),
        period=period or ("over-years" if years else None),
        years=years,
        year=year,
        limit=_limit(piece, plain),
    )


def _times(piece: Piece, plain: str) -> Period | None:
    """60万×3年 is so much a year, ×36个月 so much a month."""
    said = next((_text(word, plain) for word in piece.words if word.kind == "q"), "")
    return ("per-month" if _IN_MONTHS.search(said) else "per-year") if said else None


def _year(text: str) -> int | None:
    """The first year, year 2, 第三年."""
    found = _ORDINAL.search(text)
    number = read_number(text[found.start() : found.end()]) if found and found[0] not in _ORDINALS else None
    return int(number.value) if number else _ORDINALS.get(found[0].lower() if found else "")


def _by_year(pieces: Sequence[Piece], parts: Sequence[Part], plain: str) -> Iterator[Part]:
    """Where several sums each name a calendar year, each is for its own."""
    named = [[_text(word, plain) for word in piece.words if word.kind == "D"] for piece in pieces]
    years = [_CALENDAR.findall(words[0]) if len(words) == 1 else [] for words in named]
    several = sum(len(found) == 1 for found in years) > 1
    for part, found in zip(parts, years, strict=True):
        if several and len(found) == 1 and part.period is None:
            part = part.model_copy(update={"period": "over-years", "years": 1, "year": 2_000 + int(found[0])})
        yield part


def _ends(piece: Piece, plain: str) -> tuple[Decimal | None, Decimal | None]:
    """The amount's ends; one written amount is both, unless a word makes it a bound."""
    low, high = (piece.amount.low, piece.amount.high) if piece.amount else (None, None)
    upper = piece.kinds & _upper(piece, plain)
    lower = piece.kinds & set("LM") or any(_text(word, plain) in ("from", "从") for word in piece.words)
    if low != high or bool(upper) == bool(lower):
        return low, high
    return (None, high) if upper else (low, None)


def _upper(piece: Piece, plain: str) -> set[str]:
    """The kinds of word that bound it above; 控制在 does not where 左右 follows."""
    about = any(_text(word, plain) in ("左右", "上下") for word in piece.words)
    return set("UVW" if about else "UVWu")


def _limit(piece: Piece, plain: str) -> Limit | None:
    """A wish is a target whatever bound it names; about a bound is still the bound."""
    if "T" in piece.kinds:
        return "target"
    if piece.kinds & _upper(piece, plain):
        return "ceiling"
    return "target" if "Q" in piece.kinds or (piece.amount and piece.amount.about) else None


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
    """Whole years, also from months, or from one calendar year to another."""
    text = _text(word, plain)
    if word.kind == "k":
        first, last = (int(year[-2:]) for year in _A_YEAR.findall(text))
        return last - first + 1 if 0 < last - first < _LONGEST else None
    if word.kind not in "Hq":
        return None
    found = _COUNT.search(text)
    count = found and read_number(found[0])
    months = int(count.value) * (1 if _IN_MONTHS.search(text) else 12) if count else 0
    return months // 12 if months % 12 == 0 and 0 < months <= 12 * _LONGEST else None


def _unread(words: Iterable[Word], plain: str) -> set[Token]:
    """Unknown and unclear words, bands beside an amount, and terms that are not whole years."""
    return {
        word.token
        for word in words
        if word.kind in (UNKNOWN, "X", "Z") or (word.kind in "Hqk" and not _term(word, plain))
    }


def _text(word: Word, plain: str) -> str:
    return plain[word.token.start : word.token.end]
