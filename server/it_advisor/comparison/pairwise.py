"""Weights from pairwise judgements (AHP), and how well the judgements agree with each other.

Source: T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill, 1980; the weights are
the principal eigenvector of the reciprocal matrix of judgements.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice
from operator import mul

from pydantic import Field

from it_advisor.comparison.criteria import TOLD, Criterion, children, given_weights, without_weight
from it_advisor.comparison.fields import Name
from it_advisor.errors import Problem, Words, refusal_at
from it_advisor.model import Model

RANDOM_INDEX = (0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Saaty 1980: the mean consistency index of random judgements over 0, 1, 2, … criteria."""

LARGEST_GROUP = len(RANDOM_INDEX) - 1
ACCEPTABLE_RATIO = 0.10
SUSPECTS = 3

Matrix = list[list[float]]


class Judgement(Model):
    """One criterion is so many times as important as another under the same parent."""

    criterion: Name = Field(description="The more important one")
    over: Name = Field(description="The less important one")
    times: float = Field(ge=1, le=9, description="1 equal, 3 moderately, 5 strongly, 7 very strongly, 9 extremely")

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.criterion, self.over))


class Suspect(Model):
    """A judgement that fits the others badly."""

    criterion: str
    over: str
    said_times: float
    implied_times: float = Field(description="What the weights from all judgements imply; below 1: the other way round")


class Consistency(Model):
    """How far the judgements of one group contradict each other."""

    group: str | None = Field(description="The parent; null at the top")
    largest_eigenvalue: float
    ratio: float = Field(description="Saaty's consistency ratio; up to 0.10 is acceptable")
    acceptable: bool
    suspects: tuple[Suspect, ...] = Field(description="Where it is not acceptable: what to judge again, worst first")


def principal_eigenvector(matrix: Matrix) -> tuple[list[float], float]:
    """The weights, summing to 1, and the largest eigenvalue of a positive matrix, by power iteration."""
    weights, before = [1 / len(matrix)] * len(matrix), [0.0] * len(matrix)
    while max(abs(new - old) for new, old in zip(weights, before, strict=True)) > 1e-13:
        image = [sum(map(mul, row, weights)) for row in matrix]
        whole = sum(image)
        before, weights = weights, [value / whole for value in image]
    return weights, sum(sum(map(mul, row, weights)) for row in matrix)


def consistency_ratio(eigenvalue: float, size: int) -> float:
    """(eigenvalue - n) / (n - 1) over the random index; 0 for one or two criteria, which cannot contradict."""
    if size < 3:
        return 0.0
    return max(0.0, (eigenvalue - size) / (size - 1) / RANDOM_INDEX[size])


def reciprocal_matrix(names: Sequence[str], judgements: Sequence[Judgement]) -> Matrix:
    """Row against column; one judgement fills two cells."""
    at = {name: position for position, name in enumerate(names)}
    matrix = [[1.0] * len(names) for _ in names]
    for judgement in judgements:
        row, column = at[judgement.criterion], at[judgement.over]
        matrix[row][column], matrix[column][row] = judgement.times, 1 / judgement.times
    return matrix


