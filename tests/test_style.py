"""What keeps the code short: ratchets, which may be lowered and never raised."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "server" / "it_advisor"
MODULES = sorted(HOUSE.rglob("*.py"))
LONGEST_MODULE = 268
LONGEST_FUNCTION = 39
TABLES = {"summary.py": "a table of fields: one small model for each kind of row in a report's summary block"}
"""Modules that may have up to 290 lines, each with the reason."""


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's name and lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(HOUSE)}:{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    """A longer one becomes a folder of the noun's name."""
    assert lines(path) <= (290 if str(path.relative_to(HOUSE)) in TABLES else LONGEST_MODULE)
    assert {name: length for name, length in functions(path) if length > LONGEST_FUNCTION} == {}
