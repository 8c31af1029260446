"""Shares of the weight space, and removal of an option."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.samples import Row, answer_to, closeness, grid, request_of, requests, score
from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.reversals import reversals
from it_advisor.comparison.weight_space import WeightSpace, chance_of_more, error_pct_points, weight_space


def space_of(request: Row, seed: int) -> WeightSpace:
    return weight_space(ComparisonRequest.model_validate(request).criteria, grid(request), seed)


VALUES = st.integers(0, 100).map(lambda whole: whole / 100)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8)


def test_two_criteria_cross_where_the_line_says() -> None:
    """A is 0.3 better on the first, B 0.1 on the second: A leads while the first weighs over a quarter."""
    assert chance_of_more([0.8, 0.4], [0.5, 0.5]) == pytest.approx(0.75)


@given(PAIRS)
def test_what_one_option_does_not_win_the_other_does(pairs: list[tuple[float, float]]) -> None:
    """The shares of two options sum to 100 %."""
    one, other = zip(*pairs, strict=True)
    assert chance_of_more(one, other) + chance_of_more(other, one) == pytest.approx(1)


@pytest.mark.parametrize("seed", range(8))
def test_the_exact_share_is_what_drawing_weights_comes_to(seed: int) -> None:
    """20,000 drawn sets of weights are within 1.5 points of the exact share."""
    random = Random(seed)
    gains = [random.uniform(-1, 1) for _ in range(random.randint(2, 9))]
    drawn = 0
    for _ in range(20_000):
        drawn += sum(random.expovariate(1) * gain for gain in gains) > 0
    assert chance_of_more(gains, [0.0] * len(gains)) == pytest.approx(drawn / 20_000, abs=0.015)


def test_two_options_are_exact_and_three_say_the_size_of_their_sample() -> None:
    """A reader can tell a computed share from an estimated one, and how good the estimate is."""
    two = answer_to(request_of({"A": [8, 4], "B": [5, 5]}, [1, 1])).robustness.weight_space
    three = answer_to(request_of({"A": [8, 4], "B": [5, 5], "C": [0, 0]}, [1, 1])).robustness.weight_space
    assert two and three
    assert (two.method, two.draws, two.wins_pct["A"]) == ("exact", 0, 75.0)
    assert (three.method, three.draws, three.wins_pct["C"]) == ("sample", 10_000, 0.0)
    assert three.wins_pct["A"] == pytest.approx(75.0, abs=2 * three.error_pct_points)


def test_the_same_seed_draws_the_same_sample_in_whatever_order_things_are_written() -> None:
    """Nobody can shop for a better share by moving rows; another seed moves it within the stated error."""
    request = request_of({"A": [8, 4, 1], "B": [5, 5, 5], "C": [1, 6, 6]}, [1, 1, 1])
    turned = request | {key: request[key][::-1] for key in ("options", "criteria", "scores")}
    one, same, other = (space_of(r, seed) for r, seed in ((request, 1), (turned, 1), (request, 2)))
    assert same.wins_pct == pytest.approx(one.wins_pct)
    assert other.wins_pct != one.wins_pct
    assert other.wins_pct == pytest.approx(one.wins_pct, abs=2 * one.error_pct_points)


@given(requests())
def test_a_reversal_that_is_reported_happens_and_one_that_happens_is_reported(request_: Row) -> None:
    """Taking the option out turns some pair's TOPSIS order round exactly where the answer says so."""
    before, found = closeness(request_), {one.removed: (one.rises, one.falls) for one in reversals(grid(request_))}
    for removed in request_["options"]:
        after = closeness_without(request_, removed)
        turned = {(b, a) for a in after for b in after if before[a] > before[b] and after[a] < after[b]}
        assert (removed in found) == bool(turned)
        assert not turned or found[removed] in turned


def closeness_without(request: Row, removed: str) -> dict[str, float]:
    if len(request["options"]) < 3:
        return {}
    rest = {
        "options": [option for option in request["options"] if option != removed],
        "scores": [row for row in request["scores"] if row["option"] != removed],
    }
    return closeness(request | rest)


def test_an_option_nobody_would_choose_can_turn_topsis_round_and_that_is_said() -> None:
    """The known weakness of TOPSIS is shown where it strikes."""
    request = request_of({"A": [2, 10], "B": [6, 4], "C": [2, 1]}, [1, 1])
    answer = answer_to(request)
    assert [(one.removed, one.rises, one.falls) for one in answer.robustness.reversals] == [("C", "B", "A")]
    assert "Without C, TOPSIS puts B above A" in answer.markdown("en")


def test_a_tie_that_a_removal_makes_is_no_reversal() -> None:
    """Without C, A and B are level; neither has passed the other."""
    request = request_of({"A": [8, 2], "B": [2, 8], "C": [10, 0]}, [1, 1])
    assert closeness(request)["A"] != closeness(request)["B"]
    assert closeness_without(request, "C")["A"] == closeness_without(request, "C")["B"]
    assert "C" not in {one.removed for one in reversals(grid(request))}


def test_options_that_are_alike_share_what_they_win() -> None:
    """Twins take half each, and the shares still sum to 100 %."""
    space = space_of(request_of({"A": [8, 4], "B": [8, 4], "C": [0, 0]}, [1, 1]), 1)
    assert space.wins_pct == pytest.approx({"A": 50, "B": 50, "C": 0})
    assert chance_of_more([0.8, 0.4], [0.8, 0.4]) == 0.5


@pytest.mark.parametrize("options", [{"A": [8, 4], "B": [5, 5]}, {"A": [8, 4], "B": [5, 5], "C": [0, 0]}])
def test_a_criterion_split_into_parts_weighs_no_more_than_before(options: dict[str, list[float]]) -> None:
    """Weights are drawn group by group: five equal parts of c0 leave A where it was, at 75 %."""
    request = request_of(options, [1, 1])
    parts = [{"name": f"part {n}", "parent": "c0", "weight": 1} for n in range(5)]
    rows = [row for row in request["scores"] if row["criterion"] != "c0"]
    rows += [score(option, part["name"], row[0]) for option, row in options.items() for part in parts]
    split = request | {"criteria": [*request["criteria"], *parts], "scores": rows}
    space = space_of(split, 1)
    assert (space.method, space.draws) == ("sample", 10_000)
    assert space.wins_pct["A"] == pytest.approx(75, abs=1.5 * space.error_pct_points)


@pytest.mark.parametrize(("draws", "points"), [(1, 98), (400, 4.9), (9_604, 1), (10_000, 1)])
def test_the_error_of_a_sample_is_that_of_a_share_of_one_half(draws: int, points: float) -> None:
    """1.96 x √(0.25 ÷ n), in per cent: the size known from opinion polls."""
    assert error_pct_points(draws) == points


def test_the_leader_under_fewer_weightings_is_said_to_be_one() -> None:
    """A leads by the weights as set, B by most others: the first lines say so."""
    request = request_of({"A": [10, 4, 4], "B": [7, 8, 8], "C": [0, 0, 0]}, [8, 1, 1])
    answer = answer_to(request)
    assert answer.winners == ("A",)
    assert "Were the weights open, B would come first more often" in answer.markdown("en")
    assert "B 居首的可能更大" in answer.markdown("zh")


def test_two_hundred_options_on_fifty_criteria_take_under_a_second() -> None:
    """Everything in the answer and the page, from checked rows."""
    random = Random(1)
    names = [f"o{at}" for at in range(200)]
    request = request_of({name: [random.uniform(0, 10) for _ in range(50)] for name in names}, [1] * 50)
    start = process_time()
    answer_to(request).markdown("zh")
    assert process_time() - start < 1
