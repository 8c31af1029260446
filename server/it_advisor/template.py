"""Prompt templates: what one declares, and filling it with values that stay text."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, StringConstraints

from it_advisor.errors import BadContent, Language, Words
from it_advisor.grammar import Forbidden, Shape, shape
from it_advisor.model import Count, Flag, Model

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]

MOST_CHARACTERS = 1_000_000
"""A filled prompt is no longer; no model reads more."""
MOST_COST = 20_000
"""Nodes of a template and all it includes, those in loops counted grammar.IN_A_LOOP times."""


class Argument(Model):
    """One value a template asks for."""

    name: Name
    title: str
    description: str
    required: Flag = False
    examples: tuple[str, ...] = ()
    words: tuple[str, ...] = Field(default=(), description="Words offered for completion, e.g. size bands")


class PromptTemplate(Model):
    """A prompt in one language, as its file declares it. A part is only included by others."""

    name: Name
    title: str = ""
    description: str
    version: Annotated[Count, Field(ge=1)]
    language: Language
    part: Flag = False
    tool: Flag = Field(default=False, description="Offered as a tool as well")
    cases: Annotated[Count, Field(ge=0, le=3)] = Field(default=0, description="Similar cases it is filled with")
    arguments: Annotated[tuple[Argument, ...], Field(max_length=20)] = ()
    body: Annotated[str, StringConstraints(min_length=1, max_length=64_000)]

    @property
    def key(self) -> str:
        return f"{self.name}.{self.language}"


class Sheet(NamedTuple):
    """A template and the file it comes from; the body begins on line `body_line` of the file."""

    where: str
    body_line: int
    template: PromptTemplate


class TemplateSet:
    """Templates, each compiled when it is first filled; parts are reachable as `name.language`."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        """Later sheets replace earlier ones of the same key. What cannot be used is left out: `refused`, by file."""
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the output is a prompt, not HTML; values are data inside fences
            auto_reload=False,  # a set never changes
        )
        self._environment.globals.clear()
        self.refused: dict[str, BadContent] = {}
        self._sheets: dict[str, Sheet] = {}
        self._shapes: dict[str, Shape] = {}
        for sheet in sheets:
            self._take(sheet)
        self._drop_what_cannot_be_included()
        self._environment.loader = DictLoader({key: sheet.template.body for key, sheet in self._sheets.items()})

    def _take(self, sheet: Sheet) -> None:
        try:
            self._shapes[sheet.template.key] = shape(self._environment, sheet.template.body)
            self._sheets[sheet.template.key] = sheet
        except Forbidden as error:
            self._refuse(sheet, error.line, error.words)

    def _refuse(self, sheet: Sheet, line: int, words: Words) -> None:
        at = f"{sheet.where}:{sheet.body_line + line - 1}"
        self.refused[sheet.where] = BadContent(Words(f"{at}：{words.zh}", f"{at}: {words.en}"))

    def _drop_what_cannot_be_included(self) -> None:
        """Leave out every template whose includes are missing, lead back to it, or are too much work together."""
        costs: dict[str, int] = {}
        while more := [
            key for key, one in self._shapes.items() if key not in costs and costs.keys() >= {*one.includes}
        ]:
            for key in more:
                costs[key] = self._shapes[key].cost + sum(costs[name] for name in self._shapes[key].includes)
        for key in [key for key in self._sheets if costs.get(key, MOST_COST + 1) > MOST_COST]:
            named = ", ".join(self._shapes[key].includes) or "—"
            words = Words(
                f"太大，或引用了不存在、循环引用的模板：{named}",
                f"is too large, or includes what is missing or leads back to it: {named}",
            )
            self._refuse(self._sheets.pop(key), 1, words)

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """By key, parts included."""
        return self._sheets

    def prompts(self) -> dict[str, tuple[PromptTemplate, ...]]:
        """By name, in order: its one or two languages, Chinese first."""
        found: dict[str, tuple[PromptTemplate, ...]] = {}
        for _, sheet in sorted(self._sheets.items(), reverse=True):
            if not sheet.template.part:
                found[sheet.template.name] = (*found.get(sheet.template.name, ()), sheet.template)
        return dict(sorted(found.items()))

    def find(self, name: str, language: Language) -> PromptTemplate | None:
        """The prompt or part in this very language."""
        sheet = self._sheets.get(f"{name}.{language}")
        return sheet.template if sheet else None

    def fill(self, template: PromptTemplate, values: Mapping[str, Any]) -> str:
        """The template's text with `values` in it. Values are never template source.

        Raises BadContent where the template asks for what it is not given, or writes without end.
        """
        pieces: list[str] = []
        length = 0
        try:
            for piece in self._environment.get_template(template.key).generate(values):
                length += len(piece)
                if length > MOST_CHARACTERS:
                    raise TemplateError(f"writes more than {MOST_CHARACTERS} characters")
                pieces.append(piece)
        except TemplateError as error:
            message = f"{self._sheets[template.key].where}: {error.message}"
            raise BadContent(Words(f"模板 {message}", f"template {message}")) from error
        return "".join(pieces).strip() + "\n"
