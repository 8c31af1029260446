"""The checker finds what is planted in good reports, and leaves the good ones alone."""

import pytest

from benchmarks.checking import LEAST_RECALL, MOST_FALSE
from benchmarks.corpus import (
    brief_of,
    community,
    false_errors,
    found_anew,
    from_elsewhere,
    good,
    is_found,
    planted,
    planted_elsewhere,
)
from it_advisor.report.reading import read_report
from it_advisor.rules import RULES

LEAST_ELSEWHERE = 0.85
DEFECTS = list(planted())


def test_the_corpus_is_large_and_in_both_languages() -> None:
    """At least 24 reports, good ones with and without a summary block among them."""
    assert len(good()) + len(DEFECTS) >= 24
    kinds = {(read_report(text).language, read_report(text).summary is not None) for text in good().values()}
    assert kinds == {("zh", True), ("zh", False), ("en", True), ("en", False)}


def test_every_rule_is_planted() -> None:
    """The figures speak of all rules: each has a defect that it, and not a relative of it, must find."""
    assert {rule.CODE for rule in RULES} == {one.rule for one in DEFECTS}


def test_planted_defects_are_found() -> None:
    """Recall on all of them together."""
    missed = [f"{one.name}: {one.rule}" for one in DEFECTS if not is_found(one)]
    assert len(missed) <= (1 - LEAST_RECALL) * len(DEFECTS), missed


@pytest.mark.parametrize("name", [*good(), *from_elsewhere()])
def test_a_good_report_has_at_most_one_false_error(name: str) -> None:
    """Whoever hands in a good report, with the brief it answers, is not sent away."""
    assert false_errors([name])[name] <= MOST_FALSE


def test_good_reports_are_checked_with_their_briefs() -> None:
    """What only a brief can call wrong is measured too."""
    assert all((brief_of(name) or {}).keys() >= {"business_nature", "technical_requirements"} for name in good())


def test_what_another_hand_planted_is_found() -> None:
    """Of defects planted without a look at the rules; anything new is a find."""
    others = list(planted_elsewhere())
    missed = [f"{one.name}: {one.rule}" for one in others if not found_anew(one)]
    assert len(missed) <= (1 - LEAST_ELSEWHERE) * len(others), missed


def test_a_set_of_other_hands_is_from_elsewhere() -> None:
    """In both languages, with more defects than the rules were written by; its figures stand beside the others."""
    assert {read_report(text).language for text in from_elsewhere().values()} == {"zh", "en"}
    assert len(list(planted_elsewhere())) > len(DEFECTS)


def test_the_community_cases_are_part_of_it() -> None:
    """The manual says what is found in them."""
    assert len(community()) == 3
