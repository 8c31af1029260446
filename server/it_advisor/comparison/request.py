"""What a comparison starts from: options, must-haves, criteria, scores and the days they were made."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from it_advisor.comparison.criteria import Criterion, check_tree, scored
from it_advisor.comparison.fields import Day, Name
from it_advisor.comparison.gates import GateCheck
from it_advisor.comparison.pairwise import Judgement, check_judgements
from it_advisor.comparison.scores import Score
from it_advisor.errors import Problem, Refusal, Words, refusal_at
from it_advisor.model import AskedLanguage, Count, Model

MOST_SCORERS = 50


class ComparisonRequest(Model):
    """Options to compare, and everything the comparison rests on."""

    as_of: Day = Field(description="Today, e.g. 2026-11-23; the age of evidence counts from it")
    options: tuple[Name, ...] = Field(
        min_length=2,
        max_length=200,
        description="E.g. ['ERP A', 'Keep the old system']; every row uses these names",
    )
    criteria: tuple[Criterion, ...] = Field(
        min_length=1,
        max_length=100,
        description="E.g. [{'name': 'Integration', 'weight': 30}, {'name': 'Cost, 10k CNY', 'weight': 20, 'better': "
        "'lower', 'scale_max': 500}]",
    )
    judgements: tuple[Judgement, ...] = Field(
        default=(),
        max_length=2_000,
        validate_default=True,
        description="Instead of weights: how many times as important, for every pair of siblings",
    )
    gates: tuple[GateCheck, ...] = Field(
        default=(),
        max_length=10_000,
        description="One row an option and must-have",
    )
    scores: tuple[Score, ...] = Field(
        min_length=1,
        max_length=30_000,
        description="One row an option, criterion and scorer; leave out what nobody knows, which counts as the worst",
    )
    weights_set_on: Day | None = Field(default=None, description="When the weights were last changed")
    scoring_began_on: Day | None = Field(default=None, description="When the first score was given")
    seed: Annotated[Count, Field(ge=0, le=2**32)] = Field(default=1, description="Of the draws")
    language: AskedLanguage = Field(default="auto", description="Of the answer; auto: as the names")

    @field_validator("options")
    @classmethod
    def options_are_named_once(cls, options: tuple[str, ...]) -> tuple[str, ...]:
        _refuse_twice("options", [(option,) for option in options])
        return options

    @field_validator("criteria")
    @classmethod
    def criteria_form_a_tree(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        check_tree(criteria)
        return criteria

    @field_validator("judgements")
    @classmethod
    def every_criterion_has_a_weight(
        cls, judgements: tuple[Judgement, ...], info: ValidationInfo
    ) -> tuple[Judgement, ...]:
        if "criteria" in info.data:
            check_judgements(info.data["criteria"], judgements)
        return judgements

    @field_validator("gates")
    @classmethod
    def gates_name_options(cls, gates: tuple[GateCheck, ...], info: ValidationInfo) -> tuple[GateCheck, ...]:
        _refuse_strangers("gates.{}.option", [gate.option for gate in gates], info.data.get("options"))
        _refuse_twice("gates", [(gate.option, gate.gate) for gate in gates])
        return gates

    @field_validator("scores")
    @classmethod
    def scores_fit_the_grid(cls, scores: tuple[Score, ...], info: ValidationInfo) -> tuple[Score, ...]:
        criteria = {criterion.name: criterion for criterion in scored(info.data.get("criteria", ()))}
        _refuse_strangers("scores.{}.option", [score.option for score in scores], info.data.get("options"))
        _refuse_strangers("scores.{}.criterion", [score.criterion for score in scores], list(criteria))
        _refuse_twice("scores", [(score.option, score.criterion, score.scorer or "") for score in scores])
        for place, score in enumerate(scores):
            if criteria:
                _refuse_off_scale(place, score, criteria[score.criterion])
        if (scorers := len({score.scorer for score in scores})) > MOST_SCORERS:
            raise Refusal(
                Words(
                    f"评分人 {scorers} 位，最多 {MOST_SCORERS} 位；请先合并",
                    f"{scorers} scorers; at most {MOST_SCORERS}, so merge some",
                )
            )
        return scores

    @model_validator(mode="after")
    def nothing_is_dated_after_the_comparison(self) -> Self:
        dates = [("weights_set_on", self.weights_set_on), ("scoring_began_on", self.scoring_began_on)]
        dates += [(f"gates.{place}.evidence_date", gate.evidence_date) for place, gate in enumerate(self.gates)]
        dates += [(f"scores.{place}.evidence_date", score.evidence_date) for place, score in enumerate(self.scores)]
        for field, day in dates:
            if day and day > self.as_of:
                words = Words(f"{day} 晚于 as_of {self.as_of}；请改正", f"{day} is after as_of, {self.as_of}; mend it")
                raise refusal_at(Problem(field, words))
        return self

    @property
    def weights_changed_after_scoring(self) -> bool | None:
        """None where the days are not both known."""
        if self.weights_set_on is None or self.scoring_began_on is None:
            return None
        return self.weights_set_on > self.scoring_began_on


def _refuse_twice(field: str, rows: Sequence[tuple[str, ...]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(rows):
        if row in seen:
            name, first = " / ".join(filter(None, row)), f"{field}.{seen[row]}"
            words = Words(f"与 {first} 重复：{name}；请删去一个", f"the same as {first}: {name}; leave one out")
            raise refusal_at(Problem(f"{field}.{place}", words))
        seen[row] = place


def _refuse_strangers(field: str, names: Sequence[str], known: Sequence[str] | None) -> None:
    """`field` has braces for the row; `known` is empty where the list itself was refused already."""
    there = set(known or names)
    for place, name in enumerate(names):
        if name not in there:
            some = sorted(there)[:10]
            words = Words(
                f"没有“{name}”；可用的名称：{'、'.join(some)}",
                f"{name!r} is not one of the names that can stand here: {', '.join(some)}",
            )
            raise refusal_at(Problem(field.format(place), words))


def _refuse_off_scale(place: int, score: Score, criterion: Criterion) -> None:
    low, high = criterion.scale_min, criterion.scale_max
    if not low <= score.score <= high:
        words = Words(
            f"“{criterion.name}”的 {score.score:g} 超出评分范围 {low:g}–{high:g}；"
            "请改分数，或改该准则的 scale_min、scale_max",
            f"{score.score:g} is off the scale of {criterion.name!r}, {low:g} to {high:g}; "
            "mend the score, or that criterion's scale_min and scale_max",
        )
        raise refusal_at(Problem(f"scores.{place}.score", words))
