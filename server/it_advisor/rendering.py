"""Filling any template by its name, with the arguments it declares."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from it_advisor.errors import BadRequest, NotFound, Problem, Words
from it_advisor.model import Count
from it_advisor.recommendation import Options
from it_advisor.template import PromptTemplate, TemplateSet
from it_advisor.text import short

MOST = 60_000
"""Characters of one argument."""


class RenderRequest(Options):
    """A template and what it asks for."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(description="e.g. compare_offers")
    arguments: dict[str, str] = Field(default_factory=dict, description="As the template declares them")
    cases: Annotated[Count, Field(ge=0, le=3)] | None = Field(default=None, description="Else as the template says")


def template_for(templates: TemplateSet, request: RenderRequest) -> PromptTemplate:
    """The template in the language asked for, or in the only one it has. Raises NotFound."""
    named = templates.prompts()
    if request.name not in named:
        known, asked = ", ".join(named), short(request.name)
        raise NotFound(
            Problem("name", Words(f"没有模板 {asked}；可用：{known}", f"no template {asked}; there are: {known}"))
        )
    versions = {template.language: template for template in named[request.name]}
    wanted = request.language_for(*request.arguments.values())
    return versions.get(wanted) or next(iter(versions.values()))


def arguments_for(template: PromptTemplate, given: Mapping[str, str]) -> dict[str, str]:
    """Every declared argument with its text, blank where it is optional and left out. Raises BadRequest."""
    found = [*_problems(template, given)][:10]
    if found:
        raise BadRequest(*found)
    return {argument.name: given.get(argument.name, "").strip() for argument in template.arguments}


def _problems(template: PromptTemplate, given: Mapping[str, str]) -> Iterator[Problem]:
    declared = {argument.name: argument for argument in template.arguments}
    known = ", ".join(declared)
    for name in given.keys() - declared.keys():
        words = Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")
        yield Problem(short(name), words)
    for name, argument in declared.items():
        text = given.get(name, "")
        if argument.required and not text.strip():
            yield Problem(name, Words("必填，请给出", "is required; give it"))
        if len(text) > MOST:
            yield Problem(
                name, Words(f"太长，至多 {MOST} 个字符；请缩短", f"is too long; shorten it to {MOST} characters")
            )