def judged(siblings: Sequence[Criterion], judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements within one group."""
    names = {criterion.name for criterion in siblings}
    return [judgement for judgement in judgements if judgement.criterion in names]


def group_weights(criteria: Sequence[Criterion], judgements: Sequence[Judgement]) -> dict[str, float]:
    """Each criterion's share among its siblings: from judgements where there are any, else as given."""
    weights: dict[str, float] = {}
    for siblings in children(criteria).values():
        ours, names = judged(siblings, judgements), [criterion.name for criterion in siblings]
        if ours:
            weights |= zip(names, principal_eigenvector(reciprocal_matrix(names, ours))[0], strict=True)
        else:
            weights |= given_weights(siblings)
    return weights


def consistencies(criteria: Sequence[Criterion], judgements: Sequence[Judgement]) -> tuple[Consistency, ...]:
    """One for each group that was judged in pairs."""
    groups = ((parent, siblings, judged(siblings, judgements)) for parent, siblings in children(criteria).items())
    return tuple(_consistency(parent, [c.name for c in siblings], ours) for parent, siblings, ours in groups if ours)


def _consistency(parent: str | None, names: list[str], judgements: list[Judgement]) -> Consistency:
    weights, eigenvalue = principal_eigenvector(reciprocal_matrix(names, judgements))
    ratio = consistency_ratio(eigenvalue, len(names))
    acceptable = ratio <= ACCEPTABLE_RATIO
    return Consistency(
        group=parent,
        largest_eigenvalue=round(eigenvalue, 6),
        ratio=round(ratio, 6),
        acceptable=acceptable,
        suspects=() if acceptable else _suspects(dict(zip(names, weights, strict=True)), judgements),
    )


def _suspects(weights: dict[str, float], judgements: list[Judgement]) -> tuple[Suspect, ...]:
    """Worst first by how many times said and implied differ, either way.

    Source: T. L. Saaty, Decision-making with the AHP: Why is the principal eigenvector
    necessary, European Journal of Operational Research 145 (2003) 85-91.
    """
    suspects = (
        Suspect(
            criterion=j.criterion,
            over=j.over,
            said_times=j.times,
            implied_times=round(weights[j.criterion] / weights[j.over], 6),
        )
        for j in judgements
    )
    worst = sorted(suspects, key=lambda s: -max(s.said_times / s.implied_times, s.implied_times / s.said_times))
    return tuple(worst[:SUSPECTS])


def check_judgements(criteria: Sequence[Criterion], judgements: Sequence[Judgement]) -> None:
    """Refuses judgements across groups, twice or beside weights, groups judged in part, and what has no weight."""
    groups = [(parent, siblings, judged(siblings, judgements)) for parent, siblings in children(criteria).items()]
    in_pairs = [parent for parent, _, ours in groups if ours]
    incomplete = (problem for _, siblings, ours in groups if ours for problem in _in_part(siblings, ours))
    for wrong in (  # each only where the ones before it are in order: it may be but their consequence
        _across(criteria, judgements),
        chain(_twice(judgements), _weighted_too(criteria, in_pairs)),
        chain(incomplete, without_weight(criteria, in_pairs)),
    ):
        if told := list(islice(wrong, TOLD)):
            raise refusal_at(*told)


def _across(criteria: Sequence[Criterion], judgements: Sequence[Judgement]) -> Iterator[Problem]:
    parent = {criterion.name: criterion.parent for criterion in criteria}
    for place, judgement in enumerate(judgements):
        pair = judgement.criterion, judgement.over
        if pair[0] == pair[1] or not parent.keys() >= set(pair) or parent[pair[0]] != parent[pair[1]]:
            words = Words(
                f"“{pair[0]}”与“{pair[1]}”不是同一上级下的两个不同准则；请照抄 criteria 中的名称",
                f"{pair[0]!r} and {pair[1]!r} are not two criteria under the same parent; use names of criteria",
            )
            yield Problem(f"judgements.{place}", words)


def _twice(judgements: Sequence[Judgement]) -> Iterator[Problem]:
    first: dict[frozenset[str], int] = {}
    for place, judgement in enumerate(judgements):
        if (earlier := first.setdefault(judgement.pair, place)) != place:
            names = " / ".join(sorted(judgement.pair))
            words = Words(
                f"{names} 已在 judgements.{earlier} 比较过；请删去一个",
                f"{names} is judged already by judgements.{earlier}; leave one out",
            )
            yield Problem(f"judgements.{place}", words)


def _weighted_too(criteria: Sequence[Criterion], in_pairs: Sequence[str | None]) -> Iterator[Problem]:
    for place, criterion in enumerate(criteria):
        if criterion.parent in in_pairs and criterion.weight is not None:
            words = Words(
                f"“{criterion.name}”既有权重又有两两比较；请只用一种",
                f"{criterion.name!r} is weighted and judged in pairs at once; use one of the two",
            )
            yield Problem(f"criteria.{place}.weight", words)


def _in_part(siblings: Sequence[Criterion], judgements: Sequence[Judgement]) -> Iterator[Problem]:
    if len(siblings) > LARGEST_GROUP:
        words = Words(
            f"两两比较每组最多 {LARGEST_GROUP} 个准则，这里有 {len(siblings)} 个；请分组",
            f"at most {LARGEST_GROUP} criteria can be judged in pairs, not {len(siblings)}; put them in groups",
        )
        yield Problem("judgements", words)
        return
    done, names = {judgement.pair for judgement in judgements}, [criterion.name for criterion in siblings]
    if missing := [" / ".join(pair) for pair in combinations(names, 2) if frozenset(pair) not in done]:
        words = Words(
            f"尚未比较：{'；'.join(missing[:10])}；请补上",
            f"not yet judged: {'; '.join(missing[:10])}; judge them too",
        )
        yield Problem("judgements", words)
