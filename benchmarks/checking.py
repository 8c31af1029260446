"""The report checker: what it finds of planted defects, what it finds in good reports, and how long it takes."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import yaml

from benchmarks.figures import Effort, Goal, Topic, at_most, spread
from it_advisor.brief import Brief, understand
from it_advisor.checking import Found, examine
from it_advisor.report.reading import read_report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
LEAST_RECALL = 0.95
MOST_FALSE = 1
MOST_MILLISECONDS = 200
WORDS = 10_000


class Planted(NamedTuple):
    """A good report with one defect, and the rule or the family that must find it."""

    name: str
    rule: str
    markdown: str
    brief: dict[str, str] | None


@cache
def good() -> dict[str, str]:
    """By name: the shipped cases written for teaching, and reports of other hands without a summary block."""
    shipped = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.md"))}
    ours = {name: text for name, text in shipped.items() if "\norigin: illustrative\n" in text}
    return {**ours, **{path.stem: path.read_text("utf-8") for path in sorted(CORPUS.glob("*.md"))}}


def planted() -> Iterator[Planted]:
    for defect in yaml.safe_load((CORPUS / "defects.yaml").read_text("utf-8")):
        text = good()[defect["report"]]
        for edit in (defect, *defect.get("also", ())):
            if edit["find"]:
                if text.count(edit["find"]) != 1:
                    raise ValueError(f"{defect['report']}: {edit['find']!r} must stand there once")
                text = text.replace(edit["find"], edit["put"])
        yield Planted(defect["report"], defect["rule"], text, defect.get("brief"))


def found_in(markdown: str, brief: dict[str, Any] | None = None) -> tuple[Found, ...]:
    return examine(read_report(markdown, understand(Brief(**brief)) if brief else None)).found


@cache
def found_in_good(name: str) -> tuple[Found, ...]:
    return found_in(good()[name])


def is_found(one: Planted) -> bool:
    """Whether the rule finds something that is not in the good report."""
    before = {(found.code, found.message) for found in found_in_good(one.name)}
    new = (found for found in found_in(one.markdown, one.brief) if (found.code, found.message) not in before)
    return any(found.code.startswith(one.rule) for found in new)


def false_errors() -> dict[str, int]:
    """By good report."""
    return {name: sum(found.severity == "error" for found in found_in_good(name)) for name in good()}


def quality(_: Effort) -> Topic:
    defects = list(planted())
    hits = [one for one in defects if is_found(one)]
    recall, wrong = len(hits) / len(defects), false_errors()
    rows = [
        ("good reports", str(len(wrong))),
        ("false errors in all of them", str(sum(wrong.values()))),
        ("most in one", str(max(wrong.values()))),
        ("planted defects", str(len(defects))),
        ("found", str(len(hits))),
        ("recall", f"{recall:.3f}"),
    ]
    goals = (
        Goal("recall on planted defects", f"≥ {LEAST_RECALL}", f"{recall:.3f}", recall >= LEAST_RECALL),
        Goal("false errors in a good report", f"≤ {MOST_FALSE}", str(max(wrong.values())), max(wrong.values()) <= 1),
    )
    return Topic("The report checker: what it finds", [("what", "figure"), *rows], "Reports of tests/corpus.", goals)


def long_report(words: int = WORDS) -> str:
    """A good report made so long by more prose in its sections, each paragraph another."""
    text = good()["saas-startup-35"]
    head, marker, rest = text.partition("## Risks\n")
    more = []
    count = len(text.split())
    number = 0
    while count < words:
        number += 1
        paragraph = f"Workshop {number} settled how team {number} hands over orders, who signs and which list is kept."
        more.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join((head, *more, marker + rest))


def speed(effort: Effort) -> Topic:
    text = long_report()
    found_in(text)
    took = []
    for _ in range(effort.rounds):
        start = process_time()
        found_in(text)
        took.append((process_time() - start) * 1_000)
    return Topic(
        "The report checker: how long it takes",
        [("what", "ms"), (f"a report of {WORDS:,} words, its tables and its summary block", spread(took))],
        "Processor time, after the first report, which loads the rules.",
        (at_most("checking a report of 10,000 words", took, MOST_MILLISECONDS, " ms"),),
    )
