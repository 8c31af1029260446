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
    torn = [*dict.fromkeys(_torn(counts))]
    kept, doubtful, places, before = list[Counted](), [*torn], _only_places(counts), None
    for one in counts:
        settled = _multiplied(one, places) if _is_each(one, before) else one
        if settled is None:
            doubtful.append(one)
        elif one not in torn:
            kept.append(settled)
        places, before = one if one.noun == "sites" else places, one
    return Settled([*_heads(kept)], doubtful)


def _is_each(one: Counted, before: Counted | None) -> bool:
    """Each is said of it, and not of the count before it; or of the places before it, which each have so many."""
    if before and one.noun == "people" and before.has_each:
        return True
    taken = before is not None and before.noun == "people" and before.after[:1] == one.before[:1] == "z"
    return one.is_each and not (taken and "z" not in one.before[1:] + one.after)


def _torn(counts: Sequence[Counted]) -> Iterator[Counted]:
    """Of the group and of the company in it, of several years, or of staff and of people nobody has named."""
    people = [one for one in counts if one.noun == "people"]
    for of in ("Yy", "r"):
        said = [(one, "".join(kind for kind in of if kind in one.kinds)) for one in people]
        if len([one for one, kind in said if kind]) > 1 and (of == "r" or len({kind for _, kind in said if kind}) > 1):
            yield from (one for one, kind in said if kind)
    if any(one.is_staff for one in people):
        yield from (one for one in people if one.is_unnamed)


def _only_places(counts: Sequence[Counted]) -> Counted | None:
    """The places told last, where they are the only ones: 8 staff in each of 36 stores."""
    places = [one for one in counts if one.noun == "sites"]
    return places[0] if len(places) == 1 else None


def together(noun: Noun, counts: Sequence[Counted]) -> tuple[int | None, int | None] | None:
    """A total if one is named, the sum if they lie apart, else from the largest to the sum."""
    all_counts = [counted for counted in counts if counted.noun == noun]
    counted = [one for one in all_counts if one.is_whole] or all_counts
    if not counted:
        return None
    highs = [one.high for one in counted if one.high is not None]
    lows = [one.low for one in counted if one.low is not None]
    if len(counted) == 2 and len(lows) == len(highs) == 1 and lows <= highs:
        return lows[0], highs[0]
    if len(counted) > 1 and any("s" in one.kinds for one in counted):
        return min(lows, default=None), max(highs) if len(highs) == len(counted) else None
    low = sum(lows) if _lie_apart(counted) else max(lows, default=0)
    open_end = len(highs) < len(counted) or (noun == "people" and _only_the_head_office(all_counts, counts))
    return low if lows else None, None if open_end else sum(highs)


def unread(settled: Settled, found: Iterable[Counted]) -> Iterator[Token]:
    """The words of what is not counted: all about it, but of a part only itself."""
    kept = {one.tokens[0].start for one in settled.kept}
    for one in found:
        if one.tokens[0].start not in kept and not one.is_part:
            yield from one.near


def _only_the_head_office(people: Sequence[Counted], counts: Sequence[Counted]) -> bool:
    """Whether those at the other places are not told: 120家门店，总部150人."""
    several = any(one.noun == "sites" and (one.high is None or one.high > 1) for one in counts)
    return several and all("H" in one.kinds and not one.is_whole for one in people)


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
        if all("p" in one.before for one in counted[1:]):
            return True
        return any(one.is_each for one in counted) and all(one.is_each or "H" in one.kinds for one in counted)
    return None not in kinds and len(kinds) == len(counted)
