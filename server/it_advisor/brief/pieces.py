"""The pieces of a budget judged: a sum of it, other money, or money that may or may not be meant."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from it_advisor.brief.amounts import Word
from it_advisor.brief.clauses import Piece, join


class Pieces(NamedTuple):
    """What a budget's words fall into; `loose` words belong to none of its sums."""

    sound: list[Piece]
    other: list[Piece]
    """Other money told beside them, but for what brackets hold."""
    loose: list[Word]
    unclear: list[Word]
    """Of the loose ones, those about money that may or may not be meant."""


def cut(words: Iterable[Word], most: int) -> Pieces:
    """The first `most` sums, and the rest."""
    pieces, loose = join(words)
    doubted = {*_alternatives(pieces), *_run_together(pieces), *_net_and_gross(pieces)}
    sound, other, unclear = list[Piece](), list[Piece](), list[Word]()
    for at, piece in enumerate(pieces):
        if at not in doubted and _is_other_money(piece):
            loose += piece.words
            other += [piece] if piece.amount and piece.within != "brackets" else []
        elif at in doubted or _is_unclear(piece) or len(sound) == most:
            unclear += piece.words
        else:
            sound.append(piece)
    return Pieces(sound, other, loose + unclear, unclear)


def _is_other_money(piece: Piece) -> bool:
    """Earned, spent before, saved, a limit of somebody's powers, or part of a sum that is counted already."""
    if piece.families & {"other", "verdict"} or _is_said_first("e", piece):
        return True
    return piece.within == "brackets" or (piece.within == "sum" and "period" not in piece.families)


def _is_unclear(piece: Piece) -> bool:
    """Unreadable, a unit price, part of a year, `thereafter` without a period, within a sum but for another time."""
    said = piece.families
    return piece.amount is None or "unit" in said or ("later" in said and "period" not in said) or piece.within == "sum"


def _is_said_first(kind: str, piece: Piece) -> bool:
    first = next((word.kind for word in piece.words if word.kind in f"Aa{kind}"), "")
    return first == kind


def _alternatives(pieces: list[Piece]) -> Iterable[int]:
    """One or the other: which one, only the asker knows."""
    for at, (_, piece) in enumerate(pairwise(pieces)):
        if piece.opener == "n":
            yield from (at, at + 1)


def _run_together(pieces: list[Piece]) -> Iterable[int]:
    """500万去年300万: other money, but which of the two?"""
    for at, (before, piece) in enumerate(pairwise(pieces)):
        if piece.opener == "+" and "other" in before.families and not _is_said_first("o", before):
            yield from (at, at + 1)


def _net_and_gross(pieces: list[Piece]) -> Iterable[int]:
    """One sum told twice, with and without tax."""
    found = [at for at, piece in enumerate(pieces) if "tax" in piece.families]
    return found if len(found) > 1 else ()
