"""What keeps it-advisor from working on this computer, and what to do about it."""

import asyncio
import codecs
import importlib.metadata
import locale
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from it_advisor import semantic
from it_advisor.content import load
from it_advisor.doors.client_entry import FOLDERS, Entry
from it_advisor.doors.client_files import find, place
from it_advisor.doors.client_places import WITHOUT_A_FILE, project_file
from it_advisor.doors.clients import CLIENTS, HABITS, NAME, Client
from it_advisor.doors.launch import Launch, answer
from it_advisor.errors import AdvisorError, Language, Misconfigured, Refusal, Words
from it_advisor.installing import command_here
from it_advisor.settings import Settings, from_environment

Level = Literal["ok", "note", "fix"]

_MARKS: dict[Level, Words] = {"ok": Words("正常", "ok  "), "note": Words("提示", "note"), "fix": Words("须改", "fix ")}
_DATABASE = "IT_ADVISOR_DATABASE"


class Finding(NamedTuple):
    """One thing looked at: as it should be, worth knowing, or to be fixed, and then how."""

    level: Level
    words: Words

    def said(self, language: Language) -> str:
        return f"{_MARKS[self.level].said(language)}  {self.words.said(language)}"


class _Here(NamedTuple):
    """This installation: its program, its settings, and what answers when a server is started."""

    program: Path
    settings: Settings
    answer: Callable[[Launch], str]


def examine(program: Path) -> Iterator[Finding]:
    """Everything worth looking at, this installation first. Starts the commands that clients would start."""
    here = _Here(program, from_environment(), cache(answer))
    yield _installation(here)
    yield _encoding(locale.getencoding())
    yield _database(here.settings.database or str(here.settings.own_database))
    yield from _extras()
    yield from _fonts()
    yield from _meaning(here.settings)
    for variable, setting in FOLDERS.items():
        if folder := getattr(here.settings, setting):
            yield from _folder(variable, folder)
    for client in (one for one in CLIENTS if one not in WITHOUT_A_FILE):
        own = place(client)
        yield from _client(client, own, here)
        if project_file(client) and own != (file := place(client, project=True)) and file.exists():
            yield from _client(client, file, here, "--project")


def _installation(here: _Here) -> Finding:
    try:
        server = here.answer(Launch(str(here.program), (), (("PYTHONUTF8", "1"),)))
    except Refusal as error:
        cure = f"pip install --force-reinstall {NAME}"
        zh, en = error.words
        return _finding(
            "fix", f"{here.program} {zh}；请重新安装：{cure}", f"{here.program} {en}; install it again: {cure}"
        )
    what = f"{here.program}, {server}, Python {sys.version.split()[0]}"
    return _finding("ok", f"{what}：能启动并应答", f"{what}: starts and answers")


def _encoding(name: str) -> Finding:
    if codecs.lookup(name).name == "utf-8":
        return _finding("ok", "系统编码为 UTF-8", "the system's encoding is UTF-8")
    return _finding(
        "note",
        f"系统编码为 {name}，本程序一律用 UTF-8；终端若显示乱码，Windows 请运行 chcp 65001，其他系统请设 LANG=C.UTF-8",
        f"the system's encoding is {name}, this program uses UTF-8; "
        "if the terminal shows garbled text, run chcp 65001 on Windows, set LANG=C.UTF-8 elsewhere",
    )


def _database(written: str) -> Finding:
    from it_advisor.store.condition import condition  # it takes half a second

    return Finding(*asyncio.run(condition(written)))


def _extras() -> Iterator[Finding]:
    """Each optional part: whether all of its packages are there."""
    for extra in importlib.metadata.metadata(NAME).get_all("Provides-Extra", []):
        wanted = [one for one in importlib.metadata.requires(NAME) or () if f'extra == "{extra}"' in one]
        if all(_installed(re.split(r"[^\w.-]", one)[0]) for one in wanted):
            yield _finding("ok", f"可选部分 [{extra}] 已安装", f"optional part [{extra}] is installed")
        else:
            cure = command_here(extra)
            yield _finding(
                "note", f"可选部分 [{extra}] 未装全：{cure}", f"optional part [{extra}] is not all there: {cure}"
            )


def _fonts() -> Iterator[Finding]:
    """Whether a PDF in Chinese can be set; of interest where documents can be made at all."""
    from it_advisor.documents import extra, fonts  # of no use to whoever has not installed the part

    if extra.missing():
        return
    try:
        fonts.book()
    except Misconfigured as error:
        yield Finding("fix", error.words)
    else:
        words = f"{fonts.FAMILY} ({fonts.folder()})"
        yield _finding("ok", f"文档字体：{words}，含中文", f"fonts for documents: {words} has Chinese")


