"""What a series of monthly cash flows is worth: present value, internal rates of return, payback."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

Flows = tuple[Decimal, ...]
"""Money at month 0 (approval), at the end of month 1, of month 2, … of the last month of the horizon."""

CONTEXT = Context(prec=80)
"""Wide enough that the only rounding to be seen is the declared one."""

ROUNDING = ROUND_HALF_UP
CENT = Decimal("0.01")
NOISE = Decimal("1e-40")
"""What is smaller comes from fractions that do not end."""
WHOLE = 39
"""Digits before the point that leave room for those down to NOISE."""
FINE = Decimal("0.000001")


def rounded(amount: Decimal, to: Decimal = CENT) -> Decimal:
    """The one rounding: half up, to a hundredth of the currency or of a per cent unless told otherwise.

    Each line's cost in each year is rounded, and tables of years and categories add
    those up; any other figure is made from unrounded flows and rounded once.
    """
    exact = amount
    if amount.adjusted() < WHOLE:  # twelve twelfths are one, so that half a cent is half a cent
        exact = amount.quantize(NOISE, ROUNDING, CONTEXT)
    return exact.quantize(to, ROUNDING, CONTEXT) + 0  # + 0 turns -0.00 into 0.00


def discount_factors(rate_pct: Decimal, months: int) -> Flows:
    """What 1 at each month is worth at month 0: (1 + r)^(-month/12), so that 12 months make exactly a year's rate.

    The effective monthly rate is (1 + r)^(1/12) - 1, not r/12. Source: R. Brealey,
    S. Myers, F. Allen, Principles of Corporate Finance, chapter "How to Calculate
    Present Values" (effective annual rate).
    """
    monthly = (1 + rate_pct / 100) ** (Decimal(-1) / 12)
    return tuple(accumulate((monthly for _ in range(months)), lambda factor, step: factor * step, initial=Decimal(1)))


def present_value(flows: Sequence[Decimal], factors: Sequence[Decimal]) -> Decimal:
    """The sum of flow x factor. Of net flows it is the net present value (NPV)."""
    return sum((flow * factor for flow, factor in zip(flows, factors, strict=True)), Decimal(0))


def payback(flows: Sequence[Decimal]) -> int | None:
    """The first month from which the running total stays at zero or above to the end, or None.

    Of discounted flows it is the discounted payback. The textbook's is the first crossing
    of zero (Brealey, Myers, Allen, "Net Present Value and Other Investment Criteria"); this
    is a convention of our own and stricter: a later cost that sinks the total again undoes
    the payback. Where costs come first and gains after, both are the same month.
    """
    below = (month for month, balance in enumerate(accumulate(flows)) if rounded(balance) < 0)
    first = max(below, default=-1) + 1
    return first if first < len(flows) else None


def internal_rates(flows: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Every rate a period, above -1, at which the flows are worth nothing: none, one or several, ascending.

    With x = 1 / (1 + rate) the present value is a polynomial in x; its roots in (0, 1)
    and, turned round, in (1, inf) are separated by Descartes' rule of signs after a
    Moebius transformation and halving (G. E. Collins, A. G. Akritas, "Polynomial real
    root isolation using Descarte's rule of signs", SYMSAC 1976), then bisected. Flows
    are taken to a millionth; two roots closer than CLOSE count as one.
    """
    forwards = [int(rounded(flow.scaleb(6), Decimal(1))) for flow in flows]
    backwards = forwards[::-1]
    gains = [1 / _bisected(forwards, place) - 1 for place in _separated(forwards)]
    even = [Decimal(0)] if any(forwards) and sum(forwards) == 0 else []
    losses = [_bisected(backwards, place) - 1 for place in _separated(backwards)]
    return tuple(sorted([*losses, *even, *gains]))


CLOSE = Decimal(2) ** -30


class _Place(NamedTuple):
    """An interval with one root, and whether the polynomial rises through it."""

    low: Decimal
    width: Decimal
    rises: bool


def _separated(polynomial: list[int], low: Decimal = Decimal(0), width: Decimal = Decimal(1)) -> Iterator[_Place]:
    """The roots in the open interval (0, 1), mapped to (low, low + width)."""
    turned = _shifted(polynomial[::-1])
    changes = sum(left != right for left, right in pairwise(part > 0 for part in turned if part))
    if changes == 1 or (changes and width < CLOSE):
        yield _Place(low, width, next(part > 0 for part in turned if part))
    elif changes:
        half, degree = width / 2, len(polynomial) - 1
        left = [part << (degree - power) for power, part in enumerate(polynomial)]
        right = _shifted(left)
        yield from _separated(left, low, half)
        if right[0] == 0:
            yield _Place(low + half, Decimal(0), True)
        yield from _separated(right, low + half, half)


def _shifted(polynomial: Sequence[int]) -> list[int]:
    """p(x + 1), lowest power first, by repeated synthetic division."""
    row, shifted = list(polynomial[::-1]), []
    while row:
        row = list(accumulate(row))
        shifted.append(row.pop())
    return shifted


def _bisected(polynomial: list[int], place: _Place) -> Decimal:
    low, high = place.low, place.low + place.width
    while high - low > high * Decimal("1e-15"):
        middle = (low + high) / 2
        if (_value(polynomial, middle) > 0) == place.rises:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _value(polynomial: list[int], x: Decimal) -> Decimal:
    value = Decimal(0)
    for part in reversed(polynomial):
        value = value * x + part
    return value
