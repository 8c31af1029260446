"""Markdown that can stand in a report as it is: tables, and text from outside that stays text."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

Say = Callable[[str, str], str]
"""Takes Chinese and English and gives the reader's."""

_MARKUP = re.compile(r"[\\`*_|<>\[\]~$]|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"[#+=-]|\d+(?=[.)])")


def plain(text: str) -> str:
    """Text from outside as it reads, on one line, with none of it taken for markup."""
    line = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    start = _AT_THE_START.match(line)
    if start is None:
        return line
    return f"{line[: start.end()]}\\{line[start.end() :]}" if start[0].isdigit() else f"\\{line}"


def listed(names: Iterable[str], say: Say) -> str:
    return say("、", ", ").join(map(plain, names))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Cells are Markdown, one line each; the columns counted in `numbers` are aligned to the right."""
    rule = ["--:" if column in numbers else "---" for column in range(len(heads))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))
