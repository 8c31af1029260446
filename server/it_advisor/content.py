"""Reads the templates and the cases: ours from the package, a team's own from folders; again when they change."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, TypeVar

from it_advisor.cases import Case
from it_advisor.errors import BadContent, Misconfigured, Words
from it_advisor.frontmatter import read, split
from it_advisor.ranking import Shelf
from it_advisor.semantic import Meanings
from it_advisor.settings import Settings
from it_advisor.template import MAIN, PromptTemplate, Sheet, TemplateSet

T = TypeVar("T", Sheet, Case)

Glance = tuple[tuple[str, int, int], ...]

MOST_BYTES = 1_000_000
"""No template or case file is larger."""


class Folder(NamedTuple):
    """A folder of Markdown files, its name in messages, and whether it is shipped."""

    name: str
    place: Traversable
    ours: bool = False


class Library:
    """What is there to serve: templates compiled, cases by id, a shelf that ranks them; and what was refused."""

    def __init__(
        self,
        templates: TemplateSet,
        cases: Iterable[Case] = (),
        refused: Mapping[str, BadContent] | None = None,
        semantic: bool = False,
    ) -> None:
        self.semantic = semantic
        self.templates = templates
        self.cases = {case.id: case for case in sorted(cases, key=lambda case: case.id)}
        self.refused = dict(refused or {})

    def joined_by(self, cases: Iterable[Case]) -> "Library":
        """The same with more cases; one whose id is taken already is left out."""
        more = [case for case in cases if case.id not in self.cases]
        return Library(self.templates, (*self.cases.values(), *more), self.refused, self.semantic) if more else self

    @cached_property
    def shelf(self) -> Shelf:
        """Its cases ranked by meaning too where that was asked for."""
        cases = self.cases.values()
        return Shelf(cases, Meanings([case.business_nature for case in cases]) if self.semantic else None)


def load(settings: Settings, last: Library | None = None) -> Library:
    """Ours, then the team's own; a file of the team's replaces ours of the same name or id.

    What cannot be used is refused and the rest still loads; a template of the `last` library
    whose file is broken now goes on serving. Raises Misconfigured for a folder that is not there.
    """
    shipped = (
        Folder("prompts", files("it_advisor.prompts"), True),
        Folder("examples", files("it_advisor.examples"), True),
    )
    own = _own(settings.prompts, "IT_ADVISOR_PROMPTS"), _own(settings.cases, "IT_ADVISOR_CASES")
    templates, refused = _templates([shipped[0], *own[0]], last)
    cases: dict[str, Case] = {}
    for where, case in _read_all([shipped[1], *own[1]], _case):
        if isinstance(case, BadContent):
            refused[where] = case
        else:
            cases[case.id] = case
    return Library(templates, cases.values(), refused, settings.semantic)


def _templates(folders: Iterable[Folder], last: Library | None) -> tuple[TemplateSet, dict[str, BadContent]]:
    """The templates that can be used, with the last good one of a file that is broken now; and what is wrong."""
    found = dict(_read_all(folders, _sheet))
    unread = {where: one for where, one in found.items() if isinstance(one, BadContent)}
    templates = TemplateSet(one for one in found.values() if isinstance(one, Sheet))
    kept = {sheet.where: sheet for sheet in last.templates.sheets.values()} if last else {}
    if again := kept.keys() & (unread.keys() | templates.refused.keys()):
        before = ((kept[where] if where in again else None, one) for where, one in found.items())
        templates = TemplateSet(one for pair in before for one in pair if isinstance(one, Sheet))
    return templates, unread | templates.refused


def _read_all(folders: Iterable[Folder], reader: Callable[[str, str, bool], T]) -> Iterator[tuple[str, T | BadContent]]:
    """Every file of the folders: its name, and what it holds or what is wrong with it. Raises Misconfigured."""
    for folder in folders:
        first: dict[str, str] = {}
        for file in _files(folder):
            where = f"{folder.name}/{file.name}"
            try:
                item = reader(_text_of(file, where), where, folder.ours)
                yield where, _unique(item, where, first)
            except BadContent as error:
                yield where, error


def _files(folder: Folder) -> list[Traversable]:
    """The Markdown files of a folder by name, an editor's hidden ones left out. Raises Misconfigured."""
    try:
        return sorted((file for file in folder.place.iterdir() if _is_content(file.name)), key=lambda file: file.name)
    except OSError as error:
        words = Words(f"{folder.name}：无法读取：{error.strerror}", f"{folder.name}: cannot be read: {error.strerror}")
        raise Misconfigured(words) from error


