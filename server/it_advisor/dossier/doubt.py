"""Amounts in prose that were written before the lines they come from changed.

Tables and sums are made anew from the lines whenever a dossier is read; what people have written is not.
"""

from typing import Any

from it_advisor.dossier.record import Doubt, Record
from it_advisor.dossier.sections import TEXTS, content_of
from it_advisor.report.figures import figures

_ABOUT_MONEY = ("text.decision", "text.costs")
"""In these a large bare number is an amount; elsewhere it may count anything."""
_LARGE = 1_000


def doubted(before: Record, after: Record, edited: str, revision: int) -> Record:
    """The new record with what its money makes doubtful; the section that was just written is not."""
    doubts = {one.section: one for one in before.doubts}
    if _money(before) != _money(after):
        doubts |= {name: Doubt(section=name, revision=revision) for name in with_amounts(after)}
    doubts.pop(edited, None)
    return after.model_copy(update={"doubts": tuple(doubts.values())})


def _money(record: Record) -> tuple[Any, ...]:
    """What the sums of a dossier come from."""
    recommended = tuple(one.id for one in record.options if one.verdict == "recommended")
    about = (record.about.currency, record.about.horizon_years)
    return record.cost_lines, record.benefit_lines, recommended, about


def with_amounts(record: Record) -> list[str]:
    """The sections whose words or own figures name money."""
    decision = record.decision
    named = ["decision"] if decision and (decision.amount is not None or _has_amount(decision.approval, False)) else []
    return named + [name for name in TEXTS if _has_amount(content_of(record, name), name in _ABOUT_MONEY)]


def _has_amount(text: str, bare: bool) -> bool:
    return any(one.is_money or (bare and not one.unit and one.high >= _LARGE) for one in figures(text))
