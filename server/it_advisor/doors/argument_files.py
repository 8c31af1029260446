"""Files that hold the arguments of an operation on the command line."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.frontmatter import read_yaml
from it_advisor.operations import Operation

MOST_BYTES = 5_000_000
_NOT_UTF_8 = Words("不是 UTF-8 文本；请以 UTF-8 另存", "is not UTF-8 text; save it in UTF-8")
_NOT_UTF_8_SHEET = Words(
    "不是 UTF-8 文本；在 Excel 中请另存为“CSV UTF-8（逗号分隔）”",
    "is not UTF-8 text; in Excel, save it as 'CSV UTF-8 (Comma delimited)'",
)


def read_text(file: str, option: str = "--file", no_text: Words | None = None) -> str:
    """A text file, or standard input for `-`. Raises BadRequest naming the option."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            data = source.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise _bad(option, file, f"大于 {MOST_BYTES} 字节", f"is larger than {MOST_BYTES} bytes")
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _bad(option, file, "没有这个文件；请核对路径", "there is no such file; check the path") from error
    except IsADirectoryError as error:
        raise _bad(option, file, "是文件夹；请给出其中的文件", "is a folder; name a file in it") from error
    except OSError as error:
        raise _bad(option, file, f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        usual = _NOT_UTF_8_SHEET if file.lower().endswith(".csv") else _NOT_UTF_8
        raise _bad(option, file, *(no_text or usual)) from error


def read_arguments(file: str, operation: Operation, option: str = "--file") -> dict[str, Any]:
    """The arguments in a file. Raises BadRequest."""
    text = read_text(file, option)
    if reader := operation.readers.get(Path(file).suffix.lower()):
        return reader(text)
    try:
        found = read_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a number too long, lists too deep
        raise BadRequest(Problem(f"{option} {file}", _unread(error))) from error
    if not isinstance(found, Mapping):
        raise _bad(option, file, "应为“参数: 值”的映射", "must hold 'argument: value' lines")
    return dict(found)


def _unread(error: Exception) -> Words:
    """Where a file is no YAML, as far as that can be told, and what helps."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    zh = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else str(error)
    en = f"line {mark.line + 1}, column {mark.column + 1}" if mark else str(error)
    return Words(
        f"不是 YAML 或 JSON（{zh}）；请改正该处，含冒号、括号或引号的文字要加引号",
        f"is neither YAML nor JSON ({en}); mend that place, and quote text that has colons, brackets or quotes in it",
    )


def _bad(option: str, file: str, zh: str, en: str) -> BadRequest:
    return BadRequest(Problem(f"{option} {file}", Words(zh, en)))
