"""A budget's words parted into clauses, and the clauses put together to pieces of one amount each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from it_advisor.brief.amounts import Amount, Word
from it_advisor.brief.tokens import UNKNOWN

_FAMILY = {
    **dict.fromkeys("FyYKGO", "period"),
    **dict.fromkeys("Hqk", "term"),
    **dict.fromkeys("UVWLMBu", "limit"),
    "T": "wish",
    "Q": "about",
    **dict.fromkeys("hx", "unit"),
    "o": "other",
    "v": "verdict",
    "j": "later",
    "t": "tax",
    "C": "currency",
}
_BEFORE = set("ULTQBeuyj")
_PARTING = set("SsJpnbd")
_BOUNDS = set("UVWLMT")
_WISH_BEHIND = re.compile("(?<=A)(I*T)(?=I*AI*[WV])")


class Piece(NamedTuple):
    """One amount, None where it cannot be read, and the words that say what it is for."""

    amount: Amount | None
    words: tuple[Word, ...]
    opener: str
    """The kind of mark it stands behind; + where it follows the last one without any."""
    within: Literal["", "sum", "brackets"] = ""
    """Whether the sum before it contains it, said to in words or by brackets."""

    @property
    def kinds(self) -> set[str]:
        return {word.kind for word in self.words}

    @property
    def families(self) -> set[str]:
        return families(self.words)


class _Clause(NamedTuple):
    opener: str
    words: tuple[Word, ...]

    @property
    def kinds(self) -> set[str]:
        return {word.kind for word in self.words}

    @property
    def has_money(self) -> bool:
        return not self.kinds.isdisjoint("Aa")


def families(words: Iterable[Word]) -> set[str]:
    return {_FAMILY[word.kind] for word in words if word.kind in _FAMILY}


def join(words: Iterable[Word]) -> tuple[list[Piece], list[Word]]:
    """The pieces, and the words that belong to none.

    A clause without an amount qualifies the amount before it, or else the one after it; one with
    a word we do not know may be about anything and qualifies none; one about other money looks ahead.
    """
    pieces, loose, waiting = list[Piece](), list[Word](), tuple[Word, ...]()
    last: int | None = None
    for clause, within in _placed(_clauses(words)):
        if clause.opener == "d":
            last = next((at for at in reversed(range(len(pieces))) if pieces[at].within != "brackets"), None)
        said, before = families(clause.words), () if last is None else pieces[last].words
        if clause.has_money:
            amount = next(word.amount for word in clause.words if word.kind in "Aa")
            last = len(pieces)
            pieces.append(Piece(amount, (*waiting, *clause.words), clause.opener, within))
            waiting = ()
        elif clause.kinds & {UNKNOWN, "X", "e"} or said & families(waiting):
            loose += clause.words
        elif last is not None and said and not said & {*families(before), "other"} and _may_follow(said, before):
            pieces[last] = pieces[last]._replace(words=(*before, *clause.words))
        elif said:
            waiting += clause.words
    return pieces, [*loose, *waiting]


def _may_follow(said: set[str], before: Iterable[Word]) -> bool:
    """What somebody must agree to is about an amount from which on they must."""
    return "verdict" not in said or any(word.kind in "LM" for word in before)


def _placed(clauses: Iterable[_Clause]) -> Iterator[tuple[_Clause, Literal["", "sum", "brackets"]]]:
    """Each clause and whether it is within the last sum.

    `Of which` holds up to the end of the sentence or to a plus; brackets right behind a sum hold
    parts of it, or the same sum in other words, unless they limit it or add to it.
    """
    within: Literal["", "sum", "brackets"] = ""
    behind_a_sum = False
    for clause in clauses:
        if clause.opener == "d" or (within == "sum" and clause.opener in "sp"):
            within = ""
        if clause.opener == "b":
            within = "brackets" if behind_a_sum and clause.words and clause.kinds.isdisjoint(_BOUNDS) else within
        elif "e" in clause.kinds and behind_a_sum and not within:
            within = "sum"
        yield clause, within
        behind_a_sum = clause.has_money or (behind_a_sum and clause.opener != "s")


def _clauses(words: Iterable[Word]) -> Iterator[_Clause]:
    """Parted by commas, brackets and joining words, and where a second amount or its qualifier begins."""
    opener, clause, said = "s", list[Word](), set[str]()
    words = list(words)
    behind = _wishes_behind(words)
    for at, word in enumerate(words):
        role = "A" if word.kind == "a" else _FAMILY.get(word.kind, word.kind)
        repeats = (role in ("A", "period") and role in said) or (word.kind == "W" and not said.isdisjoint("LMT"))
        before = word.kind in _BEFORE and at not in behind
        if word.kind in _PARTING or ("A" in said and (repeats or before)):
            yield _Clause(opener, tuple(clause))
            opener, clause, said = word.kind if word.kind in _PARTING else "+", [], set()
        if word.kind not in _PARTING:
            clause.append(word)
            said |= {role, word.kind}
    yield _Clause(opener, tuple(clause))


def _wishes_behind(words: Sequence[Word]) -> set[int]:
    """Where a wish stands behind its amount, as the ceiling after the next one does: 300k target 400k ceiling."""
    line = "".join(word.kind for word in words)
    return {found.end(1) - 1 for found in _WISH_BEHIND.finditer(line)} if "T" in line else set()
