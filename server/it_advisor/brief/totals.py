"""One figure from several counts: which of them count, and how they add up."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from it_advisor.brief.counts import Counted, Noun
from it_advisor.brief.tokens import Token


class Settled(NamedTuple):
    """The counts that are of the organisation as it is, and those that only the asker can place."""

    kept: list[Counted]
    doubtful: list[Counted]


def settle(found: Iterable[Counted]) -> Settled:
    """Customers, other times and parts left out, so many each multiplied by the places they are at."""
    counts = [one for one in found if not (one.is_part or one.is_other or one.is_crossed)]
    torn = [one for one in counts if one.noun == "people" and ("Y" in one.kinds or "y" in one.kinds)]
    if len(torn) < 2 or len({kind for one in torn for kind in one.kinds if kind in "Yy"}) < 2:
        torn = []
    kept, doubtful, places = list[Counted](), [*torn], None
    for one in counts:
        settled = _multiplied(one, places) if one.is_each else one
        if settled is None:
            doubtful.append(one)
        elif one not in torn:
            kept.append(settled)
        places = one if one.noun == "sites" else places
    return Settled([*_heads(kept)], doubtful)


def together(noun: Noun, counts: Iterable[Counted]) -> tuple[int | None, int | None] | None:
    """A total if one is named, the sum if they lie apart, else from the largest to the sum."""
    all_counts = [counted for counted in counts if counted.noun == noun]
    counted = [one for one in all_counts if one.is_whole] or all_counts
    if not counted:
        return None
    highs = [one.high for one in counted if one.high is not None]
    lows = [one.low for one in counted if one.low is not None]
    if len(counted) > 1 and any("s" in one.kinds for one in counted):
        return min(lows, default=None), max(highs) if len(highs) == len(counted) else None
    low = sum(lows) if _lie_apart(counted) else max(lows, default=0)
    return low if lows else None, sum(highs) if len(highs) == len(counted) else None


def unread(settled: Settled, found: Iterable[Counted]) -> Iterator[Token]:
    """The words of what is not counted: all about it, but of a part only itself."""
    kept = {one.tokens[0].start for one in settled.kept}
    for one in found:
        if one.tokens[0].start not in kept and not one.is_part:
            yield from one.near


def _multiplied(one: Counted, places: Counted | None) -> Counted | None:
    """So many at each of the places named before; None where none are, or where it is the places that are each."""
    if places is None or one.noun == "sites":
        return None
    low, high = (None if a is None or b is None else a * b for a, b in ((one.low, places.low), (one.high, places.high)))
    return one._replace(low=low, high=high)


def _heads(counts: Sequence[Counted]) -> Iterator[Counted]:
    """Without full-time equivalents, where heads are counted as well."""
    heads = [one for one in counts if one.noun == "people" and not _is_fte(one)]
    yield from (one for one in counts if not (heads and _is_fte(one)))


def _is_fte(one: Counted) -> bool:
    return any(token.kind == "F" for token in one.tokens)


def _lie_apart(counted: Sequence[Counted]) -> bool:
    """Whether they are different kinds of site, as stores and warehouses are, or the head office and its places."""
    kinds = {one.site for one in counted}
    if counted[0].noun == "people":
        return any(one.is_each for one in counted) and all(one.is_each or "H" in one.kinds for one in counted)
    return None not in kinds and len(kinds) == len(counted)
