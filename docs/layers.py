"""The diagrams and the table of docs/architecture.md, read off the imports of the code; cog puts them there.

A module's layer is not written down anywhere, it follows from what it imports. `doors` and `store` are the two folders
that touch the world; whatever reaches the store or the settings belongs to the desk; a module that stands on no feature
is ground; everything else is a feature. Only what is imported when a program runs counts, not what a type needs.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from it_advisor.errors import Language, Words

HOUSE = Path(__file__).parent.parent / "server" / "it_advisor"
LAYERS = {
    "doors": Words("入口：解析、调用、成形", "Ways in: parse, run, shape"),
    "desk": Words("服务台：操作表、内容、设置", "The desk: table of operations, content, settings"),
    "store": Words("存储：SQLite 或 PostgreSQL", "The store: SQLite or PostgreSQL"),
    "features": Words("功能：纯函数", "Features: pure functions"),
    "ground": Words("基础：文字、错误、词表", "Ground: text, errors, vocabulary"),
}
"""From the outside in."""
_OUTER = {"doors": "doors", "web": "doors", "__main__": "doors", "store": "store"}
_WORLD = {"settings", "store"}
_MOST_NAMED = 12
_HEAD = Words("| 层 | 模块 | 用途（源文件首句） |", "| layer | module | what it is for |")
_MORE = Words("等 {} 个", "{} in all")


@cache
def sources() -> dict[str, tuple[Path, ...]]:
    """The files of each module or folder of the house."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).with_suffix("").parts[0]
        if name != "__init__":
            found[name] = (*found.get(name, ()), path)
    return found


@cache
def imports() -> dict[str, set[str]]:
    """Which others each imports."""
    return {
        name: {one for path in paths for one in _imported(ast.parse(path.read_text("utf-8")))} - {name}
        for name, paths in sources().items()
    }


def _imported(tree: ast.Module) -> Iterator[str]:
    known = sources()
    for node in _at_run_time(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "it_advisor":
            _, *inner = node.module.split(".")
            names = inner[:1] or [alias.name for alias in node.names]
            yield from (name for name in names if name in known)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Later":
            place = node.args[0]
            assert isinstance(place, ast.Constant) and isinstance(place.value, str)
            yield place.value.split(".")[1]


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _at_run_time(child)


@cache
def reached(name: str) -> frozenset[str]:
    """All it stands on, directly or not."""
    seen: set[str] = set()
    waiting = [*imports()[name]]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += imports()[one]
    return frozenset(seen)


@cache
def layer(name: str) -> str:
    if name in _OUTER:
        return _OUTER[name]
    if _WORLD & {name, *reached(name)}:
        return "desk"
    is_flat = sources()[name] == (HOUSE / f"{name}.py",)
    stands_on_folders = any(sources()[one] != (HOUSE / f"{one}.py",) for one in reached(name))
    return "ground" if is_flat and not stands_on_folders else "features"


def members(of: str) -> list[str]:
    return sorted(name for name in sources() if layer(name) == of and not name.startswith("__"))


def layer_diagram(language: Language) -> str:
    """Layers, and which imports from which."""
    leads = {(layer(name), layer(target)) for name, targets in imports().items() for target in targets}
    lines = ["```mermaid", "flowchart TD"]
    for name, words in LAYERS.items():
        lines.append(f'  {name}["<b>{words.said(language)}</b><br>{_named(members(name), language)}"]')
    for one in LAYERS:
        lines += [f"  {one} --> {other}" for other in LAYERS if one != other and (one, other) in leads]
    return "\n".join((*lines, "```"))


def _named(names: list[str], language: Language) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} … {_MORE.said(language).format(len(names))}"


def feature_diagram() -> str:
    """Which feature stands on which; what another arrow says already is left out."""
    features = members("features")
    lines = ["```mermaid", "flowchart LR", *(f"  {name}" for name in features)]
    for name in features:
        direct = [one for one in features if one in imports()[name]]
        for one in direct:
            if not any(one in reached(other) for other in direct if other != one):
                lines.append(f"  {name} --> {one}")
    return "\n".join((*lines, "```"))


def module_table(language: Language) -> str:
    """A row a module or folder, with the sentence it opens with."""
    rows = [_HEAD.said(language), "| --- | --- | --- |"]
    for of, words in LAYERS.items():
        for name in members(of):
            rows.append(f"| {words.said(language).split('：')[0].split(':')[0]} | `{name}` | {_purpose(name)} |")
    return "\n".join(rows)


def _purpose(name: str) -> str:
    first = next((path for path in sources()[name] if path.name == "__init__.py"), sources()[name][0])
    said = ast.get_docstring(ast.parse(first.read_text("utf-8"))) or ""
    return said.partition("\n")[0].replace("|", "\\|")
