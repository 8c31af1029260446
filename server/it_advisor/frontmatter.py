"""A Markdown file with YAML front matter, and YAML without its dangerous conveniences."""

import difflib
import re
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from it_advisor.errors import BadContent, BadRequest, Words
from it_advisor.problems import problems
from it_advisor.text import clean, short

M = TypeVar("M", bound=BaseModel)

_MARK = "---\n"
_DEEPEST = 100
"""Lists in lists: whoever builds deeper ones wants the parser to fail, which it does by taking the process with it."""


class Page(NamedTuple):
    """A file taken apart: its front matter as text, its body, and the line the body starts on."""

    head: str
    body: str
    body_line: int


class _Loader(yaml.CSafeLoader):
    """YAML as people read it: 2027-03, 012 and 1:30 are what is written, and a name stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for name, _ in node.value:
            if str(name.value) in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"{short(name.value)} stands twice", problem_mark=name.start_mark
                )
            seen.add(str(name.value))
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"),
    list("-0123456789"),
)


def read_yaml(source: str) -> Any:
    """One YAML document as plain data. Raises yaml.YAMLError; aliases are refused (they can multiply without end)."""
    try:
        depth = 0
        for event in yaml.parse(source, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                raise yaml.YAMLError("aliases (*name) are not used here")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise yaml.YAMLError(f"lists or mappings are nested over {_DEEPEST} deep")
        return yaml.load(source, Loader=_Loader)
    except (ValueError, RecursionError) as error:  # from a number or a nesting no one needs
        raise yaml.YAMLError(str(error)) from error


def split(source: str, where: str) -> Page:
    """Front matter and body of a page. Raises BadContent naming the line."""
    if not source.startswith(_MARK):
        raise _bad(where, 1, "", "要以 --- 一行开始头部", "must begin with a line --- and its front matter")
    head, mark, body = source[len(_MARK) :].partition("\n" + _MARK)
    if not mark:
        raise _bad(where, 1, "", "头部没有以 --- 一行结束", "the front matter is not closed by a line ---")
    return Page(head, body, head.count("\n") + 4)


def read(source: str, where: str, model: type[M], body_field: str) -> M:
    """A page as a model, its body in `body_field`. Raises BadContent naming file, line and field."""
    page = split(source, where)
    try:
        head = read_yaml(page.head)
        data = clean({**head, body_field: page.body} if isinstance(head, dict) else head)
        return model.model_validate(data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or error
        raise _bad(where, mark.line + 2 if mark else 2, "", f"YAML 有误：{what}", f"not YAML: {what}") from error
    except BadRequest as error:
        problem = error.problems[0]
        raise _bad(where, _line_of(page, problem.field), problem.field, *problem.words) from error
    except ValidationError as error:
        problem = next(problems(error, model))
        if misspelt := _misspelt(problem.field, data, model):
            zh, en = f"必填；此处写成了 {misspelt}", f"is required; {misspelt} stands here instead"
            raise _bad(where, _line_of(page, misspelt), problem.field, zh, en) from error
        raise _bad(where, _line_of(page, problem.field), problem.field, *problem.words) from error


def _misspelt(field: str, data: Any, model: type[BaseModel]) -> str:
    """A name in the data that is none of the model's and close to the field that is not there."""
    if not isinstance(data, dict) or field in data:
        return ""
    unknown = [str(name) for name in data if name not in model.model_fields]
    return "".join(difflib.get_close_matches(field, unknown, n=1, cutoff=0.8))


def _line_of(page: Page, field: str) -> int:
    """The line a top-level field of the front matter stands on, counted from 1; else the first."""
    name = field.split(".")[0].split("[")[0]
    for number, line in enumerate(page.head.split("\n"), start=2):
        if line.startswith(f"{name}:"):
            return number
    return 1


def _bad(where: str, line: int, field: str, zh: str, en: str) -> BadContent:
    at = f"{where}:{line}" + (f" [{field}]" if field else "")
    return BadContent(Words(f"{at}：{zh}", f"{at}: {en}"))
