"""What every input, answer and record of ours has in common."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Strict

Count = Annotated[int, Strict()]
"""A whole number; text that looks like one, and true or false, are refused."""

Flag = Annotated[bool, Strict()]

AskedLanguage = Literal["auto", "zh", "en"]
"""What a caller may ask an answer to be written in."""

Toolset = Literal["core", "decide", "documents", "templates", "dossier", "library"]
"""Operations that are shown to a model together; each costs it context on every turn."""


class Model(BaseModel):
    """Frozen data with no fields but the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
