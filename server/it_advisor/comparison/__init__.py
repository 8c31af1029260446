"""Options compared: must-haves first, then weighted scores, and what would change the result."""

from it_advisor.comparison.answer import Comparison
from it_advisor.comparison.criteria import scored, total_weights, weights
from it_advisor.comparison.fields import LISTED
from it_advisor.comparison.gates import verdicts
from it_advisor.comparison.pairwise import consistencies, group_weights
from it_advisor.comparison.panel import panel
from it_advisor.comparison.ranking import differences
from it_advisor.comparison.request import ComparisonRequest
from it_advisor.comparison.robustness import robustness
from it_advisor.comparison.scores import cells_of, gaps, grid_of
from it_advisor.comparison.standing import lead_points, standings
from it_advisor.text import answer_language

__all__ = ["Comparison", "ComparisonRequest", "compare"]


def compare(request: ComparisonRequest) -> Comparison:
    """The whole answer, from the request alone: the same request gives the same answer."""
    in_group = group_weights(request.criteria, request.judgements)
    in_total = total_weights(request.criteria, in_group)
    gates, cells = verdicts(request.options, request.gates), cells_of(request.scores)
    left = [verdict.option for verdict in gates if verdict.result != "fail"]
    grid = grid_of(left, scored(request.criteria), in_total, cells)
    weak, opposite = gaps(grid, cells, request.as_of), differences(grid)
    ranking = standings(grid, weak)
    names = (*request.options, *(criterion.name for criterion in request.criteria))
    return Comparison(
        language=answer_language(request.language, *names),
        as_of=request.as_of,
        winners=tuple(standing.option for standing in ranking if standing.place == 1),
        lead_points=lead_points(ranking),
        gates=gates,
        ranking=ranking,
        weights=weights(request.criteria, in_group, in_total),
        weights_changed_after_scoring=request.weights_changed_after_scoring,
        consistency=consistencies(request.criteria, request.judgements),
        differences=tuple(opposite[:LISTED]),
        differences_found=len(opposite),
        robustness=robustness(request.criteria, in_group, grid, request.seed),
        gaps=weak[:LISTED],
        gaps_found=len(weak),
        panel=panel(grid, request.scores, cells),
    )
