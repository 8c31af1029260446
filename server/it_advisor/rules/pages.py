"""A rule's manual page, read from its docstring."""

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import NamedTuple

from it_advisor.brief import Brief, Understanding, understand
from it_advisor.errors import Words
from it_advisor.frontmatter import read_yaml
from it_advisor.rules.fault import Rule

_LABEL = re.compile(r"^(Brief|Bad|Good):$", re.MULTILINE)


class Example(NamedTuple):
    """A snippet of a report, and whether the rule finds something in it."""

    bad: bool
    markdown: str
    brief: str
    """The arguments it was asked with, as YAML; mostly none."""

    @property
    def understood(self) -> Understanding | None:
        return understand(Brief(**read_yaml(self.brief))) if self.brief else None


class Page(NamedTuple):
    """What a rule catches, why that matters, and examples."""

    code: str
    what: Words
    why: Words
    examples: tuple[Example, ...]


def page_of(rule: Rule) -> Page:
    """Raises ValueError where the docstring is not as the package's says."""
    head, *rest = _LABEL.split(rule.__doc__ or "")
    parts = [" ".join(part.split()) for part in head.split("\n\n") if part.strip()]
    if len(parts) != 4:
        raise ValueError(f"{rule.CODE}: what, 什么, Why and 为何 are wanted before the examples")
    what_en, what_zh, why_en, why_zh = parts
    return Page(rule.CODE, Words(what_zh, what_en), Words(why_zh, why_en), tuple(_examples(rest)))


def _examples(parts: list[str]) -> Iterator[Example]:
    brief = ""
    for label, text in zip(parts[::2], parts[1::2], strict=True):
        snippet = dedent(text).strip("\n") + "\n"
        if label == "Brief":
            brief = snippet
        else:
            yield Example(label == "Bad", snippet, brief)
