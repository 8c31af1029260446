"""What is refused, where, and in which words."""

from collections.abc import Callable
from copy import deepcopy
from time import process_time

import pytest
from pydantic import ValidationError

from comparison.samples import Row, request_of, score
from it_advisor.comparison import ComparisonRequest
from it_advisor.problems import problems

GOOD = request_of({"A": [9, 9], "B": [5, 5]}, [1, 1])
GATE = {"option": "A", "gate": "G", "result": "pass", "evidence": "seen"}


def refused(request: Row) -> tuple[str, str, str]:
    """The field that is named first, and the words in English and Chinese, as every door tells them."""
    with pytest.raises(ValidationError) as caught:
        ComparisonRequest.model_validate(request)
    field, words = next(problems(caught.value, ComparisonRequest))
    return field, words.en, words.zh


def put(*path: object) -> Callable[[Row], None]:
    """Sets a value: put("scores", 0, "score", nan)."""
    *way, last, value = path

    def change(request: Row) -> None:
        place = request
        for step in way:
            place = place[step]  # type: ignore[index]
        place[last] = value  # type: ignore[index]

    return change


def criteria(*rows: Row) -> Callable[[Row], None]:
    return put("criteria", list(rows))


BOUNDS: list[tuple[Callable[[Row], None], str]] = [
    (put("options", ["A"]), "options"),
    (put("options", [f"o{at}" for at in range(201)]), "options"),
    (put("options", 0, ""), "options.0"),
    (put("options", 0, "x" * 121), "options.0"),
    (put("criteria", []), "criteria"),
    (put("criteria", 0, "weight", 0), "criteria.0.weight"),
    (put("criteria", 0, "weight", -1), "criteria.0.weight"),
    (put("criteria", 0, "weight", float("nan")), "criteria.0.weight"),
    (put("criteria", 0, "weight", float("inf")), "criteria.0.weight"),
    (put("criteria", 0, "scale_max", 1e300), "criteria.0.scale_max"),
    (put("scores", []), "scores"),
    (put("scores", 0, "score", float("nan")), "scores.0.score"),
    (put("scores", 0, "score", float("-inf")), "scores.0.score"),
    (put("scores", 0, "rationale", " "), "scores.0.rationale"),
    (put("scores", 0, "evidence_kind", "hearsay"), "scores.0.evidence_kind"),
    (put("scores", 0, "evidence_date", "soon"), "scores.0.evidence_date"),
    (put("judgements", [{"criterion": "c0", "over": "c1", "times": 0.5}]), "judgements.0.times"),
    (put("judgements", [{"criterion": "c0", "over": "c1", "times": float("nan")}]), "judgements.0.times"),
    (put("as_of", None), "as_of"),
    (put("seed", -1), "seed"),
    (put("colour", "red"), "colour"),
]


@pytest.mark.parametrize(("change", "field"), BOUNDS)
def test_a_value_out_of_bounds_is_refused_at_its_own_field(change: Callable[[Row], None], field: str) -> None:
    """Whoever wrote the request is told which value, down to the row."""
    request = deepcopy(GOOD)
    change(request)
    assert refused(request)[0] == field


REFUSALS: list[tuple[Callable[[Row], None], str, str, str]] = [
    (put("options", ["A", "B", "A"]), "options.2", "the same as options.0: A", "与 options.0 重复：A"),
    (
        criteria({"name": "c0", "weight": 1}, {"name": "c0", "weight": 1}),
        "criteria.1.name",
        "'c0' is the name of criteria.0 already",
        "“c0”已是 criteria.0",
    ),
    (
        criteria({"name": "c0", "weight": 1}, {"name": "c1", "weight": 1, "parent": "x"}),
        "criteria.1.parent",
        "no criterion is named 'x'",
        "没有名为“x”的准则",
    ),
    (
        criteria({"name": "c9"}, {"name": "c0", "parent": "c1"}, {"name": "c1", "parent": "c0"}),
        "criteria.1.parent",
        "in a circle: c0, c1",
        "互为上级：c0、c1",
    ),
    (put("criteria", 0, "scale_min", 10), "criteria.0", "scale_min must be below scale_max", "必须小于"),
    (put("criteria", 1, "weight", None), "criteria.1.weight", "'c1' has none; give it", "“c1”没有权重"),
    (
        put("judgements", [{"criterion": "c0", "over": "c1", "times": 3}]),
        "criteria.0.weight",
        "use one of the two",
        "请只用一种",
    ),
    (
        put("judgements", [{"criterion": "c0", "over": "c9", "times": 3}]),
        "judgements.0",
        "'c0' and 'c9' are not two criteria under the same parent",
        "不是同一上级下",
    ),
    (put("gates", [GATE, GATE]), "gates.1", "the same as gates.0: A / G", "与 gates.0 重复"),
    (put("gates", [GATE | {"option": "Z"}]), "gates.0.option", "'Z' is not one of", "没有“Z”"),
    (put("gates", [GATE | {"evidence": None}]), "gates.0", "needs its evidence", "必须写明 evidence"),
    (
        put("scores", 1, "option", "Z"),
        "scores.1.option",
        "'Z' is not one of the names that can stand here: A, B",
        "A、B",
    ),
    (put("scores", 1, "criterion", "c9"), "scores.1.criterion", "'c9' is not one of", "没有“c9”"),
    (put("scores", 1, GOOD["scores"][0]), "scores.1", "the same as scores.0: A / c0", "与 scores.0 重复"),
    (put("scores", 1, "score", 10.5), "scores.1.score", "10.5 is off the scale of 'c1', 0 to 10", "超出评分范围"),
    (put("scores", 1, "evidence_date", "2026-11-24"), "scores.1.evidence_date", "2026-11-24 is after as_of", "晚于"),
    (put("gates", [GATE | {"evidence_date": "2027-01-01"}]), "gates.0.evidence_date", "2027-01-01 is after", "晚于"),
    (put("weights_set_on", "2027-01-01"), "weights_set_on", "2027-01-01 is after as_of", "晚于"),
]


