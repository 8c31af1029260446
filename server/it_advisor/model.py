"""What every input, answer and record of ours has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict

Count = Annotated[int, Strict()]
"""A whole number; text that looks like one, and true or false, are refused."""

Flag = Annotated[bool, Strict()]


class Model(BaseModel):
    """Frozen data with no fields but the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")
