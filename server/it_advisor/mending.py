"""What is safe to mend by machine in a report, as a diff and as the mended text."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import unified_diff

from it_advisor.rules import Edit


def mended(markdown: str, edits: Iterable[Edit]) -> str:
    """The text with each line's edits made in their order; an edit whose words are not there is left out."""
    by_line: dict[int, list[Edit]] = defaultdict(list)
    for edit in dict.fromkeys(edits):
        by_line[edit.line].append(edit)
    lines = markdown.split("\n")
    for number, changes in by_line.items():
        for change in changes:
            lines[number - 1] = lines[number - 1].replace(change.old, change.new, 1)
    return "\n".join(lines)


def diff(before: str, after: str, name: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (mended)", lineterm="")
    return "".join(f"{line}\n" for line in lines)
