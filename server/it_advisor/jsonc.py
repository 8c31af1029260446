"""JSON with comments and trailing commas, edited as text: what is not edited stays as it was, to the character."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from it_advisor.errors import Refusal, Words

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_COMMENT = r"//[^\r\n]*|/\*.*?\*/"
_TOKEN = re.compile(rf"{_STRING}|{_COMMENT}|\A\ufeff", re.DOTALL)
_COMMA = re.compile(rf"{_STRING}|[\[{{]\s*,|,(?=\s*[\]}}])", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENTS_ON_THE_LINE = re.compile(rf"(?:[ \t]*(?:{_COMMENT}))*", re.DOTALL)
_LINE_ENDS = re.compile(r"[ \t]*[\r\n]")
_INDENT = re.compile(r'\{\s*[\r\n]([ \t]+)"')
_DECODER = json.JSONDecoder()


class _Source(NamedTuple):
    """A text; the same with its comments blanked out; the same as plain JSON. All of one length."""

    text: str
    bare: str
    plain: str


class _Member(NamedTuple):
    """Where it stands: its name from `start`, its value from `value` to `end`, to `after` with the comma, if any."""

    start: int
    value: int
    end: int
    after: int


def load(text: str) -> Any:
    """The data in it. Raises Refusal naming the line that is not JSON with comments."""
    try:
        return json.loads(_source(text).plain)
    except json.JSONDecodeError as error:
        raise _refusal(text, error.pos, f"不是有效的 JSON：{error.msg}", f"not valid JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise _refusal(text, 0, "数字过长或嵌套过深", "a number is too long or the nesting too deep") from error


def merge(text: str, data: Mapping[str, Any]) -> str:
    """The text with `data` in it: objects are joined member by member, any other value is replaced.

    Raises Refusal naming the line that is not JSON, that holds something else where an object
    is needed, or where a name stands a second time.
    """
    for path, value in _changes(load(text), data):
        text = _put(_source(text), path, value)
    return text


def append(text: str, name: str, value: Any) -> str:
    """The text with `value` at the end of the list of that name, which is made if there is none. Raises Refusal."""
    load(text)
    source = _source(text)
    member = _members(source, _object(source, ())).get(name)
    if member is None:
        return merge(text, {name: [value]})
    if text[member.value] != "[":
        raise _refusal(text, member.value, "这里应为列表 […]", "a list […] is needed here")
    point, at = member.value + 1, _after(_SPACE, source.bare, member.value + 1)
    empty = source.bare[at] == "]"
    while source.bare[at] != "]":
        point = _DECODER.raw_decode(source.plain, at)[1]
        at = _after(_SPACE, source.bare, point)
        at = _after(_SPACE, source.bare, at + 1) if source.bare[at] == "," else at
    return f"{text[:point]}{'' if empty else ', '}{json.dumps(value, ensure_ascii=False)}{text[point:]}"


def drop(text: str, path: tuple[str, ...]) -> str:
    """The text without the member at `path`, where there is one. Raises Refusal as `merge` does."""
    have = load(text)
    for name in path:
        if not isinstance(have, dict) or name not in have:
            return text
        have = have[name]
    return _cut(_source(text), path)


def _changes(have: Any, data: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """(path, value) of what `data` has and `have` has not."""
    there = have if isinstance(have, dict) else {}
    for name, value in data.items():
        if name in there and isinstance(value, Mapping):
            yield from _changes(there[name], value, (*path, name))
        elif name not in there or there[name] != value:
            yield (*path, name), value


def _put(source: _Source, path: tuple[str, ...], value: Any) -> str:
    """With `value` at `path`, in an object that is there."""
    text, at = source.text, _object(source, path[:-1])
    members = _members(source, at)
    if old := members.get(path[-1]):
        return text[: old.value] + _dump(text, value, _indent(text, old.start)) + text[old.end :]
    if members:
        return _append(text, [*members.values()][-1], path[-1], value)
    return _fill(text, at, _after(_SPACE, source.bare, at + 1), {path[-1]: value})


def _append(text: str, last: _Member, name: str, value: Any) -> str:
    """With one more member: on a line of its own where nothing follows the last one on its line."""
    point = _after(_COMMENTS_ON_THE_LINE, text, last.after)
    if _LINE_ENDS.match(text, point):
        indent = _indent(text, last.start)
        new = f"{_newline(text)}{indent}{json.dumps(name)}: {_dump(text, value, indent)}"
    else:
        point = last.after
        new = f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
    if last.after > last.end:
        return f"{text[:point]}{new},{text[point:]}"
    return f"{text[: last.end]},{text[last.end : point]}{new}{text[point:]}"


def _fill(text: str, at: int, close: int, value: Mapping[str, Any]) -> str:
    """With the members of `value` in the empty object from `at` to `close`."""
    point = _after(_COMMENTS_ON_THE_LINE, text, at + 1)
    first, last = _dump(text, value, _indent(text, at))[1:-1].rsplit(_newline(text), 1)
    broken = _LINE_ENDS.match(text, point)
    return text[:point] + first + (text[point:] if broken else _newline(text) + last + text[close:])


def _cut(source: _Source, path: tuple[str, ...]) -> str:
    """Without the member at `path`, its comma and the line it leaves empty."""
    text, at = source.text, _object(source, path[:-1])
    members = _members(source, at)
    gone = members.pop(path[-1])
    close = _after(_SPACE, source.bare, gone.after)
    if not members and not (text[at + 1 : gone.start] + text[gone.after : close]).strip():
        return text[: at + 1] + text[close:]
    head = text[: _begin(text, gone)]
    if members and gone.after == gone.end:  # it was the last one, so the comma before it goes
        comma = [*members.values()][-1].after - 1
        head = head[:comma] + head[comma + 1 :]
    return head + text[gone.after :]


def _begin(text: str, member: _Member) -> int:
    """Where the blanks before a member begin, with its line break if the line would be left empty."""
    head = text[: member.start].rstrip(" \t")
    if not head.endswith(("\r", "\n")):
        return len(head)
    if not _LINE_ENDS.match(text, member.after):
        return member.start
    return len(head) - (2 if head.endswith("\r\n") else 1)


def _object(source: _Source, path: tuple[str, ...]) -> int:
    """Where the object at `path` opens."""
    at = _after(_SPACE, source.bare, 0)
    for name in path:
        at = _members(source, at)[name].value
    if source.bare[at] != "{":
        raise _refusal(source.text, at, "这里应为对象 {…}", "an object {…} is needed here")
    return at


def _members(source: _Source, at: int) -> dict[str, _Member]:
    """The members of the object that opens at `at`, in their order."""
    found: dict[str, _Member] = {}
    text, bare, plain = source
    at = _after(_SPACE, bare, at + 1)
    while bare[at] != "}":
        name, colon = _DECODER.raw_decode(plain, at)
        if name in found:
            raise _refusal(text, at, f"{name} 第二次出现，请删去一个", f"{name} a second time; delete one of the two")
        value = _after(_SPACE, bare, _after(_SPACE, bare, colon) + 1)
        end = _DECODER.raw_decode(plain, value)[1]
        comma = _after(_SPACE, bare, end)
        found[name] = _Member(at, value, end, comma + 1 if bare[comma] == "," else end)
        at = _after(_SPACE, bare, found[name].after)
    return found


def _source(text: str) -> _Source:
    bare = _TOKEN.sub(lambda token: token[0] if token[0][0] == '"' else re.sub(r"[^\r\n]", " ", token[0]), text)
    return _Source(text, bare, _COMMA.sub(lambda token: " " if token[0] == "," else token[0], bare))


def _dump(text: str, value: Any, indent: str) -> str:
    """A value as this text would write it, all lines but the first indented."""
    unit = _INDENT.search(_source(text).bare)
    lines = json.dumps(value, ensure_ascii=False, indent=unit[1] if unit else 2).split("\n")
    return f"{_newline(text)}{indent}".join(lines)


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


def _indent(text: str, at: int) -> str:
    """The blanks that begin the line on which `at` stands."""
    line = re.split(r"[\r\n]", text[:at])[-1]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that may match nothing ends when it begins at `at`."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _refusal(text: str, at: int, zh: str, en: str) -> Refusal:
    line = text.count("\n", 0, at) + 1
    return Refusal(Words(f"第 {line} 行：{zh}", f"line {line}: {en}"))
