"""The kinds of value a comparison is written in."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

_WRITTEN_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")


def on_one_line(name: object) -> object:
    return " ".join(name.split()) if isinstance(name, str) else name


def in_iso(day: object) -> object:
    """'2026/9/30', '2026年9月30日' and the month '2026-09', which counts from its first day, as an ISO date."""
    found = _WRITTEN_DAY.fullmatch(day.strip()) if isinstance(day, str) else None
    return f"{found[1]}-{int(found[2]):02}-{int(found[3] or 1):02}" if found else day


Name = Annotated[str, BeforeValidator(on_one_line), Field(min_length=1, max_length=120)]
"""What an option, a criterion, a gate or a scorer is called: one line, the same everywhere it is meant."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]

Day = Annotated[date, BeforeValidator(in_iso)]

Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]

DIGITS = 6
"""Points and closeness are rounded to this many decimals, and equal after that is a tie."""

LISTED = 100
"""No list of findings is longer; how many there were is said beside it."""
