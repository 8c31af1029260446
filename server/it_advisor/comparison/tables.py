"""How the page of a comparison writes its numbers and heads its tables."""

from collections.abc import Iterable, Sequence

from it_advisor import markup
from it_advisor.markup import Say

SHOWN = 10
"""Rows of a list of findings on the page; the facts hold more."""


def number(value: float) -> str:
    """Two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def signed(value: float) -> str:
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


Head = Sequence[tuple[str, str]]
"""The heads of a table's columns, in Chinese and English."""


def table(head: Head, rows: Iterable[Sequence[str]], say: Say) -> str:
    return markup.table([say(*words) for words in head], rows)


def more(found: int, say: Say, shown: int = SHOWN) -> str:
    """What is said under a list that was cut; nothing where it was not."""
    return say(f"另有 {found - shown} 项未列出。", f"Not shown: {found - shown} more.") if found > shown else ""
