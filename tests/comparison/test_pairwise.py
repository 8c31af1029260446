"""Weights from judgements in pairs."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.samples import Row, answer_to, points, request_of
from it_advisor.comparison.pairwise import consistency_ratio, principal_eigenvector

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))["judgements"]

# T. L. Saaty, How to make a decision: The Analytic Hierarchy Process, European Journal of
# Operational Research 48 (1990) 9-26: buying a house, the matrix of the eight criteria.
HOUSE = ("size", "transport", "neighbourhood", "age", "yard", "facilities", "condition", "financing")
HOUSE_ROWS = (
    (5, 3, 7, 6, 6, 1 / 3, 1 / 4),
    (1 / 3, 5, 3, 3, 1 / 5, 1 / 7),
    (6, 3, 4, 6, 1 / 5),
    (1 / 3, 1 / 4, 1 / 7, 1 / 8),
    (1 / 2, 1 / 5, 1 / 6),
    (1 / 5, 1 / 6),
    (1 / 2,),
)
HOUSE_TIMES = dict(zip(combinations(HOUSE, 2), (times for row in HOUSE_ROWS for times in row), strict=True))

# "Analytic hierarchy process - leader example", Wikipedia: three candidates, four criteria.
LEADER_TIMES = {
    ("experience", "education"): 4,
    ("experience", "charisma"): 3,
    ("experience", "age"): 7,
    ("education", "charisma"): 1 / 3,
    ("education", "age"): 3,
    ("charisma", "age"): 5,
}
CANDIDATES = {
    "Tom": {"experience": 0.217, "education": 0.188, "charisma": 0.743, "age": 0.265},
    "Dick": {"experience": 0.717, "education": 0.081, "charisma": 0.194, "age": 0.672},
    "Harry": {"experience": 0.066, "education": 0.731, "charisma": 0.063, "age": 0.063},
}


def judged(times: dict[tuple[str, str], float], scores: dict[str, dict[str, float]]) -> Row:
    """A request with the judgements turned so that each is 1 or more."""
    names = list(dict.fromkeys(name for pair in times for name in pair))
    judgements = [
        {"criterion": one, "over": two, "times": ratio}
        if ratio >= 1
        else {"criterion": two, "over": one, "times": round(1 / ratio)}
        for (one, two), ratio in times.items()
    ]
    return {
        "as_of": "2026-11-23",
        "options": list(scores),
        "criteria": [{"name": name, "scale_max": 1} for name in names],
        "judgements": judgements,
        "scores": [
            {"option": option, "criterion": name, "score": value, "rationale": "published"}
            for option, row in scores.items()
            for name, value in row.items()
        ],
    }


def house(times: dict[tuple[str, str], float]) -> Row:
    return judged(times, {"A": dict.fromkeys(HOUSE, 0.5), "B": dict.fromkeys(HOUSE, 0.4)})


def test_the_leader_example_comes_out_as_published() -> None:
    """Weights .547, .127, .270, .056 and priorities .358, .493, .149, to the published digits."""
    request = judged(LEADER_TIMES, CANDIDATES)
    weights = [weight.in_total_pct for weight in answer_to(request).weights]
    assert weights == pytest.approx([54.7, 12.7, 27.0, 5.6], abs=0.1)
    assert points(request) == pytest.approx({"Dick": 49.3, "Tom": 35.8, "Harry": 14.9}, abs=0.1)


def test_the_house_example_comes_out_as_published() -> None:
    """Eigenvalue 9.669, ratio 0.169 and the published priorities: too inconsistent to use."""
    answer = answer_to(house(HOUSE_TIMES))
    (group,) = answer.consistency
    weights = [weight.in_total_pct for weight in answer.weights]
    assert (group.largest_eigenvalue, group.ratio) == pytest.approx((9.669, 0.169), abs=5e-4)
    assert not group.acceptable
    assert weights == pytest.approx([17.3, 5.4, 18.8, 1.8, 3.1, 3.6, 16.7, 33.3], abs=0.1)


def test_the_judgement_that_breaks_the_house_example_is_the_one_saaty_names() -> None:
    """Neighbourhood over condition, 6 times; said the other way, 1/2, the ratio falls to 0.083.

    Saaty 2003, European Journal of Operational Research 145, 85-91, with 1.40 for the random index of eight.
    """
    worst = answer_to(house(HOUSE_TIMES)).consistency[0].suspects[0]
    assert (worst.criterion, worst.over, worst.said_times) == ("neighbourhood", "condition", 6)
    (mended,) = answer_to(house(HOUSE_TIMES | {("neighbourhood", "condition"): 1 / 2})).consistency
    assert mended.ratio * 1.41 / 1.40 == pytest.approx(0.083, abs=5e-4)
    assert mended.acceptable
    assert mended.suspects == ()


@pytest.mark.parametrize(
    ("size", "index"),
    [
        (3, 0.58), (4, 0.90), (5, 1.12), (6, 1.24), (7, 1.32), (8, 1.41), (9, 1.45),
        (10, 1.49), (11, 1.51), (12, 1.48), (13, 1.56), (14, 1.57), (15, 1.59),
    ],
)  # fmt: skip
def test_the_random_index_is_the_published_one(size: int, index: float) -> None:
    """Saaty 1980, table of random indices: an eigenvalue as of random judgements has ratio 1."""
    assert consistency_ratio(size + (size - 1) * index, size) == pytest.approx(1)


@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_criteria_cannot_contradict_each_other(size: int) -> None:
    """Their random index is 0, and so is their ratio."""
    assert consistency_ratio(size, size) == 0


@pytest.mark.parametrize("case", GOLDEN)
def test_weights_agree_with_an_established_library(case: Row) -> None:
    """However contradictory the judgements, the weights are pymcdm's."""
    assert principal_eigenvector(case["matrix"])[0] == pytest.approx(case["weights"], abs=1e-9)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=15))
def test_judgements_that_agree_give_back_the_weights_they_came_from(importance: list[int]) -> None:
    """Perfectly consistent judgements have ratio 0."""
    matrix = [[one / other for other in importance] for one in importance]
    weights, eigenvalue = principal_eigenvector(matrix)
    assert weights == pytest.approx([one / sum(importance) for one in importance], abs=1e-9)
    assert consistency_ratio(eigenvalue, len(importance)) == pytest.approx(0, abs=1e-9)


def test_a_contradiction_is_said_on_the_page_with_the_judgement_to_revise() -> None:
    """The reader learns at the top that there is one, and at the end which."""
    page = answer_to(house(HOUSE_TIMES)).markdown("en")
    assert "judgements contradict each other" in page
    assert "neighbourhood over condition, said 6 times" in page


def test_weights_given_on_any_scale_mean_their_share() -> None:
    """30, 20, 50 and 3, 2, 5 are the same comparison."""
    scores = {"A": [1, 5, 9], "B": [9, 5, 2]}
    assert answer_to(request_of(scores, [30, 20, 50])) == answer_to(request_of(scores, [3, 2, 5]))
