"""The criteria as a tree: what is part of what, and how much each weighs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from it_advisor.comparison.fields import Name, Number
from it_advisor.errors import Problem, Refusal, Words, refusal_at
from it_advisor.model import Model

TOLD = 5
"""Mistakes of one kind that are told at once."""


class Criterion(Model):
    """Something the options are scored on, or a group of such things."""

    name: Name = Field(description="Short, with its unit, e.g. 'Integration' or '三年总成本（万元）'")
    weight: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] | None = Field(
        default=None,
        description="Importance among its siblings, on any scale, e.g. 30; leave out where judged",
    )
    parent: Name | None = Field(
        default=None,
        description="The criterion it is a part of, if any; a criterion with parts is not scored itself",
    )
    better: Literal["higher", "lower"] = Field(default="higher", description="'lower' for costs, months, risks")
    scale_min: Number = Field(default=0, description="The lowest score there can be")
    scale_max: Number = Field(
        default=10, description="The highest there can be; for a cost the ceiling, not below any score, e.g. 500"
    )

    @model_validator(mode="after")
    def scale_has_a_length(self) -> Self:
        if self.scale_min >= self.scale_max:
            raise Refusal(
                Words(
                    f"“{self.name}”的 scale_min 必须小于 scale_max", f"{self.name!r}: scale_min must be below scale_max"
                )
            )
        return self

    @property
    def width(self) -> float:
        return self.scale_max - self.scale_min

    @property
    def worst(self) -> float:
        return self.scale_min if self.better == "higher" else self.scale_max


class Weight(Model):
    """What a criterion weighs."""

    criterion: str
    parent: str | None
    is_group: bool
    in_group_pct: float = Field(description="Among its siblings, per cent")
    in_total_pct: float = Field(description="In the whole comparison, per cent; the scored criteria sum to 100")


def children(criteria: Iterable[Criterion]) -> dict[str | None, list[Criterion]]:
    """The siblings under each parent; None is the top. Order as given."""
    ordered = sorted(criteria, key=lambda c: (c.parent is not None, c.parent or ""))
    return {parent: list(group) for parent, group in groupby(ordered, key=lambda c: c.parent)}


def scored(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria with no parts: those that carry scores."""
    parents = {criterion.parent for criterion in criteria}
    return [criterion for criterion in criteria if criterion.name not in parents]


def downwards(criteria: Sequence[Criterion]) -> list[Criterion]:
    """Every criterion that can be reached from the top, parents before their parts."""
    parts = children(criteria)
    found = list(parts.get(None, ()))
    for criterion in found:  # grows while it is walked: breadth first
        found += parts.get(criterion.name, ())
    return found


def check_tree(criteria: Sequence[Criterion]) -> None:
    """Refuses a name used twice, a parent that is not there, and a circle."""
    for fault in (_named_twice, _without_parent, _in_a_circle):
        if wrong := list(islice(fault(criteria), TOLD)):
            raise refusal_at(*wrong)


def _named_twice(criteria: Sequence[Criterion]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, name in enumerate(criterion.name for criterion in criteria):
        if (earlier := first.setdefault(name, place)) != place:
            words = Words(
                f"名称重复：“{name}”已是 criteria.{earlier}；请改名",
                f"{name!r} is the name of criteria.{earlier} already; give it another",
            )
            yield Problem(f"criteria.{place}.name", words)


def _without_parent(criteria: Sequence[Criterion]) -> Iterator[Problem]:
    names = {criterion.name for criterion in criteria}
    for place, parent in enumerate(criterion.parent for criterion in criteria):
        if parent is not None and parent not in names:
            words = Words(
                f"没有名为“{parent}”的准则；请把它也列为准则",
                f"no criterion is named {parent!r}; list it as a criterion too",
            )
            yield Problem(f"criteria.{place}.parent", words)


def _in_a_circle(criteria: Sequence[Criterion]) -> Iterator[Problem]:
    """Those that cannot be reached from the top, told at the first of them."""
    reached = {criterion.name for criterion in downwards(criteria)}
    if lost := [(place, c.name) for place, c in enumerate(criteria) if c.name not in reached]:
        names = [name for _, name in lost]
        words = Words(
            f"互为上级：{'、'.join(names)}；请让其中一个没有 parent",
            f"parents go round in a circle: {', '.join(names)}; leave one of them without a parent",
        )
        yield Problem(f"criteria.{lost[0][0]}.parent", words)


def without_weight(criteria: Sequence[Criterion], judged: Collection[str | None]) -> Iterator[Problem]:
    """The criteria whose weight is missing, as they are not `judged`: an only child needs none."""
    siblings = Counter(criterion.parent for criterion in criteria)
    for place, criterion in enumerate(criteria):
        if criterion.weight is None and siblings[criterion.parent] > 1 and criterion.parent not in judged:
            words = Words(
                f"“{criterion.name}”没有权重；请给出，或用 judgements 两两比较同级的全部准则",
                f"{criterion.name!r} has none; give it, or compare all its siblings in judgements",
            )
            yield Problem(f"criteria.{place}.weight", words)


def given_weights(siblings: Sequence[Criterion]) -> dict[str, float]:
    """The siblings' own weights as shares of 1; an only child needs none."""
    if len(siblings) == 1:
        return {siblings[0].name: 1.0}
    whole = sum(c.weight or 0 for c in siblings)
    return {c.name: (c.weight or 0) / whole for c in siblings}


def total_weights(criteria: Sequence[Criterion], in_group: Mapping[str, float]) -> dict[str, float]:
    """Each criterion's share of the whole: the product of the shares down to it."""
    total: dict[str, float] = {}
    for criterion in downwards(criteria):
        total[criterion.name] = in_group[criterion.name] * (total[criterion.parent] if criterion.parent else 1)
    return total


def weights(criteria: Sequence[Criterion], in_group: Mapping[str, float]) -> tuple[Weight, ...]:
    """One for each criterion, each parent followed by its parts."""
    parents, in_total = children(criteria), total_weights(criteria, in_group)
    return tuple(
        Weight(
            criterion=criterion.name,
            parent=criterion.parent,
            is_group=criterion.name in parents,
            in_group_pct=round(100 * in_group[criterion.name], 6),
            in_total_pct=round(100 * in_total[criterion.name], 6),
        )
        for criterion in _depth_first(parents, None)
    )


def _depth_first(parts: Mapping[str | None, Sequence[Criterion]], parent: str | None) -> Iterator[Criterion]:
    for criterion in parts.get(parent, ()):
        yield criterion
        yield from _depth_first(parts, criterion.name)
