"""What would change who comes first."""

from hypothesis import assume, given
from hypothesis import strategies as st

from comparison.samples import Row, answer_to, grid, points, request_of, requests
from it_advisor.comparison import ComparisonRequest
from it_advisor.comparison.flips import ScoreFlip, WeightFlip, score_flips, weight_flips
from it_advisor.comparison.pairwise import group_weights

NUDGE = 1e-3


@st.composite
def trees(draw: st.DrawFn) -> Row:
    """The criteria of a request, some of them parts of a group."""
    request = draw(requests())
    in_group = draw(st.lists(st.booleans(), min_size=len(request["criteria"]), max_size=len(request["criteria"])))
    for criterion, inside in zip(request["criteria"], in_group, strict=True):
        criterion["parent"] = "group" if inside else None
    if any(in_group):
        request["criteria"] = [*request["criteria"], {"name": "group", "weight": draw(st.integers(1, 9))}]
    return request


def flips_of(request: Row) -> tuple[WeightFlip, ...]:
    checked = ComparisonRequest.model_validate(request)
    in_group = group_weights(checked.criteria, checked.judgements)
    return weight_flips(checked.criteria, in_group, grid(request))


def with_weight(request: Row, flip: WeightFlip, weight_pct: float) -> Row:
    """The criterion at this share of its group, its siblings in their old proportions."""
    siblings = [c["weight"] for c in request["criteria"] if c.get("parent") == flip.parent]
    own = next(c["weight"] for c in request["criteria"] if c["name"] == flip.criterion)
    rest = (sum(siblings) - own) * weight_pct / (100 - weight_pct)
    changed = [c | ({"weight": rest} if c["name"] == flip.criterion else {}) for c in request["criteria"]]
    return request | {"criteria": changed}


def with_score(request: Row, flip: ScoreFlip, value: float) -> Row:
    cell = (flip.option, flip.criterion)
    rows = [row | ({"score": value} if (row["option"], row["criterion"]) == cell else {}) for row in request["scores"]]
    return request | {"scores": rows}


def leaders(request: Row) -> set[str]:
    marks = points(request)
    return {option for option, mark in marks.items() if mark == max(marks.values())}


@given(trees(), st.data())
def test_a_weight_just_past_its_flip_changes_the_winner_and_just_before_does_not(
    request_: Row, data: st.DataObject
) -> None:
    """The change that is given is enough, and no smaller one would be; for groups and for their parts."""
    flips = [flip for flip in flips_of(request_) if flip.flips_at_pct is not None]
    assume(flips)
    flip = data.draw(st.sampled_from(flips))
    assert flip.flips_at_pct is not None and flip.change_pct_points is not None
    step = NUDGE if flip.change_pct_points > 0 else -NUDGE
    before, after = flip.flips_at_pct - step, flip.flips_at_pct + step
    assume(min(before, after) > 0 and max(before, after) < 100)
    assert leaders(with_weight(request_, flip, before)) == leaders(request_)
    assert leaders(with_weight(request_, flip, after)) <= set(flip.winners)


@given(trees(), st.data())
def test_a_weight_without_a_flip_never_changes_the_winner(request_: Row, data: st.DataObject) -> None:
    """'Changes nothing from 0 to 100 %' is true of every share in between."""
    flips = [flip for flip in flips_of(request_) if flip.flips_at_pct is None]
    assume(flips)
    changed = with_weight(request_, data.draw(st.sampled_from(flips)), data.draw(st.floats(0.1, 99.9)))
    assert leaders(changed) == leaders(request_)


@given(requests(), st.data())
def test_a_score_just_past_its_flip_changes_the_winner_and_just_before_does_not(
    request_: Row, data: st.DataObject
) -> None:
    """The change that is given is enough, and no smaller one would be."""
    flips = score_flips(grid(request_))
    assume(flips)
    flip = data.draw(st.sampled_from(flips))
    step = NUDGE if flip.change > 0 else -NUDGE
    assume(0 <= flip.flips_at + step <= 10)
    assert leaders(with_score(request_, flip, flip.flips_at - step)) == leaders(request_)
    assert leaders(with_score(request_, flip, flip.flips_at + step)) == set(flip.winners)


@given(requests(), st.data())
def test_a_score_that_is_not_listed_can_take_any_value(request_: Row, data: st.DataObject) -> None:
    """The list is complete: no other single score changes the winner."""
    first = leaders(request_)
    assume(len(first) == 1)
    listed = {(flip.option, flip.criterion) for flip in score_flips(grid(request_))}
    others = [row for row in request_["scores"] if (row["option"], row["criterion"]) not in listed]
    assume(others)
    row = data.draw(st.sampled_from(others))
    changed = request_ | {
        "scores": [one | ({"score": data.draw(st.integers(0, 10))} if one is row else {}) for one in request_["scores"]]
    }
    assert leaders(changed) == first


def test_the_smallest_changes_come_out_as_by_hand() -> None:
    """A 8,4 and B 5,6 at 60:40 give 64 and 54; level where 3t = 2(1-t), so at 40 %."""
    answer = answer_to(request_of({"A": [8, 4], "B": [5, 6]}, [60, 40]))
    assert [(f.criterion, f.flips_at_pct, f.winners) for f in answer.robustness.weight_flips] == [
        ("c0", 40.0, ("B",)),
        ("c1", 60.0, ("B",)),
    ]
    moves = {(flip.option, flip.criterion): flip.change for flip in answer.robustness.score_flips}
    assert moves == {("A", "c0"): -1.666667, ("B", "c0"): 1.666667, ("A", "c1"): -2.5, ("B", "c1"): 2.5}


def test_a_weight_at_its_very_end_that_only_ties_is_no_flip() -> None:
    """Level at 100 % of c0 and behind everywhere else, B never leads."""
    flips = flips_of(request_of({"A": [8, 6], "B": [8, 5]}, [1, 1]))
    assert [(flip.criterion, flip.flips_at_pct, flip.winners) for flip in flips] == [("c0", None, ()), ("c1", None, ())]


def test_a_leader_that_nothing_single_can_catch_is_said_to_be_one() -> None:
    """Better on everything by far: the page says so instead of showing empty tables."""
    page = answer_to(request_of({"A": [10, 10], "B": [0, 0]}, [1, 1])).markdown("en")
    assert "No change of a single weight changes who comes first." in page
    assert "No change of a single score changes who comes first." in page
