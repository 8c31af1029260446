"""The two rankings: weighted sum and TOPSIS."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.samples import Row, answer_to, closeness, grid, points, ranking, request_of, requests, score
from it_advisor.comparison import reversals
from it_advisor.comparison.reversals import is_neutral

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))["rankings"]

# C. L. Hwang, K. Yoon, Multiple Attribute Decision Making, Springer, 1981: choosing a fighter aircraft.
AIRCRAFT = {
    "weights": [0.2, 0.1, 0.1, 0.1, 0.2, 0.3],
    "signs": [1, 1, 1, -1, 1, 1],
    "tops": [10, 10_000, 100_000, 10, 10, 10],
    "scores": [
        [2.0, 1500, 20_000, 5.5, 5, 9],
        [2.5, 2700, 18_000, 6.5, 3, 5],
        [1.8, 2000, 21_000, 4.5, 7, 7],
        [2.2, 1800, 20_000, 5.0, 5, 5],
    ],
}


def request_for(problem: Row) -> Row:
    scores = {f"A{at}": row for at, row in enumerate(problem["scores"], 1)}
    request = request_of(scores, problem["weights"])
    for criterion, sign, top in zip(request["criteria"], problem["signs"], problem["tops"], strict=True):
        criterion |= {"scale_max": top, "better": "higher" if sign > 0 else "lower"}
    return request


def test_topsis_gives_the_published_closeness() -> None:
    """0.643, 0.268, 0.613, 0.312, a criterion where lower is better among them."""
    published = {"A1": 0.643, "A2": 0.268, "A3": 0.613, "A4": 0.312}
    assert closeness(request_for(AIRCRAFT)) == pytest.approx(published, abs=1e-3)


@pytest.mark.parametrize("problem", GOLDEN)
def test_both_rankings_agree_with_an_established_library(problem: Row) -> None:
    """TOPSIS and, for the weighted sum on declared scales, SPOTIS of pymcdm."""
    request = request_for(problem)
    ours, close = points(request), closeness(request)
    assert [ours[option] for option in request["options"]] == pytest.approx(
        [100 * (1 - mark) for mark in problem["spotis"]], abs=1e-5
    )
    assert [close[option] for option in request["options"]] == pytest.approx(problem["topsis"], abs=1e-5)


@given(requests(), st.data())
def test_an_option_better_on_everything_is_placed_higher(request_: Row, data: st.DataObject) -> None:
    """Whatever the weights, by either method."""
    ends = [(c["name"], (10, 0) if c["better"] == "higher" else (0, 10)) for c in request_["criteria"]]
    best = [score("best", name, end) for name, (end, _) in ends]
    worst = [score("worst", name, end) for name, (_, end) in ends]
    request_ |= {"options": [*request_["options"], "best", "worst"], "scores": request_["scores"] + best + worst}
    place = {one.option: (one.place, one.topsis_place) for one in ranking(request_).values()}
    assert place["best"] == (1, 1)
    assert place["worst"][0] > 1
    assert place["worst"][1] > 1
    other = data.draw(st.sampled_from(request_["options"]))
    assert place["best"] <= place[other] <= place["worst"]


@given(requests(), st.integers(2, 1_000))
def test_another_unit_changes_nothing(request_: Row, factor: int) -> None:
    """Scores and scale in thousands or in ones: the same points and the same closeness."""
    scaled = request_ | {
        "criteria": [criterion | {"scale_max": 10 * factor} for criterion in request_["criteria"]],
        "scores": [row | {"score": row["score"] * factor} for row in request_["scores"]],
    }
    assert points(scaled) == pytest.approx(points(request_), abs=1e-5)
    assert closeness(scaled) == pytest.approx(closeness(request_), abs=1e-5)


@given(requests(), st.integers(-500, 500))
def test_a_moved_zero_changes_no_points(request_: Row, offset: int) -> None:
    """The weighted sum reads a scale from its ends; TOPSIS does not promise this."""
    moved = request_ | {
        "criteria": [c | {"scale_min": offset, "scale_max": 10 + offset} for c in request_["criteria"]],
        "scores": [row | {"score": row["score"] + offset} for row in request_["scores"]],
    }
    assert points(moved) == pytest.approx(points(request_), abs=1e-5)


@given(requests(), st.data())
def test_order_of_rows_options_and_criteria_changes_nothing(request_: Row, data: st.DataObject) -> None:
    """The same comparison written down in another order is the same answer."""
    shuffled = request_ | {key: data.draw(st.permutations(request_[key])) for key in ("options", "criteria", "scores")}
    assert points(shuffled) == pytest.approx(points(request_), abs=1e-5)
    assert closeness(shuffled) == pytest.approx(closeness(request_), abs=1e-5)


@given(requests())
def test_new_names_change_nothing(request_: Row) -> None:
    """An option is judged by its scores, not by its name; the check in the answer says so too."""
    names = {option: f"z{9 - at}" for at, option in enumerate(request_["options"])}
    renamed = request_ | {
        "options": list(names.values()),
        "scores": [row | {"option": names[row["option"]]} for row in request_["scores"]],
    }
    assert {names[option]: mark for option, mark in points(request_).items()} == points(renamed)
    assert is_neutral(grid(request_)) and is_neutral(grid(renamed))


@pytest.mark.parametrize("broken", ["weighted_sums", "closeness"])
def test_a_method_that_looked_at_the_order_would_be_found_out(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that is printed with every answer can fail, for either ranking."""
    fair = grid(request_of({"A": [9, 1], "B": [9, 1], "C": [0, 0]}, [1, 1]))
    assert is_neutral(fair)
    monkeypatch.setattr(reversals, broken, lambda one: [-float(at) for at in range(len(one.options))])
    assert not is_neutral(fair)


def test_a_tie_is_said_as_a_tie() -> None:
    """Two options with equal points share first place, in the facts and on both pages; no winner is made up."""
    answer = answer_to(request_of({"A": [8, 2], "B": [2, 8], "C": [1, 1]}, [1, 1]))
    assert answer.winners == ("A", "B")
    assert [standing.place for standing in answer.ranking] == [1, 1, 3]
    assert answer.lead_points == 0
    assert answer.robustness.weight_flips == answer.robustness.score_flips == ()
    assert "**A, B** **tie for first**" in answer.markdown("en")
    assert "并列第一" in answer.markdown("zh")


def test_where_the_methods_differ_the_criteria_that_speak_for_each_are_named() -> None:
    """A leads by the sum on what weighs most; TOPSIS follows the criterion the options lie furthest apart on."""
    answer = answer_to(request_of({"A": [9, 1], "B": [6, 5]}, [6, 4]))
    (one,) = answer.differences
    assert (one.ahead_by_sum, one.mainly_on, one.ahead_by_topsis, one.topsis_mainly_on) == ("A", "c0", "B", "c1")
    assert "TOPSIS puts B first" in answer.markdown("en")
