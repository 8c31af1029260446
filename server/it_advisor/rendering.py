"""Filling any template by its name, with the arguments it declares."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from it_advisor.brief import Brief, is_placeholder
from it_advisor.content import Library
from it_advisor.errors import BadRequest, Language, NotFound, Problem, Words
from it_advisor.model import Count
from it_advisor.problems import MISSING, problems, undeclared
from it_advisor.recommendation import Options, RecommendationRequest
from it_advisor.template import PromptTemplate
from it_advisor.text import short

MOST = 60_000
"""Characters of one argument."""


class RenderRequest(Options):
    """A template and what it asks for."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(description="e.g. compare_offers")
    arguments: dict[str, str] = Field(default_factory=dict, description="As the template declares them")
    cases: Annotated[Count, Field(ge=0, le=3)] | None = Field(default=None, description="Else as the template says")


def template_for(library: Library, name: str, language: Language) -> PromptTemplate:
    """The template in this language, or in the only one it has. Raises NotFound."""
    named = library.templates.prompts()
    if name not in named:
        raise NotFound(Problem("name", missing(library, name)))
    versions = {template.language: template for template in named[name]}
    return versions.get(language) or next(iter(versions.values()))


def missing(library: Library, name: str) -> Words:
    """There is no such template, or there is a file for it that cannot be used, and why."""
    for where, error in library.refused.items():
        file = where.replace("\\", "/").rpartition("/")[2]
        if file.rpartition(".")[0].rpartition(".")[0] == name:
            zh, en = (said.replace(where, file) for said in error.words)
            return Words(f"模板 {name} 有错，未启用：{zh}", f"the template {name} is broken and not in use: {en}")
    known, asked = ", ".join(library.templates.prompts()), short(name)
    return Words(f"没有提示词模板 {asked}；可用：{known}", f"no prompt template {asked}; there are: {known}")


def main_request(request: RenderRequest) -> RecommendationRequest:
    """The same request to the operation of that name. Raises BadRequest."""
    options = request.model_dump(exclude={"name", "arguments"}, exclude_none=True)
    unknown = [name for name in request.arguments if name not in Brief.model_fields]
    try:
        given = {name: text for name, text in request.arguments.items() if name not in unknown}
        asked = RecommendationRequest.model_validate({**given, **options})
    except ValidationError as error:
        raise BadRequest(*problems(error, RecommendationRequest)) from error
    if unknown:
        raise BadRequest(*(Problem(short(name), undeclared(Brief.model_fields)) for name in unknown[:10]))
    return asked


def arguments_for(template: PromptTemplate, given: Mapping[str, str]) -> dict[str, str]:
    """Every declared argument with its text, blank where it is optional and left out. Raises BadRequest."""
    found = [*islice(_problems(template, given), 10)]
    if found:
        raise BadRequest(*found)
    return {argument.name: given.get(argument.name, "").strip() for argument in template.arguments}


def _problems(template: PromptTemplate, given: Mapping[str, str]) -> Iterator[Problem]:
    declared = {argument.name: argument for argument in template.arguments}
    yield from (Problem(short(name), undeclared(declared)) for name in given if name not in declared)
    for name, argument in declared.items():
        text = given.get(name, "")
        if argument.required and not text.strip():
            yield Problem(name, MISSING)
        if is_placeholder(text):
            zh = f"收到的是未填写的占位符 {short(text)}；请填写，或不给此参数"
            yield Problem(
                name, Words(zh, f"holds the placeholder {short(text)}, left unfilled; fill it, or leave it out")
            )
        if len(text) > MOST:
            yield Problem(
                name, Words(f"太长，至多 {MOST} 个字符；请缩短", f"is too long; shorten it to {MOST} characters")
            )
