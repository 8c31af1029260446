"""Present values, internal rates and payback against an independent library and against hand-worked cases."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import accumulate
from random import Random

import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from it_advisor.costs.returns import CONTEXT, discount_factors, internal_rates, payback, present_value

FLOWS = 10_000


def generated() -> Iterator[tuple[Decimal, ...]]:
    """Investments that pay back or not, and flows whose sign changes at will."""
    random = Random(20)
    for number in range(FLOWS):
        length = random.randint(1, 24)
        if number % 2:
            yield tuple(Decimal(random.randint(-100_000, 100_000)) / 100 for _ in range(length + 1))
        else:
            later = (Decimal(random.randint(0, 20_000)) for _ in range(length))
            yield (-Decimal(random.randint(1, 100_000)), *later)


def flows(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


def test_present_value_and_paybacks_agree_with_pyxirr() -> None:
    """Ten thousand cash flows give the value and the payback months that another implementation gives."""
    factors = discount_factors(Decimal(9), 24)
    monthly = 1.09 ** (1 / 12) - 1
    for net in generated():
        fitting = factors[: len(net)]
        floats = list(map(float, net))
        assert float(present_value(net, fitting)) == pytest.approx(pyxirr.npv(monthly, floats), rel=1e-9, abs=1e-6)
        discounted = [flow * factor for flow, factor in zip(net, fitting, strict=True)]
        assert payback(net) == last_crossing([pyxirr.npv(0, floats[: n + 1]) for n in range(len(floats))])
        assert payback(discounted) == last_crossing([pyxirr.npv(monthly, floats[: n + 1]) for n in range(len(floats))])


def last_crossing(balances: list[float | None]) -> int | None:
    for month in range(len(balances)):
        if all(balance is not None and balance > -0.005 for balance in balances[month:]):
            return month
    return None


def test_internal_rates_agree_with_pyxirr() -> None:
    """The rate another implementation finds is among ours, and each of ours makes the flows worth nothing."""
    compared = 0
    with localcontext(CONTEXT):
        for net in generated():
            floats, rates = list(map(float, net)), internal_rates(net)
            theirs = pyxirr.irr(floats, silent=True)
            if theirs is not None:
                compared += 1
                assert any(float(rate) == pytest.approx(theirs, rel=1e-6, abs=1e-9) for rate in rates), (net, rates)
            for rate in rates:
                worth = [flow / (1 + rate) ** month for month, flow in enumerate(net)]
                assert abs(sum(worth)) <= sum(map(abs, worth)) * Decimal("1e-9")
    assert compared > FLOWS * 0.8


@pytest.mark.parametrize(
    ("net", "rates"),
    [
        (flows(-100, 110), ["0.1"]),
        (flows(-100, 230, -132), ["0.1", "0.2"]),
        (flows(-1000, 3600, -4310, 1716), ["0.1", "0.2", "0.3"]),
        (flows(100, -200, 100), ["0"]),
        (flows(-100, 0, 100), ["0"]),
        (flows(-200, 100), ["-0.5"]),
        (flows(1, -2, 2), []),
        (flows(100, 100), []),
        (flows(-100, -5), []),
        (flows(0, 0), []),
    ],
)
def test_none_one_or_several_rates_are_all_found(net: tuple[Decimal, ...], rates: list[str]) -> None:
    """Flows made from known rates give exactly those, whether there are none, one or several."""
    assert [round(rate, 9) for rate in internal_rates(net)] == list(map(Decimal, rates))


@given(st.lists(st.integers(-99, 100), min_size=1, max_size=4, unique=True))
def test_as_many_rates_as_were_built_in_are_found(percents: list[int]) -> None:
    """A product of (1 - (1 + rate) x) has exactly its own rates."""
    with localcontext(CONTEXT):
        built = [Decimal(1)]
        for percent in percents:
            factor = 1 + Decimal(percent) / 100
            built = [here - factor * before for here, before in zip([*built, 0], [0, *built], strict=True)]
        scaled = [part * 10**8 for part in built]
        found = internal_rates(scaled)
    assert [round(rate, 6) for rate in found] == [Decimal(percent) / 100 for percent in sorted(percents)]


@pytest.mark.parametrize(
    ("net", "month"),
    [
        (flows(-100, 50, 50), 2),
        (flows(-100, 50, 49), None),
        (flows(-100, 120, -30, 20), 3),
        (flows(0, 0), 0),
        (flows(5, -10, 20), 2),
    ],
)
def test_payback_is_the_month_after_which_the_balance_stays(net: tuple[Decimal, ...], month: int | None) -> None:
    """A later cost that sinks the balance again undoes the payback."""
    assert payback(net) == month


def test_thirds_of_a_cent_do_not_delay_the_payback() -> None:
    """Twelve twelfths of 100 pay back 100, though no twelfth is a whole number of cents."""
    assert payback((Decimal(-100), *(Decimal(100) / 12 for _ in range(12)))) == 12


def test_twelve_months_make_exactly_one_year_of_discount() -> None:
    """At 8 % a year, 1 in twelve months is worth 1/1.08 now, in 24 months 1/1.08²."""
    with localcontext(CONTEXT):
        factors = discount_factors(Decimal(8), 24)
    assert [round(1 / factors[month], 12) for month in (0, 12, 24)] == [1, Decimal("1.08"), Decimal("1.1664")]
    assert list(accumulate(factors, min)) == list(factors)
