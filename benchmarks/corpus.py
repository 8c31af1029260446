"""Reports to measure the checker by: good ones, copies with one defect planted, and a set of another hand."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from it_advisor.brief import Brief, understand
from it_advisor.checking import Found, examine
from it_advisor.frontmatter import read_yaml, split
from it_advisor.report.reading import read_report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
ELSEWHERE = CORPUS / "elsewhere"
EXAMPLES = ROOT / "examples"

Arguments = dict[str, str]


class Planted(NamedTuple):
    """A good report with one defect."""

    name: str
    rule: str
    """The code that must find it, of those from elsewhere what it was called."""
    markdown: str
    brief: Arguments | None


@cache
def good() -> dict[str, str]:
    """By name: the shipped cases written for teaching, and reports of other hands without a summary block."""
    ours = {name: text for name, text in _texts(EXAMPLES).items() if "\norigin: illustrative\n" in text}
    return {**ours, **_texts(CORPUS)}


@cache
def community() -> dict[str, str]:
    """The shipped cases retold from a community's reports, which are not free of faults."""
    return {name: text for name, text in _texts(EXAMPLES).items() if "\norigin: community\n" in text}


@cache
def from_elsewhere() -> dict[str, str]:
    """Honest reports that the rules were not written by."""
    return _texts(ELSEWHERE)


def _texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


@cache
def brief_of(name: str) -> Arguments | None:
    """What a report was asked for: in its own front matter, else in briefs.yaml; of those from elsewhere nothing."""
    if name in from_elsewhere():
        return None
    if (path := EXAMPLES / f"{name}.md").exists():
        head = read_yaml(split(path.read_text("utf-8"), path.name).head)
        return {field: head[field] for field in Brief.model_fields if head.get(field)}
    briefs: dict[str, Arguments] = read_yaml((CORPUS / "briefs.yaml").read_text("utf-8"))
    return briefs[name]


def planted() -> Iterator[Planted]:
    for defect in _defects(CORPUS):
        name, asked = defect["report"], defect.get("brief")
        brief = {**(brief_of(name) or {}), **asked} if asked else brief_of(name)
        yield Planted(name, defect["rule"], _spoilt(good()[name], defect), brief)


def planted_elsewhere() -> Iterator[Planted]:
    for defect in _defects(ELSEWHERE):
        yield Planted(defect["report"], defect["what"], _spoilt(from_elsewhere()[defect["report"]], defect), None)


def _defects(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((folder / "defects.yaml").read_text("utf-8"))
    return found


def _spoilt(text: str, defect: dict[str, Any]) -> str:
    """Raises ValueError where an edit would change nothing, or who knows which place."""
    if "find" not in defect and "brief" not in defect:
        raise ValueError(f"{defect}: neither the report nor its brief is changed")
    for edit in (defect, *defect.get("also", ())) if "find" in defect else ():
        find, put = edit["find"], edit["put"]
        times = text.count(find)
        if find == put or not times or (times > 1 and not edit.get("everywhere")):
            raise ValueError(f"{defect['report']}: {find!r} stands there {times} times, to become {put!r}")
        text = text.replace(find, put)
    return text


def found_in(markdown: str, brief: Arguments | None = None) -> tuple[Found, ...]:
    return examine(read_report(markdown, understand(Brief(**brief)) if brief else None)).found


@cache
def found_in_whole(name: str) -> tuple[Found, ...]:
    """In a report as it is, with what was asked for."""
    return found_in({**good(), **community(), **from_elsewhere()}[name], brief_of(name))


def found_anew(one: Planted) -> list[Found]:
    """What is found in the report with the defect and not in the good one."""
    before = {(found.code, found.message) for found in found_in_whole(one.name)}
    return [found for found in found_in(one.markdown, one.brief) if (found.code, found.message) not in before]


def is_found(one: Planted) -> bool:
    """Whether the rule finds something that is not in the good report."""
    return any(found.code == one.rule for found in found_anew(one))


def false_errors(names: Iterable[str]) -> dict[str, int]:
    """By report that has none."""
    return {name: sum(found.severity == "error" for found in found_in_whole(name)) for name in names}
