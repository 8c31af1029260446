"""Reads the templates and the cases: ours from the package, a team's own from folders."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from it_advisor.cases import Case
from it_advisor.errors import BadContent, Misconfigured, Words
from it_advisor.frontmatter import read
from it_advisor.ranking import Shelf
from it_advisor.settings import Settings
from it_advisor.template import PromptTemplate, TemplateSet

MOST_BYTES = 1_000_000
"""No template or case file is larger."""


class Library:
    """What is there to serve, read once: templates compiled, cases by id; a shelf ranks them."""

    def __init__(self, templates: TemplateSet, cases: Iterable[Case], refused: tuple[BadContent, ...] = ()) -> None:
        self.templates = templates
        self.cases = {case.id: case for case in sorted(cases, key=lambda case: case.id)}
        self.refused = refused

    @cached_property
    def shelf(self) -> Shelf:
        return Shelf(self.cases.values())


def load(settings: Settings) -> Library:
    """Ours, then the team's own; a file of the team's overrides ours of the same name or id.

    Raises Misconfigured for a folder that is not there and BadContent for a template that
    cannot be used. A case that cannot be used is refused and the others still load.
    """
    templates = [*_templates(files("it_advisor.prompts"), "prompts")]
    if settings.prompts:
        templates += _templates(_folder(settings.prompts, "IT_ADVISOR_PROMPTS"), str(settings.prompts))
    cases: dict[str, Case] = {}
    refused: list[BadContent] = []
    for source, where in _case_folders(settings):
        for name, file in _pages(source, where):
            try:
                case = read(_text_of(file, name), name, Case, "body")
            except BadContent as error:
                refused.append(error)
            else:
                cases[case.id] = case
    return Library(TemplateSet(templates), cases.values(), tuple(refused))


def _templates(source: Traversable, where: str) -> Iterator[tuple[str, PromptTemplate]]:
    for name, file in _pages(source, where):
        yield name, read(_text_of(file, name), name, PromptTemplate, "body")


def _case_folders(settings: Settings) -> Iterator[tuple[Traversable, str]]:
    yield files("it_advisor.examples"), "examples"
    if settings.cases:
        yield _folder(settings.cases, "IT_ADVISOR_CASES"), str(settings.cases)


def _folder(path: Path, variable: str) -> Path:
    if not path.is_dir():
        raise Misconfigured(
            Words(
                f"{variable}：没有文件夹 {path}；请创建或改正", f"{variable}: no folder {path}; create it or correct it"
            )
        )
    return path


def _pages(source: Traversable, where: str) -> Iterator[tuple[str, Traversable]]:
    """(name for messages, file) of every Markdown file in a folder, by name."""
    for file in sorted(source.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".md"):
            yield f"{where}/{file.name}", file


def _text_of(file: Traversable, name: str) -> str:
    """Raises BadContent for a file that is too large or no UTF-8."""
    data = file.read_bytes()
    if len(data) > MOST_BYTES:
        raise BadContent(Words(f"{name}：超过 {MOST_BYTES} 字节", f"{name}: larger than {MOST_BYTES} bytes"))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        words = Words(f"{name}：不是 UTF-8（第 {error.start} 字节）", f"{name}: not UTF-8 at byte {error.start}")
        raise BadContent(words) from error
