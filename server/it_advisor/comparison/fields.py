"""The kinds of value a comparison is written in."""

from typing import Annotated

from pydantic import Field, StringConstraints

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")
]
"""What an option, a criterion, a gate or a scorer is called: one line, the same everywhere it is meant."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]

Number = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]

LISTED = 100
"""No list of findings is longer; how many there were is said beside it."""
