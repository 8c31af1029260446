"""Phases that lack something: a blank cell, a column nobody made, or a list that does not say it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from it_advisor.report.reading import Report
from it_advisor.rules.fault import Severity
from it_advisor.rules.stages import Stage, stages
from it_advisor.rules.tracing import is_blank
from it_advisor.text import short

_OPEN = re.compile("待定|待补|未定|tbd|open|to be (?:defined|decided|set)|[?？]{1,3}", re.IGNORECASE)
Field = Literal["owner", "duration", "exit"]


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
            yield Lack(none[0].line, f"{len(none)} 个阶段都", f"none of {len(none)} phases", None)
        return
    for stage in found:
        if _lacks(stage, field, said):
            name = short(stage.name, 40)
            yield Lack(stage.line, f"“{name}”", f"“{name}”", None if stage.is_row else "warning")


def _lacks(stage: Stage, field: Field, said: re.Pattern[str]) -> bool:
    value = getattr(stage, field)
    if stage.is_row:
        return value is not None and (is_blank(value) or _OPEN.fullmatch(value) is not None)
    return not value or not said.search(value.lower())