def _is_content(name: str) -> bool:
    return name.endswith(".md") and not name.startswith(".")


def _unique(item: T, where: str, first: dict[str, str]) -> T:
    """The item, unless another file of the same folder has its name. Raises BadContent."""
    name = item.template.key if isinstance(item, Sheet) else getattr(item, "id", "")
    other = first.setdefault(name, where)
    if other != where:
        raise BadContent(Words(f"{where}：{name} 已在 {other} 中", f"{where}: {name} is already in {other}"))
    return item


def _sheet(text: str, where: str, ours: bool) -> Sheet:
    template = read(text, where, PromptTemplate, "body")
    if template.tool and not ours and template.name != MAIN and template.name in _taken():
        line = next((n for n, said in enumerate(text.splitlines(), 1) if said.startswith("tool:")), 1)
        name = template.name
        zh = f"{where}:{line} [tool]：已有名为 {name} 的工具；请换一个模板名，或删去 tool"
        en = f"{where}:{line} [tool]: there is a tool named {name} already; rename the template, or leave out tool"
        raise BadContent(Words(zh, en))
    return Sheet(where, text, split(text, where).body_line, template, ours)


def _taken() -> Collection[str]:
    """The names of the tools there are; looked up only for a team's own template that asks to be one."""
    from it_advisor.operations import OPERATIONS  # it imports what imports this module

    return OPERATIONS


def _case(text: str, where: str, _: bool) -> Case:
    return read(text, where, Case, "body")


def _own(path: Path | None, variable: str) -> list[Folder]:
    """The team's folder, if one is set. Raises Misconfigured where it is not there."""
    if path is None:
        return []
    if not path.is_dir():
        words = Words(
            f"{variable}：没有文件夹 {path}；请创建或改正", f"{variable}: no folder {path}; create it or correct it"
        )
        raise Misconfigured(words)
    return [Folder(str(path.absolute()), path)]


def _text_of(file: Traversable, name: str) -> str:
    """Raises BadContent for a file that cannot be read, is too large or no UTF-8."""
    try:
        if not file.is_file():
            raise BadContent(Words(f"{name}：不是普通文件", f"{name}: not a regular file"))
        with file.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise BadContent(Words(f"{name}：超过 {MOST_BYTES} 字节", f"{name}: larger than {MOST_BYTES} bytes"))
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        words = Words(f"{name}：无法读取：{error.strerror}", f"{name}: cannot be read: {error.strerror}")
        raise BadContent(words) from error
    except UnicodeDecodeError as error:
        words = Words(f"{name}：不是 UTF-8（第 {error.start} 字节）", f"{name}: not UTF-8 at byte {error.start}")
        raise BadContent(words) from error


def look(settings: Settings) -> Glance:
    """What a glance at the team's folders shows without reading: paths, sizes, times of change."""
    found: list[tuple[str, int, int]] = []
    for folder in filter(None, (settings.prompts, settings.cases)):
        with suppress(OSError):  # a folder that has vanished looks empty
            found += [_glance(entry) for entry in os.scandir(folder) if _is_content(entry.name)]
    return tuple(sorted(found))


def _glance(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    """A file that vanishes meanwhile, or a link to nowhere, is there with no size."""
    try:
        about = entry.stat()
    except OSError:
        return entry.path, 0, 0
    return entry.path, about.st_size, about.st_mtime_ns
