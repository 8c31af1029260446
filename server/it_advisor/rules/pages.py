"""A rule's manual page, read from its docstring."""

import re
from collections.abc import Iterable, Iterator
from textwrap import dedent
from typing import NamedTuple

from it_advisor.brief import Brief, Understanding, understand
from it_advisor.errors import Language, Words
from it_advisor.frontmatter import read_yaml
from it_advisor.rules.fault import FAMILIES, Rule, family_of
from it_advisor.severity import CALLED

_LABEL = re.compile(r"^(Brief|Block|Bad|Good):$", re.MULTILINE)
_OPENED = "```yaml\n"
_KEY = re.compile(r"^(\w+):", re.MULTILINE)


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
    brief = block = ""
    for label, text in zip(parts[::2], parts[1::2], strict=True):
        snippet = dedent(text).strip("\n") + "\n"
        match label:
            case "Brief":
                brief = snippet
            case "Block":
                block = snippet
            case _:
                yield Example(label == "Bad", _with(block, snippet), brief)


def _with(block: str, snippet: str) -> str:
    """The snippet's summary block with what the common one has besides; a key of its own goes before."""
    before, opened, after = snippet.partition(_OPENED)
    if not block or not opened:
        return snippet
    own, closed, rest = after.partition("```")
    keys = set(_KEY.findall(own))
    parts = re.split(r"^(?=\w)", block, flags=re.MULTILINE)
    common = "".join(part for part in parts if part.partition(":")[0] not in keys)
    return f"{before}{opened}{common}{own}{closed}{rest}"


def listing(rules: Iterable[Rule], language: Language) -> str:
    """One line a rule."""
    return "".join(
        f"{rule.CODE}  {CALLED[rule.SEVERITY].said(language)}  {page_of(rule).what.said(language)}\n" for rule in rules
    )


def row(rule: Rule, language: Language) -> str:
    """A row of the table of all rules; its code leads to its page."""
    what, family = page_of(rule).what.said(language), FAMILIES[family_of(rule.CODE)].said(language)
    return f"| {rule.CODE} | {family} | {CALLED[rule.SEVERITY].said(language)} | {what} |"


def written(rule: Rule, language: Language, level: int = 1) -> str:
    """The page as Markdown, its heading at a level."""
    page, marks = page_of(rule), "#" * level
    family = FAMILIES[family_of(rule.CODE)].said(language)
    lines = [f"{marks} {rule.CODE} {page.what.said(language)}", ""]
    lines += [f"*{family} · {CALLED[rule.SEVERITY].said(language)}*", "", page.why.said(language), ""]
    briefs = dict.fromkeys(example.brief for example in page.examples)
    for brief in filter(None, briefs):
        lines += [_LABELS["brief"].said(language), "", *_fenced(brief, "yaml")]
    for example in page.examples:
        lines += [_LABELS["bad" if example.bad else "good"].said(language), "", *_fenced(example.markdown, "markdown")]
    return "\n".join(lines).rstrip() + "\n"


_LABELS = {
    "brief": Words("简报：", "Brief:"),
    "bad": Words("不好：", "Bad:"),
    "good": Words("好：", "Good:"),
}


def _fenced(text: str, kind: str) -> list[str]:
    return [f"~~~~{kind}", text.rstrip("\n"), "~~~~", ""]
