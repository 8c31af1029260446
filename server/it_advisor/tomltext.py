"""TOML edited as text, as `jsonc` edits JSON: comments, order and layout of what is not edited stay."""

import re
import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any

from it_advisor.errors import Refusal, Words

_LINE = re.compile(r"at line (\d+)")


def load(text: str) -> Any:
    """The data in it. Raises Refusal naming the line that is not TOML."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        line = found[1] if (found := _LINE.search(str(error))) else text.count("\n") + 1
        words = Words(f"第 {line} 行：不是有效的 TOML：{error}", f"line {line}: not valid TOML: {error}")
        raise Refusal(words) from error


def dump(data: Mapping[str, Any]) -> str:
    import tomlkit  # only who uses such a client needs it

    return tomlkit.dumps(data)


def merge(text: str, data: Mapping[str, Any]) -> str:
    """The text with `data` in it: tables are joined key by key, any other value is replaced. Raises Refusal."""
    wanted = _joined(load(text), data)
    if wanted == load(text):
        return text
    document = _document(text)
    _join(document, data)
    return _checked(text, document, wanted)


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without the key at `path`, where there is one. Raises Refusal."""
    wanted = parent = load(text)
    for name in path[:-1]:
        parent = parent.get(name) if isinstance(parent, dict) else None
    if not isinstance(parent, dict) or path[-1] not in parent:
        return text
    del parent[path[-1]]
    document = inner = _document(text)
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    unheaded = {name: value for name, value in wanted.items() if value or name != path[0]}
    return _checked(text, document, wanted, unheaded)  # a table that only its parts named goes with the last of them


def _joined(have: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(have)
    for name, value in data.items():
        old = result.get(name)
        if isinstance(value, Mapping) and old is not None and not isinstance(old, dict):
            raise Refusal(Words(f"{name} 应为表 [{name}]", f"{name} must be a table [{name}]"))
        result[name] = _joined(old or {}, value) if isinstance(value, Mapping) else value
    return result


def _join(document: MutableMapping[str, Any], data: Mapping[str, Any]) -> None:
    """Into the document as its library holds it: what is there is changed in place, what is not is put in."""
    for name, value in data.items():
        if isinstance(value, Mapping) and name in document:
            _join(document[name], value)
        elif name not in document or document[name] != value:
            document[name] = value


def _document(text: str) -> Any:
    import tomlkit  # only who uses such a client needs it

    return tomlkit.parse(text.removeprefix("\ufeff"))


def _checked(text: str, document: Any, *wanted: Any) -> str:
    """The document as text, with the line ends and the mark of the text, if it says one of what it should."""
    import tomlkit  # only who uses such a client needs it

    new = tomlkit.dumps(document)
    if "\r\n" in text:
        new = re.sub(r"(?<!\r)\n", "\r\n", new)
    new = ("\ufeff" if text.startswith("\ufeff") else "") + new
    if load(new) not in wanted:
        words = Words("此文件无法安全改动，请自行粘贴", "this file cannot be changed safely; paste the block yourself")
        raise Refusal(words)
    return new
