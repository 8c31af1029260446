"""What has become of each question and each brief, a line of JSON each, and what they come to for a model."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median
from typing import Literal, NamedTuple

from it_advisor.errors import Language
from it_advisor.evals.questions import Question
from it_advisor.model import Model

LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Outcome(Model):
    """One answer of one model."""

    model: str
    id: str
    """Of the question or the brief."""
    turn: int
    digest: str
    """Of all that was asked: where a tool, a prompt or an option has changed, it is another."""
    seconds: float
    tokens_in: int | None = None
    tokens_out: int | None = None
    failed: str = ""
    """Why there is no answer; blank where there is one."""

    @property
    def key(self) -> tuple[str, str, int]:
        return self.model, self.digest, self.turn


class Choice(Outcome):
    """The tool a model called first for a question, or that it called none."""

    kind: Literal["tools"] = "tools"
    called: str | None = None
    arguments: str = ""
    refused: str = ""
    """What our server would have said to these arguments; blank where it would have taken them."""
    text: str = ""
    """The beginning of what it said beside."""


class Written(Outcome):
    """The report a model wrote for a brief, and how the checker found it."""

    kind: Literal["reports"] = "reports"
    report: str = ""
    score: int | None = None
    """Of 100; None where it is no selection report."""
    errors: int = 0
    warnings: int = 0
    is_cut: bool = False
    """The model stopped at a limit of length."""


class Tally(NamedTuple):
    """What a model's choices come to; shares are from 0 to 1, None of nothing."""

    model: str
    answers: int
    right: float | None
    by_language: Mapping[Language, float | None]
    false_calls: int
    elsewhere: int
    """Questions about something else, asked so many times."""
    taken: float | None
    """Of the right calls, those whose arguments our server would have taken."""
    steady: float | None
    """Of the questions asked more than once, those that got the same call each time."""
    failed: int
    seconds: float
    tokens: tuple[float, float]


def tally(questions: Mapping[str, Question], choices: Sequence[Choice]) -> Tally:
    """Of one model. A question that got no answer counts as wrong."""
    asked = [(questions[one.id], one) for one in choices]
    right = [is_right(question, one) for question, one in asked]
    spoken = {
        language: share(met for (question, _), met in zip(asked, right, strict=True) if question.language == language)
        for language in LANGUAGES
    }
    elsewhere = [one for question, one in asked if question.tool is None]
    return Tally(
        model=choices[0].model,
        answers=len(choices),
        right=share(right),
        by_language=spoken,
        false_calls=sum(one.called is not None for one in elsewhere),
        elsewhere=len(elsewhere),
        taken=share(not one.refused for question, one in asked if one.called and is_right(question, one)),
        steady=_steady(choices),
        failed=sum(bool(one.failed) for one in choices),
        seconds=median(one.seconds for one in choices),
        tokens=spent(choices),
    )


def is_right(question: Question, choice: Choice) -> bool:
    return not choice.failed and question.is_met_by(choice.called)


def share(truths: Iterable[bool]) -> float | None:
    known = [*truths]
    return sum(known) / len(known) if known else None


def spent(outcomes: Iterable[Outcome]) -> tuple[float, float]:
    """Tokens in and out of an answer, on average; what an endpoint does not tell counts nothing."""
    answered = [one for one in outcomes if not one.failed]
    sides = ([one.tokens_in for one in answered], [one.tokens_out for one in answered])
    known = [[count for count in side if count is not None] for side in sides]
    first, second = (mean(side) if side else 0.0 for side in known)
    return first, second


def _steady(choices: Iterable[Choice]) -> float | None:
    met: dict[str, list[str | None]] = {}
    for one in choices:
        met.setdefault(one.id, []).append(one.called)
    return share(len({*called}) == 1 for called in met.values() if len(called) > 1)


def confusion(questions: Mapping[str, Question], choices: Iterable[Choice]) -> Counter[tuple[str | None, str | None]]:
    """How often a question that expects one tool got another; None is no tool."""
    return Counter((questions[one.id].tool, one.called) for one in choices if not one.failed)


def latest(outcomes: Iterable[Outcome]) -> dict[tuple[str, str, int], Outcome]:
    """The last of each; a question asked again after a failure has two."""
    return {one.key: one for one in outcomes}
