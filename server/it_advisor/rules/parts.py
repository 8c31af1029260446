"""Rows of a table that may be no parts of its total."""

import re
from itertools import pairwise

from it_advisor.report.grids import Grid

_OPTIONAL = re.compile(
    r"可选|选配|不计入|未计入|不含在|已含在|已包含|optional|not (?:counted|included|in the total|part of)|included in",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}|[（(]?[一二三四五六七八九十]{1,3}[)）]?")


def optional_rows(grid: Grid) -> frozenset[int]:
    """Told to be optional, counted elsewhere, or not at all."""
    return frozenset(row for row, cells in enumerate(grid.rows) if any(map(_OPTIONAL.search, cells)))


def parent_rows(grid: Grid) -> frozenset[int]:
    """Those above their own parts: numbered 1 above a 1.1, or 一 above a 1."""
    numbers = [found[0] if (found := _NUMBER.match(cells[0].strip())) else "" for cells in grid.rows]
    return frozenset(row for row, (one, below) in enumerate(pairwise(numbers)) if one and _is_part(below, one))


def _is_part(number: str, of: str) -> bool:
    return number.startswith(f"{of}.") if of[0].isdigit() and of[0].isascii() else number.isascii() and number != ""
