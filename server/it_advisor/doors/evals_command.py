"""it-advisor evals: which tool a model calls first, and how good the reports are that our prompt gets from it."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from it_advisor.desk import open_desk
from it_advisor.doors.operation_command import complain, system_language
from it_advisor.errors import AdvisorError, BadRequest, Language, Problem, Words
from it_advisor.settings import ModelAccess, from_environment
from it_advisor.text import short

if TYPE_CHECKING:  # it loads the SDK, which no other command needs
    from it_advisor.doors.evals_tasks import Task
    from it_advisor.evals.outcomes import Choice, Outcome, Written
    from it_advisor.evals.questions import FixedBrief, Question

T = TypeVar("T", "Question", "FixedBrief")

_OURS = ("model", "messages", "tools", "tool_choice", "stream")
_OPTIONS = (
    click.option("--base-url", required=True, metavar="URL", help="E.g. http://127.0.0.1:11434/v1"),
    click.option("--model", "models", required=True, multiple=True, metavar="NAME", help="Its name there; repeatable."),
    click.option("--repeat", default=1, show_default=True, type=click.IntRange(1, 100), help="Ask so often."),
    click.option("-o", "out", metavar="FILE", help="Keep the answers as JSON lines; started again, go on there."),
    click.option("--only", multiple=True, metavar="ID", help="This question or brief alone; repeatable."),
    click.option("--set", "more", multiple=True, metavar="NAME=VALUE", help="Send too: temperature=0; repeatable."),
    click.option("--timeout", default=300.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds."),
    click.option("--language", type=click.Choice(["zh", "en"]), help="Of the tables. [default: the system's]"),
)


class Wanted(NamedTuple):
    """The options of either command."""

    base_url: str
    models: tuple[str, ...]
    repeat: int
    out: str | None
    only: tuple[str, ...]
    more: tuple[str, ...]
    timeout: float
    language: Language | None

    @property
    def speaks(self) -> Language:
        return self.language or system_language()


def _with_options(command: Callable[[Wanted], None]) -> Callable[..., int]:
    """The options of both; what goes wrong is told in the language of the tables."""

    def run(**given: Any) -> int:
        wanted = Wanted(**given)
        try:
            command(wanted)
        except AdvisorError as error:
            return complain(error.said(wanted.speaks))
        return 0

    told: Callable[..., int] = wraps(command)(run)
    for option in reversed(_OPTIONS):
        told = option(told)
    return told


@click.group("evals")
def group() -> None:
    """模型测评 Score a model of your choice, at an OpenAI-compatible endpoint.

    This alone of all commands asks a model; the key is taken from IT_ADVISOR_EVALS_KEY.
    """


@group.command()
@_with_options
def tools(wanted: Wanted) -> None:
    """选对工具 60 sentences of users, 20 of them about something else: does it call the fitting tool first?"""
    import anyio

    from it_advisor.doors import evals_tasks
    from it_advisor.evals import page
    from it_advisor.evals.questions import read_questions

    desk = open_desk(from_environment())
    asked = evals_tasks.Asked(wanted.models, wanted.repeat, _pairs(wanted.more), wanted.speaks)
    surface = anyio.run(evals_tasks.shown, desk)
    every = _chosen(read_questions(_material("questions.yaml")), wanted.only)
    questions = evals_tasks.askable(every, surface)
    if left := len(every) - len(questions):
        zh, en = f"略去 {left} 个问题：没有提供它们的工具", f"{left} questions left out: their tool is not offered"
        click.echo(Words(zh, en).said(wanted.speaks), err=True)
    outcomes = _worked([*evals_tasks.choosing(questions, surface, asked, desk)], wanted)
    click.echo(page.of_tools({one.id: one for one in questions}, cast(list["Choice"], outcomes), wanted.speaks))


@group.command()
@_with_options
def reports(wanted: Wanted) -> None:
    """报告质量 Our prompt filled for four organisations: what does the checker say to the reports it writes?"""
    import anyio

    from it_advisor.doors import evals_tasks
    from it_advisor.evals import page
    from it_advisor.evals.questions import read_briefs

    desk = open_desk(from_environment())
    asked = evals_tasks.Asked(wanted.models, wanted.repeat, _pairs(wanted.more), wanted.speaks)
    briefs = _chosen(read_briefs(_material("briefs.yaml")), wanted.only)
    filled = anyio.run(evals_tasks.prompts, briefs, desk)
    outcomes = _worked([*evals_tasks.reporting(briefs, filled, asked)], wanted)
    click.echo(page.of_reports(cast(list["Written"], outcomes), wanted.speaks))


def _material(name: str) -> str:
    return (files("it_advisor.evals") / name).read_text(encoding="utf-8")


def _chosen(every: Sequence[T], only: Sequence[str]) -> tuple[T, ...]:
    """Raises BadRequest for an id that is none of theirs."""
    known = [one.id for one in every]
    for name in only:
        if name not in known:
            there = ", ".join(known)
            words = Words(f"没有 {short(name)}；有：{there}", f"there is no {short(name)}; there are: {there}")
            raise BadRequest(Problem("--only", words))
    return tuple(one for one in every if not only or one.id in only)


def _pairs(texts: Sequence[str]) -> dict[str, Any]:
    """NAME=VALUE, the value as JSON where it is some. Raises BadRequest."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name or name in _OURS:
            words = Words(
                f"应为 名称=值，且不是 {'、'.join(_OURS)}", f"must be NAME=VALUE, and none of {', '.join(_OURS)}"
            )
            raise BadRequest(Problem(f"--set {short(text)}", words))
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


def _worked(tasks: "Sequence[Task]", wanted: Wanted) -> "list[Outcome]":
    """The answers to these tasks, those of other models in the record too. Ends where asking on is no use."""
    from it_advisor.doors.evals_record import Record
    from it_advisor.doors.evals_run import run
    from it_advisor.doors.model_endpoint import Endpoint
    from it_advisor.evals.outcomes import latest

    def tell(words: Words) -> None:
        click.echo(words.said(wanted.speaks), err=True)

    key = ModelAccess().key
    secret = key.get_secret_value() if key else ""
    with (
        closing(Endpoint(wanted.base_url, secret, wanted.timeout, tell)) as endpoint,
        closing(Record(wanted.out)) as record,
        click.progressbar(length=len(tasks), file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=True) as bar,
    ):
        for _ in run(tasks, endpoint, record, wanted.speaks):
            bar.update(1)
        of_today = {digest for _, digest, _ in (one.key for one in tasks)}
        return [one for one in latest(record.outcomes).values() if one.digest in of_today]
