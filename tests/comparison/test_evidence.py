"""Confidence: what the scores rest on, and when that was seen."""

import pytest

from comparison.samples import Row, answer_to, request_of, score

SCORES = {"A": [9, 9], "B": [5, 5]}


def with_cell(**changes: object) -> Row:
    """A's score on c0, half of its weight, with other evidence."""
    request = request_of(SCORES, [1, 1])
    return request | {"scores": [score("A", "c0", 9, **changes), *request["scores"][1:]]}


@pytest.mark.parametrize(
    ("changes", "confidence", "why"),
    [
        ({}, 100, None),
        ({"evidence_kind": "demo"}, 90, "weak-kind"),
        ({"evidence_kind": "reference"}, 90, "weak-kind"),
        ({"evidence_kind": "document"}, 80, "weak-kind"),
        ({"evidence_kind": "estimate"}, 70, "weak-kind"),
        ({"evidence_kind": "vendor-claim"}, 65, "weak-kind"),
        ({"evidence_date": "2025-11-23"}, 100, None),
        ({"evidence_date": "2025-11-22"}, 75, "stale"),
        ({"evidence_date": None}, 75, "undated"),
        ({"evidence_kind": None}, 50, "no-evidence"),
    ],
)
def test_weaker_older_or_missing_evidence_lowers_confidence_and_is_listed(
    changes: Row, confidence: float, why: str | None
) -> None:
    """Points stay as scored; the confidence beside them and the list of what to get show the difference."""
    answer = answer_to(with_cell(**changes))
    assert answer.ranking[0].points == 90
    assert answer.ranking[0].confidence_pct == confidence
    assert [(gap.option, gap.criterion, gap.why, gap.costs_pct) for gap in answer.gaps] == (
        [("A", "c0", why, 100 - confidence)] if why else []
    )


def test_a_missing_score_counts_as_the_worst_and_the_page_says_what_it_could_change() -> None:
    """Nothing is guessed in an option's favour, and nothing is hidden: B could pass A."""
    request = request_of(SCORES, [1, 1])
    request["scores"] = [row for row in request["scores"] if (row["option"], row["criterion"]) != ("B", "c0")]
    request["scores"][-1]["score"] = 9
    answer = answer_to(request)
    missing = answer.ranking[1]
    assert (missing.points, missing.points_at_best, missing.confidence_pct) == (45, 95, 50)
    assert "B could draw level or pass once the missing scores are in." in answer.markdown("en")


def test_a_leader_resting_on_little_is_called_provisional() -> None:
    """The first lines carry the warning, not only a column further down."""
    request = request_of(SCORES, [1, 1])
    request["scores"] = [row | {"evidence_kind": "vendor-claim"} for row in request["scores"]]
    assert "Confidence in A's scores is only 30 %" in answer_to(request).markdown("en")
    assert "可信度仅 30 %" in answer_to(request).markdown("zh")


def test_confidence_without_any_evidence_is_zero_on_the_page() -> None:
    """Not “-0 %”, however the weights round."""
    request = request_of({"A": [9, 9, 9], "B": [5, 5, 5]}, [1, 1, 1])
    request["scores"] = [row | {"evidence_kind": None} for row in request["scores"]]
    answer = answer_to(request)
    assert str(answer.ranking[0].confidence_pct) == "0.0"
    assert "| 0 % |" in answer.markdown("en")
    assert "-0 %" not in answer.markdown("en")


@pytest.mark.parametrize(
    ("weights_set_on", "changed", "words"),
    [
        ("2026-10-20", True, "**The weights were changed after scoring began**"),
        ("2026-10-19", False, "The weights were not changed after scoring began."),
        (None, None, "whether weights came first was not checked"),
    ],
)
def test_weights_changed_after_the_first_score_are_flagged(
    weights_set_on: str | None, changed: bool | None, words: str
) -> None:
    """Fitting weights to the scores one has seen is said aloud; where the days are missing, so is that."""
    days = {"weights_set_on": weights_set_on, "scoring_began_on": "2026-10-19"}
    answer = answer_to(request_of(SCORES, [1, 1], **days))
    assert answer.weights_changed_after_scoring is changed
    assert words in answer.markdown("en")
