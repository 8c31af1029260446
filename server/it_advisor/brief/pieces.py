"""A budget's words cut into pieces of one amount each, with the words that qualify it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from it_advisor.brief.amounts import Amount, Word
from it_advisor.brief.tokens import UNKNOWN

_FAMILY = {
    **dict.fromkeys("FYKGO", "period"),
    "H": "term",
    **dict.fromkeys("UVWLMTQB", "limit"),
    **dict.fromkeys("Pxe", "unit"),
}
_BEFORE = set("ULTQBe")
_PARTING = set("SJ")


class Piece(NamedTuple):
    """One amount and the words that say what it is for."""

    amount: Amount
    words: tuple[Word, ...]

    @property
    def kinds(self) -> set[str]:
        return {word.kind for word in self.words}


class Pieces(NamedTuple):
    """What a budget's words fall into; `loose` words belong to no amount."""

    sound: list[Piece]
    loose: list[Word]


def cut(words: Iterable[Word], most: int) -> Pieces:
    """One piece an amount, the first `most` of them, but for unit prices and amounts beside a lone scale word.

    A clause without an amount qualifies the amount before it, or else the one after it;
    a clause with a word we do not know may be about anything, and qualifies none.
    """
    pieces, loose, waiting = list[Piece](), list[Word](), list[Word]()
    for clause in _clauses(words):
        amount = next((word.amount for word in clause if word.amount), None)
        families = _families(clause)
        if amount:
            pieces.append(Piece(amount, (*waiting, *clause)))
            waiting = []
        elif any(word.kind in (UNKNOWN, "X") for word in clause) or families & _families(waiting):
            loose += clause
        elif families and pieces and not families & _families(pieces[-1].words):
            pieces[-1] = Piece(pieces[-1].amount, (*pieces[-1].words, *clause))
        elif families:
            waiting += clause
    sound = [piece for piece in pieces if "unit" not in _families(piece.words)][:most]
    kept = set(map(id, sound))
    loose += (word for piece in pieces if id(piece) not in kept for word in piece.words)
    return Pieces(sound, loose + waiting)


def _clauses(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Parted by commas and joining words, and where a second amount or its qualifier begins."""
    clause, said = list[Word](), set[str]()
    for word in words:
        role = _FAMILY.get(word.kind, word.kind)
        repeats = (role in ("A", "period") and role in said) or (word.kind == "W" and not said.isdisjoint("LM"))
        if word.kind in _PARTING or ("A" in said and (repeats or word.kind in _BEFORE)):
            yield clause
            clause, said = [], set()
        if word.kind not in _PARTING:
            clause.append(word)
            said |= {role, word.kind}
    yield clause


def _families(words: Iterable[Word]) -> set[str]:
    return {_FAMILY[word.kind] for word in words if word.kind in _FAMILY}
