"""Markdown tables and numbers that stand in a report as they are."""

import re
from collections.abc import Callable, Iterable, Sequence

Say = Callable[[str, str], str]
"""Takes Chinese and English and gives the reader's."""

SHOWN = 10
"""Rows of a list of findings on the page; the facts hold more."""

_MARKUP = re.compile(r"([\\`*_|<>\[\]])")


def plain(text: str) -> str:
    """Text from outside as it reads, on one line, with none of it taken for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def listed(names: Iterable[str], say: Say) -> str:
    return say("、", ", ").join(map(plain, names))


def number(value: float) -> str:
    """Two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def signed(value: float) -> str:
    return f"{'+' if value > 0 else '−'}{number(abs(value))}"


Head = Sequence[tuple[str, str]]
"""The heads of a table's columns, in Chinese and English."""


def table(head: Head, rows: Iterable[Sequence[str]], say: Say) -> str:
    lines = [[say(*words) for words in head], ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def more(found: int, say: Say, shown: int = SHOWN) -> str:
    """What is said under a list that was cut; nothing where it was not."""
    return say(f"另有 {found - shown} 项未列出。", f"Not shown: {found - shown} more.") if found > shown else ""
