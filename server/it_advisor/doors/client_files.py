"""Our entry in a client's own configuration file: put in, taken out, found. Everything else in the file stays."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from glob import escape
from itertools import count
from pathlib import Path
from typing import Any

from it_advisor.doors.client_places import project_file, user_files
from it_advisor.doors.client_texts import Text
from it_advisor.doors.clients import HABITS, NAME, Client
from it_advisor.errors import BadRequest, Misconfigured, Problem, Refusal, Words
from it_advisor.settings import Folders


def place(client: Client, project: bool = False) -> Path:
    """The file of a client: the person's own, or that of the project in the current folder. Raises BadRequest."""
    if not project:
        if places := [Path(file) for file in user_files(client, sys.platform, Path.home(), Folders())]:
            return next((file for file in places if file.parent.is_dir()), places[-1])
        raise BadRequest(Problem("--write", _no_file(client)))
    inside = project_file(client)
    if not inside:
        words = Words(f"{client} 没有项目级配置文件，请去掉", f"{client} keeps no file in projects; leave it out")
        raise BadRequest(Problem("--project", words))
    return Path.cwd() / inside


def _no_file(client: Client) -> Words:
    title, where = HABITS[client].title, HABITS[client].where
    if client == "generic":
        zh, en = "不知道您的客户端把配置放在哪个文件", "which file your client keeps is not known"
    else:
        zh, en = (
            f"{title} 的配置在它自己的数据库中，没有可以改写的文件",
            f"{title} keeps its servers in a database of its own",
        )
    return Words(
        f"{zh}；请运行 {NAME} config {client}，然后：{where.zh}",
        f"{en}; run {NAME} config {client}, then: {where.en}",
    )


def find(file: Path, key: str) -> Mapping[str, Any] | None:
    """Our entry, if the file is there and has one. Raises Misconfigured naming the file and what is wrong with it."""
    with _naming(file):
        return Text(file, key).entry(_read(file))


def write(file: Path, key: str, entry: Mapping[str, Any], inputs: Sequence[Mapping[str, Any]] = ()) -> Words:
    """Put the entry in and say what was done. What a person added to the entry, such as variables, stays.

    `inputs` are what the client is to ask for. Raises Misconfigured naming the file, the line and what is wrong; the
    file is then as it was.
    """
    file = _real(file)
    with _naming(file):
        old = _read(file, "r+b")
        new = Text(file, key).put(old, entry, inputs)
        if new == old:
            return Words(f"{file} 中已有，无需改动", f"{file} has it already; nothing to do")
        return _saved(file, old, new)


def remove(file: Path, key: str) -> Words:
    """Take the entry out and say what was done. If nothing else has changed since, the file is as before `write`.

    Raises Misconfigured naming the file, the line and what is wrong; the file is then as it was.
    """
    file, form = _real(file), Text(file, key)
    with _naming(file):
        text = _read(file, "r+b")
        entry = form.entry(text)
        if text is None or entry is None:
            return Words(f"{file} 中没有 {NAME}，无需改动", f"{file} has no {NAME}; nothing to do")
        for before in (*(_read(backup) for backup in _backups(file)), None):
            if form.led_to(text, before, entry):
                _replace(file, before)
                return Words(f"{file} 已恢复原样", f"{file} is again as it was")
        return _saved(file, text, form.without(text))


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Say of which file something is wrong."""
    try:
        yield
    except Refusal as error:
        raise Misconfigured(Words(f"{file}：{error.words.zh}", f"{file}: {error.words.en}")) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        words = Words(f"{file}：第 {line} 行：不是 UTF-8 文本", f"{file}: line {line}: not UTF-8 text")
        raise Misconfigured(words) from error
    except OSError as error:
        raise Misconfigured(Words(f"{file}：{error.strerror}", f"{file}: {error.strerror}")) from error


def _real(file: Path) -> Path:
    """The file itself, where `file` is a link to it."""
    return Path(os.path.realpath(file))


def _read(file: Path, mode: str = "rb") -> str | None:
    """The text of a file; None where there is none."""
    try:
        with file.open(mode) as opened:
            data: bytes = opened.read()
    except FileNotFoundError:
        return None
    return data.decode("utf-8")


def _saved(file: Path, old: str | None, new: str) -> Words:
    backup = None if old is None else _back_up(file, old)
    _replace(file, new)
    zh, en = (f"；原文件备份为 {backup}", f"; what was there is kept in {backup}") if backup else ("", "")
    return Words(f"已改写 {file}{zh}。请重启客户端。", f"{file} is written{en}. Restart the client.")


def _backups(file: Path) -> list[Path]:
    return sorted(file.parent.glob(f"{escape(file.name)}.before-{NAME}-*"))


def _back_up(file: Path, text: str) -> Path:
    """A copy beside the file, under a name of its own; an equal copy that is there already will do."""
    for backup in _backups(file):
        if _read(backup) == text:
            return backup
    backup = next(path for number in count(1) if not (path := Path(f"{file}.before-{NAME}-{number}")).exists())
    _create(backup, text, file)
    return backup


def _replace(file: Path, text: str | None) -> None:
    """Whole or not at all, whatever happens meanwhile; without a text the file goes."""
    if text is None:
        return file.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        _create(new, text, file)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def _create(path: Path, text: str, like: Path) -> None:
    """A file that was not there, as private as `like` before anything is in it."""
    with path.open("xb") as file:
        if like.exists():
            shutil.copymode(like, path)
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
