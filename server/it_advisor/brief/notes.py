"""What is said back about an argument: what was mended, and what only the asker can settle."""

from typing import Literal

from pydantic import Field

from it_advisor.errors import Words
from it_advisor.model import Model

ArgumentName = Literal["business_nature", "company_size", "budget_range", "technical_requirements"]

Kind = Literal[
    "not-understood",
    "contradiction",
    "implausible",
    "unclear-currency",
    "too-many",
    "escaped",
    "quoted",
    "cut",
    "shifted",
    "unfilled",
    "nothing-said",
]

_QUOTED = 60
"""Characters of the asker's text a note repeats; enough to find the place."""


class Note(Model):
    """One remark on one argument, in both languages."""

    field: ArgumentName
    kind: Kind
    action: Literal["repaired", "ask"] = Field(description="repaired: done already; ask: only the asker can settle it")
    zh: str
    en: str

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def named(self, argument: Words) -> Words:
        """With the argument it is about before it."""
        return Words(f"{argument.zh}：{self.zh}", f"{argument.en}: {self.en}")


def ask(field: ArgumentName, kind: Kind, zh: str, en: str) -> Note:
    return Note(field=field, kind=kind, action="ask", zh=zh, en=en)


def excerpt(text: str) -> str:
    """The beginning of what was written, on one line, for quoting."""
    line = " ".join(text[: 4 * _QUOTED].split())
    return line if len(line) <= _QUOTED else line[:_QUOTED] + "…"
