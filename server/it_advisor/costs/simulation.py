"""The spread of an option's figures when every line is drawn at random within its range."""

from decimal import Decimal
from math import sqrt
from random import Random
from statistics import quantiles
from typing import NamedTuple

from it_advisor.costs.cashflow import Ledger, Stream
from it_advisor.costs.figures import Percentiles, Simulation
from it_advisor.costs.request import Benefit
from it_advisor.costs.returns import Flows, present_value, rounded

DRAWS = 10_000


class _Spread(NamedTuple):
    """What some lines come to together in each draw."""

    present: list[float]
    plain: list[float]


def simulate(books: tuple[Ledger, ...], seed: int) -> tuple[Simulation, ...]:
    """One simulation for each ledger.

    Lines are drawn independently of each other, each from the triangular distribution
    of its low, likely and high (GAO Cost Estimating and Assessment Guide, GAO-20-195G,
    step 9, risk and uncertainty), each draw fixed for the whole horizon; a benefit
    comes or does not with its confidence. Neither names nor the order of lines matter.
    Every line is drawn once, however many options are measured against it.
    """
    spent = [_drawn(ledger.costs, ledger.factors, Random(f"{seed} {ledger.is_baseline}")) for ledger in books]
    nothing = _Spread([0.0] * DRAWS, [0.0] * DRAWS)
    today = next((spread for spread, ledger in zip(spent, books, strict=True) if ledger.is_baseline), nothing)
    return tuple(_simulation(ledger, cost, today, seed) for ledger, cost in zip(books, spent, strict=True))


def _simulation(ledger: Ledger, cost: _Spread, today: _Spread, seed: int) -> Simulation:
    tco = _percentiles(cost.plain)
    if ledger.is_baseline:
        return Simulation(draws=DRAWS, seed=seed, tco=tco)
    gain = _drawn(ledger.benefits, ledger.factors, Random(f"{seed} benefits"))
    npv = _net(gain.present, today.present, cost.present)
    net = _net(gain.plain, today.plain, cost.plain)
    return Simulation(
        draws=DRAWS,
        seed=seed,
        tco=tco,
        npv=_percentiles(npv),
        payback_probability_pct=_chance(net),
        positive_npv_probability_pct=_chance(npv),
    )


def _drawn(streams: tuple[Stream, ...], factors: Flows, random: Random) -> _Spread:
    present, plain = [0.0] * DRAWS, [0.0] * DRAWS
    for stream in sorted(streams, key=_content):
        amounts = _amounts(stream, random)
        worth, total = float(present_value(stream.flows, factors)), float(sum(stream.flows))
        present = [so_far + worth * amount for so_far, amount in zip(present, amounts, strict=True)]
        plain = [so_far + total * amount for so_far, amount in zip(plain, amounts, strict=True)]
    return _Spread(present, plain)


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
    uniform = [random.random() for _ in range(DRAWS)]
    return [low + sqrt(u * rise) if u < turn else high - sqrt((1 - u) * fall) for u in uniform]


def _net(benefit: list[float], spared: list[float], cost: list[float]) -> list[float]:
    return [gained + kept - paid for gained, kept, paid in zip(benefit, spared, cost, strict=True)]


def _percentiles(values: list[float]) -> Percentiles:
    tenths = [rounded(Decimal(value)) for value in quantiles(values, n=10, method="inclusive")]
    return Percentiles(p10=tenths[0], p50=tenths[4], p90=tenths[8])


def _chance(values: list[float]) -> Decimal:
    """How many per cent of the values are at or above zero, to half a cent."""
    return rounded(Decimal(100 * sum(value > -0.005 for value in values)) / DRAWS)
