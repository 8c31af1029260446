"""Prompt templates: what one declares, and filling it with values that stay text."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, StringConstraints

from it_advisor.errors import BadContent, Language, Words
from it_advisor.model import Flag, Model

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


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
    version: int
    language: Language
    part: Flag = False
    arguments: tuple[Argument, ...] = ()
    body: Annotated[str, StringConstraints(min_length=1, max_length=64_000)]

    @property
    def key(self) -> str:
        return f"{self.name}.{self.language}"


class TemplateSet:
    """Templates compiled once; parts are reachable as `name.language`."""

    def __init__(self, templates: Iterable[tuple[str, PromptTemplate]]) -> None:
        """Takes (file, template) pairs. Raises BadContent naming the file and line that does not parse."""
        found = {template.key: (where, template) for where, template in templates}
        self._declared = {key: template for key, (_, template) in found.items()}
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader({key: template.body for key, template in self._declared.items()}),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the output is a prompt, not HTML; values are data inside fences
        )
        self._compiled = {key: self._compile(where, key) for key, (where, _) in found.items()}

    def _compile(self, where: str, key: str) -> Template:
        try:
            return self._environment.get_template(key)
        except TemplateSyntaxError as error:
            at = f"{where} [body:{error.lineno}]"
            raise BadContent(Words(f"{at}：模板有误：{error.message}", f"{at}: {error.message}")) from error

    def prompts(self, language: Language) -> tuple[PromptTemplate, ...]:
        """The templates of one language that are prompts, by name."""
        chosen = (t for t in self._declared.values() if t.language == language and not t.part)
        return tuple(sorted(chosen, key=lambda template: template.name))

    def find(self, name: str, language: Language) -> PromptTemplate | None:
        return self._declared.get(f"{name}.{language}")

    def fill(self, template: PromptTemplate, values: Mapping[str, Any]) -> str:
        """The template's text with `values` in it. Values are never template source.

        Raises BadContent where the template asks for what it is not given.
        """
        try:
            text = self._compiled[template.key].render(values)
        except TemplateError as error:
            message = f"{template.key}: {error.message}"
            raise BadContent(Words(f"模板 {message}", f"template {message}")) from error
        return text.strip() + "\n"
