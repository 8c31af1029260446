"""The checker finds what is planted in good reports, and leaves the good ones alone."""

import re
from pathlib import Path

import pytest

from benchmarks.checking import LEAST_RECALL, MOST_FALSE, Planted, false_errors, found_in, good, is_found, planted
from it_advisor.report.reading import read_report

DEFECTS = list(planted())


def test_the_corpus_is_large_and_in_both_languages() -> None:
    """At least 24 reports, good ones with and without a summary block among them."""
    assert len(good()) + len(DEFECTS) >= 24
    kinds = {(read_report(text).language, read_report(text).summary is not None) for text in good().values()}
    assert kinds == {("zh", True), ("zh", False), ("en", True), ("en", False)}


def test_planted_defects_are_found() -> None:
    """Recall on all of them together."""
    missed = [f"{one.name}: {one.rule}" for one in DEFECTS if not is_found(one)]
    assert len(missed) <= (1 - LEAST_RECALL) * len(DEFECTS), missed


@pytest.mark.parametrize("name", good())
def test_a_good_report_has_at_most_one_false_error(name: str) -> None:
    """Whoever hands in a good report is not sent away."""
    assert false_errors()[name] <= MOST_FALSE


@pytest.mark.parametrize("one", DEFECTS[:3], ids=lambda one: one.rule)
def test_a_planted_report_differs_from_the_good_one(one: Planted) -> None:
    """The labels are true: an edit was made."""
    assert one.markdown != good()[one.name]


@pytest.mark.parametrize("page", ["rules.md", "rules.zh-CN.md"])
def test_the_manual_says_what_is_found_in_the_community_cases(page: str) -> None:
    """In the retold ones, as they are shipped."""
    root = Path(__file__).parent.parent
    rows = re.findall(
        r"^\| `(.+?)` \|.*\| (\D*\d+\D+\d+.*?) \|$", (root / "docs" / page).read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) == 3
    for name, said in rows:
        severities = [found.severity for found in found_in((root / "examples" / f"{name}.md").read_text("utf-8"))]
        assert re.findall(r"\d+", said) == [str(severities.count("error")), str(severities.count("warning"))]
