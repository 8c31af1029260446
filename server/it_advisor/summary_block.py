"""The summary block of a report's text, read; and what is wrong with one that cannot be."""

import re
from collections.abc import Iterator

import yaml
from pydantic import ValidationError

from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.frontmatter import read_yaml
from it_advisor.problems import problems
from it_advisor.schemas import fields_at, input_schema
from it_advisor.summary import Summary
from it_advisor.text import short

_OPENED = re.compile(r"^```ya?ml[ \t]*\n(?=it_advisor_summary:)", re.MULTILINE)
_CLOSED = re.compile(r"^```[ \t]*$", re.MULTILINE)
_CUT = Words(
    '前面的文字被逗号断开了；含逗号的文字要加引号，例如 "8 hours, no order lost"',
    'is the rest of a text that its comma cut; a text with a comma needs quotes, e.g. "8 hours, no order lost"',
)


def read_summary(markdown: str) -> Summary | None:
    """The report's summary block, or None where it has none.

    Raises BadRequest where there is a block that is not YAML or does not fit `Summary`.
    """
    opened = _OPENED.search(markdown)
    if opened is None or (closed := _CLOSED.search(markdown, opened.end())) is None:
        return None
    try:
        return Summary.model_validate(read_yaml(markdown[opened.end() : closed.start()]))
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        raise BadRequest(
            Problem("summary", Words(f"摘要块不是有效的 YAML：{what}", f"the block is not YAML: {what}"))
        ) from error
    except ValidationError as error:
        raise BadRequest(*_wrong(error)) from error


def _wrong(error: ValidationError) -> Iterator[Problem]:
    unknown = {_path(item["loc"]): item for item in error.errors() if item["type"] == "extra_forbidden"}
    for one in problems(error):
        words = one.words
        if one.field in unknown:
            item = unknown[one.field]
            words = _CUT if item["input"] is None else _no_field(item["loc"])
        yield Problem(f"summary.{one.field}".rstrip("."), words)


def _path(place: tuple[int | str, ...]) -> str:
    return ".".join(map(short, place))


def _no_field(place: tuple[int | str, ...]) -> Words:
    known = ", ".join(fields_at(input_schema(Summary), place[:-1]))
    return Words(f"这里没有这一项；可用：{known}", f"is no field here; there are: {known}")