@pytest.mark.parametrize(("change", "field", "english", "chinese"), REFUSALS)
def test_what_does_not_fit_together_is_refused_in_both_languages(
    change: Callable[[Row], None], field: str, english: str, chinese: str
) -> None:
    """The field is named down to the row, counted from 0, and the words say what is wrong with it."""
    request = deepcopy(GOOD)
    change(request)
    where, en, zh = refused(request)
    assert where == field
    assert english in en
    assert chinese in zh


def test_judgements_that_leave_pairs_out_are_refused_with_the_pairs() -> None:
    """What is still to be judged can be copied from the message."""
    names = [{"name": f"c{at}"} for at in range(3)]
    judgements = [{"criterion": "c0", "over": "c1", "times": 3}]
    _, en, zh = refused(GOOD | {"criteria": names, "judgements": judgements})
    assert "not yet judged: c0 / c2; c1 / c2" in en
    assert "尚未比较：c0 / c2；c1 / c2" in zh


def test_a_pair_judged_twice_is_refused() -> None:
    """Two answers to one question cannot both hold."""
    twice = [{"criterion": "c0", "over": "c1", "times": 3}, {"criterion": "c1", "over": "c0", "times": 2}]
    request = GOOD | {"criteria": [{"name": "c0"}, {"name": "c1"}], "judgements": twice}
    assert refused(request)[:2] == ("judgements.1", "c0 / c1 is judged already by judgements.0; leave one out")


def test_every_missing_weight_is_named_at_its_own_criterion() -> None:
    """Where no judgements were sent, none are spoken of as the field at fault."""
    rows = [{"name": "c0"}, {"name": "c1", "weight": 1}, {"name": "c2"}]
    with pytest.raises(ValidationError) as caught:
        ComparisonRequest.model_validate(GOOD | {"criteria": rows})
    assert [problem.field for problem in problems(caught.value)] == ["criteria.0.weight", "criteria.2.weight"]


def test_a_stranger_among_the_judgements_is_not_told_as_a_pair_left_out() -> None:
    """What only follows from another mistake is not told beside it."""
    rows = [{"criterion": "c0", "over": "c9", "times": 3}]
    with pytest.raises(ValidationError) as caught:
        ComparisonRequest.model_validate(GOOD | {"criteria": [{"name": "c0"}, {"name": "c1"}], "judgements": rows})
    assert [problem.field for problem in problems(caught.value)] == ["judgements.0"]


def test_too_many_criteria_to_judge_in_pairs_are_to_be_grouped() -> None:
    """Beyond fifteen there is no random index, and nobody judges 120 pairs with care."""
    names = [{"name": f"c{at}"} for at in range(16)]
    judgements = [{"criterion": "c0", "over": "c1", "times": 3}]
    assert "at most 15 criteria" in refused(GOOD | {"criteria": names, "judgements": judgements})[1]


def test_thirty_thousand_scores_are_the_most_and_one_more_is_refused_at_once() -> None:
    """A wrong file is turned away in bounded time, its field named."""
    rows = [score("A", "c0", 5, scorer=f"s{at}") for at in range(30_001)]
    start = process_time()
    field, message, _ = refused(GOOD | {"scores": rows})
    assert (field, "30000" in message) == ("scores", True)
    assert "at most 50" in refused(GOOD | {"scores": rows[:30_000]})[1]
    assert process_time() - start < 2
