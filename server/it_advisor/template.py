"""Prompt templates: what one declares, and filling it with values that stay text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from jinja2 import DictLoader, StrictUndefined, TemplateError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import AfterValidator, Field, StringConstraints

from it_advisor.brief import Brief
from it_advisor.effort import MOST as MOST_HANDLED
from it_advisor.effort import Handled, effort, too_much
from it_advisor.errors import BadContent, Language, Refusal, Words
from it_advisor.grammar import Forbidden, Shape, parsed, shape
from it_advisor.includes import faults
from it_advisor.model import Count, Flag, Model

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
Name = Annotated[str, StringConstraints(pattern=rf"^{NAME.pattern}$")]

MOST_CHARACTERS = 1_000_000
"""A filled prompt is no longer; no model reads more."""
MAIN = "recommend_it_systems"
"""The prompt that is an operation of its own; render_template fills the others."""
GIVEN = frozenset({"cases", "fence", "no_match", "today", "tools"})
"""What every template may use without declaring it."""
GIVEN_TO_MAIN = frozenset({"budget_read", "notes", "requirements", "size_read"})


class Argument(Model):
    """One value a template asks for."""

    name: Name
    title: str
    description: str
    required: Flag = False
    examples: tuple[str, ...] = ()
    words: tuple[str, ...] = Field(default=(), description="Words offered for completion, e.g. size bands")


def _told_apart(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    names = [argument.name for argument in arguments]
    if twice := ", ".join(sorted({name for name in names if names.count(name) > 1})):
        raise Refusal(Words(f"{twice} 声明了两次；请删去一处", f"declares {twice} twice; take one out"))
    return arguments


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
    arguments: Annotated[tuple[Argument, ...], Field(max_length=20), AfterValidator(_told_apart)] = ()
    body: Annotated[str, StringConstraints(min_length=1, max_length=64_000)]

    @property
    def key(self) -> str:
        return f"{self.name}.{self.language}"


class Sheet(NamedTuple):
    """A template and the file it comes from; the body begins on line `body_line` of its text."""

    where: str
    text: str
    body_line: int
    template: PromptTemplate
    ours: bool = False
    """Shipped, so that a test has checked it; whoever starts does not wait for that."""


class TemplateSet:
    """The templates that can be used, by `name.language`; what cannot be used is told in `refused`, by file."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        """Later sheets replace earlier ones of the same key, as long as they can be used."""
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the output is a prompt, not HTML; values are data inside fences
            auto_reload=False,  # a set never changes
        )
        self._environment.globals.clear()
        self.refused: dict[str, BadContent] = {}
        self._shapes: dict[Sheet, Shape] = {}
        self._handled: dict[str, Handled] = {}
        self._piles: dict[str, list[Sheet]] = {}
        for sheet in sheets:
            self._take(sheet)
        own = not all(sheet.ours for pile in self._piles.values() for sheet in pile)
        self._bounded = own
        while own and (lost := [*self._not_closed(), *self._at_odds()]):
            for sheet, line, words in lost:
                self._refuse(sheet, line, words)
            for sheet in {sheet for sheet, _, _ in lost}:
                self._piles[sheet.template.key].remove(sheet)
        self._sheets = {key: pile[-1] for key, pile in self._piles.items() if pile}
        self._environment.loader = DictLoader({key: sheet.template.body for key, sheet in self._sheets.items()})

    def _take(self, sheet: Sheet) -> None:
        """Put a sheet on its pile, if it can be used by itself."""
        try:
            if not sheet.ours:
                self._shape(sheet)
                self._check(sheet.template)
        except Forbidden as error:
            self._refuse(sheet, error.line, error.words)
        except Exception as error:  # one file must not keep the others from serving, whatever is in it
            what = f"{type(error).__name__}: {error}"
            self._refuse(sheet, 1, Words(f"无法使用：{what}", f"cannot be used: {what}"))
        else:
            self._piles.setdefault(sheet.template.key, []).append(sheet)

    def _shape(self, sheet: Sheet) -> Shape:
        """Raises Forbidden. Where every sheet is ours, nobody needs to know."""
        if sheet not in self._shapes:
            self._shapes[sheet] = shape(self._environment, sheet.template.body)
        return self._shapes[sheet]

    def _check(self, template: PromptTemplate) -> None:
        """Raises Forbidden for what does not compile, or names what it will not be given."""
        try:
            self._environment.compile(template.body)
        except (TemplateError, SyntaxError, RecursionError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            raise Forbidden(line, Words(f"无法编译：{error}", f"does not compile: {error}")) from error
        declared = {argument.name for argument in template.arguments}
        if template.name == MAIN and declared != set(Brief.model_fields):
            four = ", ".join(Brief.model_fields)
            raise Forbidden(1, Words(f"{MAIN} 的参数只能是 {four}", f"{MAIN} takes exactly {four}"))
        if taken := declared & (GIVEN | GIVEN_TO_MAIN):
            names = ", ".join(sorted(taken))
            raise Forbidden(1, Words(f"参数名已被占用：{names}", f"these argument names are taken: {names}"))
        tree = parsed(self._environment, template.body)
        if unknown := find_undeclared_variables(tree) - _given(template):
            line = min(name.lineno for name in tree.find_all(nodes.Name) if name.name in unknown)
            names, known = ", ".join(sorted(unknown)), ", ".join(sorted(_given(template)))
            words = Words(f"没有声明 {names}；可用：{known}", f"{names} is not declared; there are: {known}")
            raise Forbidden(line, words)

    def _refuse(self, sheet: Sheet, line: int, words: Words) -> None:
        at = f"{sheet.where}:{sheet.body_line + line - 1}"
        self.refused.setdefault(sheet.where, BadContent(Words(f"{at}：{words.zh}", f"{at}: {words.en}")))

    def _not_closed(self) -> Iterator[tuple[Sheet, int, Words]]:
        """The sheets on top that cannot be used with what they include. Ours are: a test has filled them."""
        top = {key: pile[-1] for key, pile in self._piles.items() if pile}
        given = {key: _given(sheet.template) for key, sheet in top.items() if not sheet.ours}
        for fault in faults({key: self._shape(sheet) for key, sheet in top.items()}, given):
            yield top[fault.key], fault.line, fault.words

    def _at_odds(self) -> Iterator[tuple[Sheet, int, Words]]:
        """Own sheets on top whose arguments differ from those of the same prompt in the other language."""
        for key, pile in self._piles.items():
            name, _, language = key.rpartition(".")
            other = self._piles.get(f"{name}.{'en' if language == 'zh' else 'zh'}")
            if not pile or not other or _asks(pile[-1]) == _asks(other[-1]):
                continue
            if not pile[-1].ours and (other[-1].ours or language == "en"):
                where = other[-1].where
                yield pile[-1], 1, Words(f"参数与 {where} 不一致", f"its arguments are not those of {where}")

    def _handles(self, key: str) -> Handled:
        """What a template handles with all it includes, each as often as it is included."""
        if key not in self._handled:
            shape = self._shape(self._sheets[key])
            self._handled[key] = sum(map(self._handles, shape.names), shape.handles)
        return self._handled[key]

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """By key, parts included."""
        return self._sheets

    def prompts(self) -> Mapping[str, tuple[PromptTemplate, ...]]:
        """By name, in order: its one or two languages, Chinese first."""
        return self._prompts

    @cached_property
    def _prompts(self) -> Mapping[str, tuple[PromptTemplate, ...]]:
        found: dict[str, tuple[PromptTemplate, ...]] = {}
        for _, sheet in sorted(self._sheets.items(), reverse=True):
            if not sheet.template.part:
                found[sheet.template.name] = (*found.get(sheet.template.name, ()), sheet.template)
        return MappingProxyType(dict(sorted(found.items())))

    def find(self, name: str, language: Language) -> PromptTemplate | None:
        """The prompt or part in this very language."""
        sheet = self._sheets.get(f"{name}.{language}")
        return sheet.template if sheet else None

    def fill(self, template: PromptTemplate, values: Mapping[str, Any]) -> str:
        """The template's text with `values` in it. Values are never template source.

        Raises BadContent where the template asks for what it is not given, handles too much text, or writes too much.
        """
        if self._bounded and (characters := effort(self._handles(template.key), values)) > MOST_HANDLED:
            raise BadContent(_in_template(self._sheets[template.key], too_much(characters)))
        pieces: list[str] = []
        length = 0
        try:
            for piece in self._environment.get_template(template.key).generate(values):
                length += len(piece)
                if length > MOST_CHARACTERS:
                    raise TemplateError(f"writes more than {MOST_CHARACTERS} characters")
                pieces.append(piece)
        except (TemplateError, TypeError) as error:
            raise BadContent(_in_template(self._sheets[template.key], Words(f"{error}", f"{error}"))) from error
        return "".join(pieces).strip() + "\n"


def _in_template(sheet: Sheet, words: Words) -> Words:
    return Words(f"模板 {sheet.where}: {words.zh}", f"template {sheet.where}: {words.en}")


def _given(template: PromptTemplate) -> frozenset[str]:
    """All a template may use: what every one is given, and what it declares."""
    declared = {argument.name for argument in template.arguments}
    return GIVEN.union(declared, GIVEN_TO_MAIN if template.name == MAIN else ())


def _asks(sheet: Sheet) -> tuple[tuple[str, bool], ...]:
    return tuple((argument.name, argument.required) for argument in sheet.template.arguments)
