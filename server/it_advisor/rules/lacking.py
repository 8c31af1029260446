"""Phases that lack something: a blank cell, a column nobody made, or a list that does not say it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from it_advisor.report.reading import Report
from it_advisor.rules.fault import Severity
from it_advisor.rules.stages import Stage, stages
from it_advisor.rules.tracing import is_blank, is_open
from it_advisor.text import short

Field = Literal["owner", "duration", "exit"]

USUAL = 2
"""Items of a list with a label from which on one without it lacks what it names, though it may say a word of it."""


class Lack(NamedTuple):
    line: int
    zh: str
    en: str
    severity: Severity | None


def lacking(report: Report, field: Field, said: re.Pattern[str]) -> Iterator[Lack]:
    """A blank cell by itself; one finding for all phases where the table has no such column and the plan does not say.

    Told phases are a warning: what is meant may stand in other words.
    """
    found = stages(report)
    none = [stage for stage in found if getattr(stage, field) is None]
    if none and len(none) == len(found):
        if not report.says(said, "plan"):
            yield Lack(none[0].line, f"{len(none)} 个阶段都", f"each of the {len(none)} phases", None)
        return
    labelled = sum(bool(getattr(stage, field)) for stage in found) >= USUAL
    for stage in found:
        told = not stage.is_certain and not labelled and said.search(stage.text.lower())
        if not told and _lacks(stage, field, said):
            name = short(stage.name, 40)
            yield Lack(stage.line, f"“{name}”", f"“{name}”", None if stage.is_certain else "warning")


def _lacks(stage: Stage, field: Field, said: re.Pattern[str]) -> bool:
    value = getattr(stage, field)
    if stage.is_row:
        return value is not None and (is_blank(value) or is_open(value))
    return not value or not said.search(value.lower())
