"""Options compared: must-haves first, then weighted scores, and what would change the result."""

from it_advisor.comparison.answer import LISTED, Comparison
from it_advisor.comparison.criteria import scored, total_weights, weights
from it_advisor.comparison.flips import score_flips, weight_flips
from it_advisor.comparison.gates import verdicts
from it_advisor.comparison.pairwise import consistencies, group_weights
from it_advisor.comparison.ranking import DIGITS, closeness, differences, weighted_sums
from it_advisor.comparison.request import ComparisonRequest
from it_advisor.comparison.robustness import is_neutral, reversals, weight_space
from it_advisor.comparison.scorers import agreements, disagreements, scorers
from it_advisor.comparison.scores import cells_of, gaps, grid_of
from it_advisor.comparison.standing import standings

__all__ = ["Comparison", "ComparisonRequest", "compare"]


def compare(request: ComparisonRequest) -> Comparison:
    """The whole answer, from the request alone: the same request gives the same answer."""
    in_group = group_weights(request.criteria, request.judgements)
    in_total = total_weights(request.criteria, in_group)
    gates = verdicts(request.options, request.gates)
    cells = cells_of(request.scores)
    passing = [verdict.option for verdict in gates if verdict.result != "fail"]
    grid = grid_of(passing, scored(request.criteria), in_total, cells)
    weak = gaps(grid, cells, request.as_of)
    ranking = standings(grid, weak)
    opposite = differences(grid, weighted_sums(grid), closeness(grid))
    flips = score_flips(grid)
    apart = disagreements(grid, cells)
    return Comparison(
        as_of=request.as_of,
        winners=tuple(standing.option for standing in ranking if standing.place == 1),
        lead_points=round(ranking[0].points - ranking[1].points, DIGITS) if len(ranking) > 1 else None,
        gates=gates,
        ranking=ranking,
        weights=weights(request.criteria, in_group, in_total),
        weights_changed_after_scoring=_changed_after_scoring(request),
        consistency=consistencies(request.criteria, request.judgements),
        differences=tuple(opposite[:LISTED]),
        differences_found=len(opposite),
        weight_flips=weight_flips(request.criteria, in_group, in_total, grid),
        score_flips=flips[:LISTED],
        score_flips_found=len(flips),
        weight_space=weight_space(grid, request.seed) if len(grid.options) > 1 else None,
        reversals=reversals(grid),
        is_neutral=is_neutral(grid),
        gaps=weak[:LISTED],
        gaps_found=len(weak),
        scorers=scorers(grid, request.scores),
        agreements=agreements(grid, cells),
        disagreements=apart[:LISTED],
        disagreements_found=len(apart),
    )


def _changed_after_scoring(request: ComparisonRequest) -> bool | None:
    if request.weights_set_on is None or request.scoring_began_on is None:
        return None
    return request.weights_set_on > request.scoring_began_on
