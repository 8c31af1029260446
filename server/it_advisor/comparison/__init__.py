"""Options compared: must-haves first, then weighted scores, and what would change the result."""

from collections.abc import Sequence
from typing import Any

from it_advisor.comparison.answer import Comparison
from it_advisor.comparison.criteria import scored, total_weights, weights
from it_advisor.comparison.gates import verdicts
from it_advisor.comparison.pairwise import consistencies, group_weights
from it_advisor.comparison.panel import panel
from it_advisor.comparison.ranking import differences, opposites
from it_advisor.comparison.request import ComparisonRequest
from it_advisor.comparison.robustness import robustness
from it_advisor.comparison.scores import Grid, Shortfall, cells_of, gaps, grid_of, shortfalls
from it_advisor.comparison.standing import lead_points, standings
from it_advisor.text import answer_language

__all__ = ["Comparison", "ComparisonRequest", "compare"]


def compare(request: ComparisonRequest) -> Comparison:
    """The whole answer, from the request alone: the same request gives the same answer."""
    in_group = group_weights(request.criteria, request.judgements)
    gates, cells = verdicts(request.options, request.gates), cells_of(request.scores)
    left = [verdict.option for verdict in gates if verdict.result != "fail"]
    grid = grid_of(left, scored(request.criteria), total_weights(request.criteria, in_group), cells)
    return Comparison(
        language=answer_language(request.language, *request.options, *(each.name for each in request.criteria)),
        as_of=request.as_of,
        gates=gates,
        weights=weights(request.criteria, in_group),
        weights_changed_after_scoring=request.weights_changed_after_scoring,
        consistency=consistencies(request.criteria, request.judgements),
        robustness=robustness(request.criteria, in_group, grid, request.seed),
        panel=panel(grid, request.scores, cells),
        **_ranked(grid, shortfalls(grid, cells, request.as_of)),
    )


def _ranked(grid: Grid, weak: Sequence[Shortfall]) -> dict[str, Any]:
    """Who stands where, and what the two methods and the evidence leave open."""
    ranking, opposite = standings(grid, weak), opposites(grid)
    return {
        "ranking": ranking,
        "winners": tuple(standing.option for standing in ranking if standing.place == 1),
        "lead_points": lead_points(ranking),
        "differences": differences(grid, opposite),
        "differences_found": len(opposite),
        "gaps": gaps(weak),
        "gaps_found": len(weak),
    }
