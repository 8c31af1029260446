"""How close two organisations are: the kind they are, their needs, size and budget, each from 0 to 1.

None where one of the two is not known: what was not said counts neither for a case nor against it.
"""

from collections.abc import Callable
from math import log

from it_advisor.brief import Budget, Size
from it_advisor.brief.money import BANDS as BUDGET_BANDS
from it_advisor.brief.size import BANDS as SIZE_BANDS
from it_advisor.subject import Subject

OTHER_KIND, NO_KIND = 0.7, 0.8
"""What the same industry counts where the kinds of organisation differ, and where one of them is not told."""
NEAR, FAR = 2, 10
"""Budgets are the same within a factor of 2, and have nothing in common from a factor of 10."""
_SIZES = {band: place for place, band in enumerate(SIZE_BANDS)}
_BUDGETS = {band: place for place, band in enumerate(BUDGET_BANDS)}


def of_business(asked: Subject, case: Subject) -> float | None:
    """1 for the same kind of organisation, less for the same industry; None where no industry is asked for."""
    if not asked.industries:
        return None
    industry = next(iter(case.industries))
    kinds = [kind for kind in asked.kinds if kind.startswith(f"{industry}/")]
    share = asked.industries.get(industry, 0.0)
    if not case.kinds.isdisjoint(kinds):
        return share
    return share * (OTHER_KIND if kinds and case.kinds else NO_KIND)


def of_needs(asked: Subject, case: Subject, weight: Callable[[str], float]) -> float | None:
    """The part of the needs asked for that the case has, by weight; None where none is asked for."""
    if not asked.needs:
        return None
    return sum(map(weight, asked.needs & case.needs)) / sum(map(weight, asked.needs))


def of_sizes(one: Size | None, other: Size | None) -> float | None:
    """1 for the same size band, 0.5 for the next; of several bands that fit, the closest."""
    if one is None or other is None:
        return None
    steps = [abs(_SIZES[band] - _SIZES[other_band]) for band in one.bands for other_band in other.bands]
    return max(0.0, 1 - 0.5 * min(steps)) if steps else None


def of_budgets(one: Budget | None, other: Budget | None) -> float | None:
    """By amounts a year in the same currency, else by the words low, medium and high; amounts are not converted."""
    if one is None or other is None:
        return None
    if one.band and other.band:
        return max(0.0, 1 - 0.5 * abs(_BUDGETS[one.band] - _BUDGETS[other.band]))
    if one.currency is None or one.currency != other.currency or not (one.a_year and other.a_year):
        return None
    factor = max(one.a_year, other.a_year) / min(one.a_year, other.a_year)
    return max(0.0, min(1.0, 1 - log(factor / NEAR) / log(FAR / NEAR)))
