"""The direction of dependency: the core knows nothing of disks, networks, clocks or doors."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "server" / "it_advisor"
DOORSTEP = {"advisor.py", "content.py", "desk.py", "settings.py", "search.py", "semantic.py", "documents/fonts.py"}
DOORSTEP |= {"__main__.py", "cabinet.py", "installing.py", "manual.py", "served.py"}
DOORSTEP |= {"documents/paper.py", "documents/webpage.py"}
"""Outside doors/ and store/, these may touch the world: folders, the environment, weights, fonts, threads."""
"""Outside doors/ and store/, these may touch the world: folders, the environment, weights, fonts, threads."""
OUTSIDE = {"mcp", "mcp_types", "starlette", "uvicorn", "click", "os", "sys", "socket", "subprocess", "pathlib"}
OUTSIDE |= {"sqlalchemy", "alembic", "aiosqlite", "psycopg", "secrets"}
OUTSIDE |= {"sqlite3", "time", "random", "logging", "asyncio", "anyio", "tempfile", "shutil", "pydantic_settings"}
PURE = [
    path
    for path in HOUSE.rglob("*.py")
    if not {"doors", "store"} & {*path.relative_to(HOUSE).parts} and str(path.relative_to(HOUSE)) not in DOORSTEP
]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not _is_seeded(node):
            names.add(node.module)
    return names


def opens_files(path: Path) -> bool:
    """Whether it opens one, or asks for one that is installed."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            return True
        if isinstance(node, ast.ImportFrom) and node.module == "importlib.resources":
            return True
    return False


def _is_seeded(node: ast.ImportFrom) -> bool:
    """A generator of one's own, started from a seed that is given, gives the same draws again."""
    return node.module == "random" and [alias.name for alias in node.names] == ["Random"]


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(HOUSE)))
def test_the_core_is_pure(path: Path) -> None:
    """No I/O, no clock, no door: the same input gives the same output."""
    names = imported(path)
    assert not {name for name in names if name.split(".")[0] in OUTSIDE}
    assert not {name for name in names if name.startswith("it_advisor.doors")}
    assert not opens_files(path)


@pytest.mark.parametrize("path", sorted((HOUSE / "doors").glob("*.py")), ids=lambda path: path.name)
def test_a_door_holds_no_template_engine_and_no_database(path: Path) -> None:
    """Doors parse, run and shape; they reach the rest through the operations."""
    assert not imported(path) & {"jinja2", "jinja2.sandbox", "sqlite3", "sqlalchemy", "psycopg"}


def test_only_approved_text_becomes_a_template() -> None:
    """Nothing compiles a string at run time: templates come from files, values are values."""
    for path in HOUSE.rglob("*.py"):
        source = path.read_text("utf-8")
        assert ".from_string(" not in source
        assert " Template(" not in source
