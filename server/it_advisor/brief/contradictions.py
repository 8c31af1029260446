"""Sums of a budget that cannot all be true."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from it_advisor.brief.clauses import Piece
from it_advisor.brief.money import Part
from it_advisor.brief.notes import Note, ask, excerpt

_LARGEST = Decimal("1e13")
"""No budget is more, in no currency."""


def of_amounts(crossed: Iterable[Piece], parts: Sequence[Part]) -> Iterator[Note]:
    """A maximum below its minimum, and a yearly minimum beyond what all years together may cost."""
    yield from (_crossed(piece.amount.high, piece.amount.low) for piece in crossed if piece.amount)
    for before, part in pairwise(parts):
        ends = two_ends(before, part)
        if ends and ends[0] > ends[1]:
            yield _crossed(ends[1], ends[0])
    for total in parts:
        if any(_overruns(part, total) for part in parts):
            yield ask(
                "budget_range",
                "contradiction",
                f"每年的最低额在 {total.years} 年内已超过合计的最高额：哪一个为准？",
                f"the yearly minimum over {total.years} years is more than the total allows: which one holds?",
            )
    yield from _of_figures(parts)


def _of_figures(parts: Sequence[Part]) -> Iterator[Note]:
    """Nothing at all, or more than any budget is; a wish above the ceiling; a total told beside what it is made of."""
    for part in parts:
        figure = part.minimum if part.maximum is None else part.maximum
        if figure is not None and (figure == 0 or figure > _LARGEST):
            zh = f"{figure:,f} 不像是一笔预算：请确认金额与单位"
            yield ask("budget_range", "implausible", zh, f"{figure:,f} is no likely budget: confirm amount and unit")
    for wish, limit in permutations(parts, 2):
        if wish.limit == "target" and limit.limit == "ceiling" and _is_above(wish, limit):
            yield _crossed(limit.maximum or Decimal(0), wish.maximum or Decimal(0))
    if total := _total(parts):
        zh = f"{total:,f} 等于其余各笔之和：是否即为总额，不再相加？"
        yield ask("budget_range", "not-understood", zh, f"{total:,f} is what the others add up to: is it their total?")


def _is_above(wish: Part, limit: Part) -> bool:
    """The same sum wished for above what it may be."""
    if (wish.currency, wish.period, wish.years, wish.year) != (limit.currency, limit.period, limit.years, limit.year):
        return False
    return wish.maximum is not None and limit.maximum is not None and wish.maximum > limit.maximum


def _total(parts: Sequence[Part]) -> Decimal | None:
    """Of three sums or more, the first or last where it is what the others come to."""
    said = [part.maximum for part in parts if part.minimum == part.maximum and part.maximum]
    if len(parts) < 3 or len(said) < len(parts) or len({(part.currency, part.period, part.year) for part in parts}) > 1:
        return None
    return next((one for one in (said[-1], said[0]) if 2 * one == sum(said)), None)


def of_doubtful(pieces: Sequence[str]) -> Iterator[Note]:
    """Money beside the sums that may or may not be part of the budget."""
    if said := excerpt("; ".join(pieces)):
        yield ask(
            "budget_range",
            "not-understood",
            f"“{said}”未计入预算：是否计入，如何计？",
            f"“{said}” is not counted: is it part of the budget, and how?",
        )


def two_ends(one: Part, other: Part) -> tuple[Decimal, Decimal] | None:
    """Minimum and maximum, where one part says only the first and the other only the second of the same sum."""
    if (one.period, one.years) != (other.period, other.years) and (other.period or other.years):
        return None
    if (one.currency, one.year) != (other.currency, other.year):
        return None
    for low, high in ((one, other), (other, one)):
        if low.maximum is None and high.minimum is None and low.minimum is not None and high.maximum is not None:
            return low.minimum, high.maximum
    return None


def _overruns(yearly: Part, total: Part) -> bool:
    if yearly.period != "per-year" or total.period != "over-years" or yearly.currency != total.currency or total.year:
        return False
    return (yearly.minimum or 0) * (total.years or 1) > (total.maximum or Decimal("Infinity"))


def _crossed(maximum: Decimal, minimum: Decimal) -> Note:
    return ask(
        "budget_range",
        "contradiction",
        f"最高额 {maximum:,f} 低于最低额 {minimum:,f}：请确认金额与单位",
        f"the maximum {maximum:,f} is below the minimum {minimum:,f}: confirm the amounts and their unit",
    )
