"""One thing the service can do: what it takes, what it gives, and running it on a raw request."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ValidationError

from it_advisor.advisor import Advisor
from it_advisor.brief.glyphs import has_han
from it_advisor.errors import BadRequest, Language, Scope, Words
from it_advisor.later import Later
from it_advisor.model import Toolset
from it_advisor.problems import problems
from it_advisor.text import clean, language_of


class Answer(Protocol):
    """What every operation gives: data, and the same as text for a person or a model."""

    @property
    def next_step(self) -> str:
        """What its reader may do now; may be empty."""
        ...

    def text(self) -> str: ...
    def model_dump(self, *, mode: str) -> dict[str, Any]: ...
    def model_dump_json(self) -> str: ...


class Operation(NamedTuple):
    """One thing the service can do."""

    name: str
    command: str
    """Its words on the command line."""
    title: Words
    summary: Words
    """When to use it; a model reads this."""
    request: type[BaseModel] | Later
    answer: type[BaseModel] | Later
    method: Callable[[Advisor, Any], Awaitable[Answer]]
    toolset: Toolset
    scope: Scope = "viewer"
    """The least with which a caller may ask for it."""
    positional: str | None = None
    """The field that stands without its name on the command line."""
    readers: Mapping[str, Callable[[str], dict[str, Any]]] = MappingProxyType({})
    """By a file's ending, what beside YAML and JSON it can be read from on the command line."""
    calculates: bool = False
    """A filled prompt points its model to it; its request may have so many rows that a worker reads them."""
    checks: bool = False
    """A filled prompt has its model check its answer with it."""
    writes: bool = False
    is_spare: bool = False
    """Another tool does it as well, so that a model is shown it only where somebody chose its toolset."""
    page: str = ""
    """What a host that can show pages shows its answer with, where there is one."""
    gives_files: bool = False
    """Its answer is an `Export`: each door hands out the files in its own way."""

    @property
    def takes(self) -> type[BaseModel]:
        return _model(self.request)

    @property
    def gives(self) -> type[BaseModel]:
        return _model(self.answer)

    async def run(self, advisor: Advisor, raw: Mapping[str, Any]) -> Answer:
        """Check the raw request once and answer it, for whom the advisor serves.

        Raises Forbidden where they may not, BadRequest naming each field that is wrong.
        """
        advisor.caller.must(self.scope)
        if "author" in self.takes.model_fields:
            raw = advisor.caller.signing(raw)
        return await self.method(advisor, await advisor.work(self.read, raw) if self.calculates else self.read(raw))

    def read(self, raw: Mapping[str, Any]) -> BaseModel:
        """The request. Raises BadRequest naming each field that is wrong."""
        try:
            return self.takes.model_validate(without_nulls(clean(dict(raw))))
        except ValidationError as error:
            raise BadRequest(*problems(error, self.takes)) from error


def _model(one: type[BaseModel] | Later) -> type[BaseModel]:
    found: type[BaseModel] = one.found if isinstance(one, Later) else one
    return found


def without_nulls(raw: Any) -> Any:
    """A request without the optional fields that a client sent as null, at any depth."""
    if isinstance(raw, dict):
        return {name: without_nulls(value) for name, value in raw.items() if value is not None}
    return [without_nulls(item) for item in raw] if isinstance(raw, list) else raw


def language_in(raw: Mapping[str, Any]) -> Language | None:
    """The caller's language: the one asked for, else Chinese where any text is, else English where a sentence is.

    Keys, names and single words are no evidence: ids and options are English in every language. None, which
    is told in both, also where a text that is English for the most part has Chinese in it.
    """
    match raw.get("language"):
        case "zh":
            return "zh"
        case "en":
            return "en"
    texts = [*islice(_texts(raw), MOST_TEXTS)]
    told = {found for text in texts if (found := language_of(text)) == "zh" or _is_prose(text)}
    if "zh" in told:
        return "zh"
    return "en" if "en" in told and not any(map(has_han, texts)) else None


def _texts(raw: Mapping[str, Any]) -> Iterator[str]:
    """Every text among the values of a request, however deep."""
    waiting: list[Any] = [raw]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case Mapping() as inner:
                waiting += inner.values()
            case list(inner) | tuple(inner):
                waiting += inner


def _is_prose(text: str) -> bool:
    return len(text.split(maxsplit=1)) > 1 and sum(map(str.isalpha, text[:200])) >= FEW_LETTERS


MOST_TEXTS = 10_000
"""Looked at to tell a language; who sends more is told by these."""
FEW_LETTERS = 4
"""Letters, parted by blanks, that a text needs to be called English."""