def _meaning(settings: Settings) -> Iterator[Finding]:
    if settings.semantic:
        try:
            semantic.require()
        except Misconfigured as error:
            yield Finding("fix", error.words)


def _installed(package: str) -> bool:
    try:
        return bool(importlib.metadata.distribution(package))
    except importlib.metadata.PackageNotFoundError:
        return False


def _folder(variable: str, folder: Path, client: str = "") -> Iterator[Finding]:
    """A team's own folder, as a client's file has it or as this shell: how many files load, and why others do not."""
    alone = {**dict.fromkeys(FOLDERS.values()), FOLDERS[variable]: folder}
    try:
        refused = load(Settings().model_copy(update=alone)).refused
    except AdvisorError as error:
        yield _of_client(client, Finding("fix", error.words))
        return
    files = len(list(folder.glob("*.md")))
    good, what = files - len(refused), f"{variable}={folder}"
    zh, en = f"{what}：{files} 个文件中 {good} 个可用", f"{what}: {good} of {files} files load"
    yield _of_client(client, _finding("ok" if good else "note", zh, en))
    yield from (_of_client(client, Finding("fix", error.words)) for error in refused.values())


def _of_client(client: str, finding: Finding) -> Finding:
    zh, en = finding.words
    return _finding(finding.level, f"{client}：{zh}", f"{client}: {en}") if client else finding


def _client(client: Client, file: Path, here: _Here, option: str = "") -> Iterator[Finding]:
    """A client's file: whether our entry is in it and works; the option is what makes `config` write that file."""
    where, cure = f"{client} ({file})", f"{NAME} config {client} --write {option}".rstrip()
    try:
        found = find(file, HABITS[client].key)
    except Misconfigured as error:
        yield _finding("fix", f"{client}：{error.words.zh}", f"{client}: {error.words.en}")
        return
    if found is None:
        yield _finding("note", f"{where} 中没有 {NAME}；添加：{cure}", f"{where} has no {NAME}; to add it: {cure}")
        return
    try:
        entry = Entry.model_validate(found)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        yield _finding("fix", f"{where}：{field} 有误，请改正", f"{where}: {field} is wrong; correct it")
        return
    if all(folder.is_dir() for folder in entry.folders.values()):  # else the server would not start
        yield _started(where, entry, here, cure)
    yield from _passed_on(where, entry, here.settings)


def _started(where: str, entry: Entry, here: _Here, cure: str) -> Finding:
    """Whether what the client starts answers, and is this installation."""
    command = entry.command or "command"
    if entry.url:
        return _finding("ok", f"{where}：使用 {entry.url}（未试）", f"{where}: uses {entry.url} (not tried)")
    if entry.written_for_the_client:
        return _finding("note", f"{where}：含客户端变量，未试", f"{where}: has variables of the client's; not tried")
    try:
        server = here.answer(entry.launch)
    except Refusal as error:
        zh, en = error.words
        return _finding("fix", f"{where}：{command} {zh}；请运行 {cure}", f"{where}: {command} {en}; run {cure}")
    if os.path.realpath(entry.launch.program or "") == os.path.realpath(here.program):
        return _finding("ok", f"{where}：启动的是本安装", f"{where}: starts this installation")
    zh = f"{where}：启动的是另一安装 {command}（{server}）；改用本安装：{cure}"
    en = f"{where}: starts another installation, {command} ({server}); to start this one: {cure}"
    return _finding("note", zh, en)


def _passed_on(where: str, entry: Entry, settings: Settings) -> Iterator[Finding]:
    """Folders and the database as the client names them; it hands on no variable that its entry does not name."""
    for variable, folder in entry.folders.items():
        yield from _folder(variable, folder, where)
    if (database := entry.env.get(_DATABASE, "${")) and "${" not in database:
        yield _of_client(where, _database(database))
    for variable, setting in {**FOLDERS, _DATABASE: "database"}.items():
        if getattr(settings, setting) and variable not in entry.env and not entry.elsewhere:
            zh = f"{where}：客户端看不到 {variable}；请写入该条目的 env"
            en = f"{where}: the client does not see {variable}; put it into the entry's env"
            yield _finding("note", zh, en)


def _finding(level: Level, zh: str, en: str) -> Finding:
    return Finding(level, Words(zh, en))
