"""The spread of an option's figures when every line is drawn at random within its range."""

from collections.abc import Collection
from decimal import Decimal
from functools import reduce
from math import sqrt
from operator import add
from random import Random
from statistics import quantiles
from typing import NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream, ids
from it_advisor.costs.figures import Percentiles, Simulation
from it_advisor.costs.request import Benefit
from it_advisor.costs.returns import Flows, present_value, rounded

DRAWS = 10_000
TCO = "TCO = Σ C, each amount from Tri(low, likely, high)"


class _Spread(NamedTuple):
    """What some lines come to together in each draw."""

    present: list[float]
    plain: list[float]


_NOTHING = _Spread([0.0] * DRAWS, [0.0] * DRAWS)


class _Today(NamedTuple):
    """Doing nothing: each of the lines that go on under some option, and all its others together."""

    lasting: dict[str, _Spread]
    others: _Spread

    def without(self, lines: Collection[str]) -> _Spread:
        return reduce(_plus, (one for line, one in self.lasting.items() if line not in lines), self.others)

    def only(self, lines: Collection[str]) -> _Spread:
        return reduce(_plus, (one for line, one in self.lasting.items() if line in lines), _NOTHING)


def simulate(books: tuple[Ledger, ...], seed: int) -> tuple[Simulation, ...]:
    """One simulation for each ledger.

    Lines are drawn independently of each other, each from the triangular distribution
    of its low, likely and high (GAO Cost Estimating and Assessment Guide, GAO-20-195G,
    step 9, risk and uncertainty), each draw fixed for the whole horizon; a benefit
    comes or does not with its confidence. The order of lines does not matter.
    A line of doing nothing is drawn once, however many options are measured against it,
    and a cost that goes on unchanged under an option is that same draw.
    """
    today = _today(books, seed)
    return tuple(_simulation(ledger, today, seed) for ledger in books)


def _today(books: tuple[Ledger, ...], seed: int) -> _Today:
    lasting = {line for ledger in books for line in ledger.lasting.values()}
    costs = [stream for ledger in books if ledger.is_baseline for stream in ledger.costs]
    random, others, one_by_one = Random(f"{seed} today"), _NOTHING, {}
    for stream in sorted(costs, key=_content):
        drawn = _drawn(stream, books[0].factors, random)
        if stream.id in lasting:
            one_by_one[stream.id] = drawn
        else:
            others = _plus(others, drawn)
    return _Today(one_by_one, others)


def _simulation(ledger: Ledger, today: _Today, seed: int) -> Simulation:
    if ledger.is_baseline:
        plain = today.without(()).plain
        return Simulation(draws=DRAWS, seed=seed, formula=TCO, lines=ids(ledger.costs), tco=_percentiles(plain))
    kept = ledger.lasting.values()
    cost = _sum(ledger.own, ledger.factors, Random(f"{seed} costs"))
    gain = _sum(ledger.benefits, ledger.factors, Random(f"{seed} benefits"))
    spared = today.without(kept)
    npv, net = _net(gain.present, spared.present, cost.present), _net(gain.plain, spared.plain, cost.plain)
    return Simulation(
        draws=DRAWS,
        seed=seed,
        formula=f"{TCO}; NPV = PV(B + S) − PV(C), each B ÷ its confidence with that chance, else 0",
        lines=ids(ledger.costs + ledger.gains),
        tco=_percentiles(_plus(cost, today.only(kept)).plain),
        npv=_percentiles(npv),
        payback_probability_pct=_chance(net),
        positive_npv_probability_pct=_chance(npv),
    )


def _sum(streams: tuple[Stream, ...], factors: Flows, random: Random) -> _Spread:
    return reduce(_plus, (_drawn(stream, factors, random) for stream in sorted(streams, key=_content)), _NOTHING)


def _drawn(stream: Stream, factors: Flows, random: Random) -> _Spread:
    amounts = _amounts(stream, random)
    worth, total = float(present_value(stream.flows, factors)), float(sum(stream.flows))
    return _Spread([worth * amount for amount in amounts], [total * amount for amount in amounts])


def _plus(one: _Spread, other: _Spread) -> _Spread:
    return _Spread(list(map(add, one.present, other.present)), list(map(add, one.plain, other.plain)))


def _content(stream: Stream) -> str:
    return stream.line.model_dump_json(exclude={"id", "option", "item"})


def _amounts(stream: Stream, random: Random) -> list[float]:
    """The line's amount in each draw; a benefit that comes is divided by its confidence, which the flows hold."""
    low, likely, high = map(float, stream.line.range)
    amounts = _triangular(low, likely, high, random) if low < high else [likely] * DRAWS
    chance = float(stream.line.confidence_pct) / 100 if isinstance(stream.line, Benefit) else 1.0
    if not 0 < chance < 1:
        return amounts
    return [amount / chance if random.random() < chance else 0.0 for amount in amounts]


def _triangular(low: float, likely: float, high: float, random: Random) -> list[float]:
    """By the inverse of the distribution function: S. Kotz, J. R. van Dorp, Beyond Beta (2004), chapter 1."""
    rise, fall = (high - low) * (likely - low), (high - low) * (high - likely)
    turn = (likely - low) / (high - low)
    uniform = random.random
    return [low + sqrt(u * rise) if (u := uniform()) < turn else high - sqrt((1 - u) * fall) for _ in range(DRAWS)]


def _net(benefit: list[float], spared: list[float], cost: list[float]) -> list[float]:
    return [gained + kept - paid for gained, kept, paid in zip(benefit, spared, cost, strict=True)]


def _percentiles(values: list[float]) -> Percentiles:
    tenths = [rounded(Decimal(value)) for value in quantiles(values, n=10, method="inclusive")]
    return Percentiles(p10=tenths[0], p50=tenths[4], p90=tenths[8])


def _chance(values: list[float]) -> Decimal:
    """How many per cent of the values are at or above zero, to half a cent."""
    return rounded(Decimal(100 * sum(value > -0.005 for value in values)) / DRAWS)
