"""Small comparisons the tests start from."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from it_advisor.comparison import Comparison, ComparisonRequest, compare
from it_advisor.comparison.criteria import scored, total_weights
from it_advisor.comparison.pairwise import group_weights
from it_advisor.comparison.scores import Grid, cells_of, grid_of
from it_advisor.comparison.standing import Standing, standings

Row = dict[str, Any]


def request_of(scores: Mapping[str, Sequence[float]], weights: Sequence[float], **more: object) -> Row:
    """Options with scores of 0-10 on criteria c0, c1, …, each score shown in a proof of concept."""
    return {
        "as_of": "2026-11-23",
        "options": list(scores),
        "criteria": [{"name": f"c{at}", "weight": weight} for at, weight in enumerate(weights)],
        "scores": [score(option, f"c{at}", value) for option, row in scores.items() for at, value in enumerate(row)],
        **more,
    }


def score(option: str, criterion: str, value: float, **more: object) -> Row:
    proof = {"evidence_kind": "proof-of-concept", "evidence_date": "2026-11-01"}
    return {"option": option, "criterion": criterion, "score": value, "rationale": "seen", **proof, **more}


def answer_to(request: Row) -> Comparison:
    return compare(ComparisonRequest.model_validate(request))


def grid(request: Row) -> Grid:
    """Every option's scores as numbers: what rankings and robustness are computed from."""
    checked = ComparisonRequest.model_validate(request)
    weights = total_weights(checked.criteria, group_weights(checked.criteria, checked.judgements))
    return grid_of(checked.options, scored(checked.criteria), weights, cells_of(checked.scores))


def ranking(request: Row) -> dict[str, Standing]:
    return {standing.option: standing for standing in standings(grid(request), ())}


def points(request: Row) -> dict[str, float]:
    return {option: standing.points for option, standing in ranking(request).items()}


def closeness(request: Row) -> dict[str, float]:
    return {option: standing.topsis_closeness for option, standing in ranking(request).items()}


@st.composite
def requests(draw: st.DrawFn, options: int = 6, criteria: int = 6) -> Row:
    """Whole-number scores, so that ties happen; on some criteria the lower is the better."""
    columns = draw(st.integers(1, criteria))
    row = st.lists(st.integers(0, 10), min_size=columns, max_size=columns)
    names = [f"o{at}" for at in range(draw(st.integers(2, options)))]
    weights = draw(st.lists(st.integers(1, 9), min_size=columns, max_size=columns))
    request = request_of({name: draw(row) for name in names}, weights)
    for criterion in request["criteria"]:
        criterion["better"] = draw(st.sampled_from(["higher", "lower"]))
    return request
