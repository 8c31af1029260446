"""What evals ask of a model, and how each answer is judged."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from mcp import Client

from it_advisor.advisor import Advisor
from it_advisor.brief import Brief
from it_advisor.caller import LOCAL
from it_advisor.checkup import CheckRequest, checkup
from it_advisor.desk import Desk
from it_advisor.doors.mcp_server import build
from it_advisor.errors import BadRequest, Language, Words
from it_advisor.evals.chat import Body, Offered, Reply, asking, digest, writing
from it_advisor.evals.outcomes import Choice, Written
from it_advisor.evals.questions import FixedBrief, Question
from it_advisor.operations import OPERATIONS
from it_advisor.recommendation import FilledPrompt
from it_advisor.rendering import arguments_for, template_for

TODAY = date(2026, 11, 27)
"""What a client tells its model as today; fixed, so that the same is asked on every day."""
MOST_SAID = 300
"""Characters kept of what a model says beside a call."""


class Task(NamedTuple):
    """One question to one model, and how its answer is judged."""

    model: str
    id: str
    turn: int
    body: Body
    kind: type[Choice] | type[Written]
    judged: Callable[[Reply], Mapping[str, Any]]

    @property
    def key(self) -> tuple[str, str, int]:
        return self.model, digest(self.body), self.turn


class Asked(NamedTuple):
    """What the user wants asked of whom."""

    models: Sequence[str]
    repeat: int
    more: Mapping[str, Any]
    language: Language


class Shown(NamedTuple):
    """What a client of ours gets: what the server says of itself, and its tools."""

    instructions: str
    tools: tuple[Offered, ...]


async def shown(desk: Desk) -> Shown:
    """Got as a client gets it."""
    async with Client(build(desk)) as client:
        tools = (await client.list_tools()).tools
        offered = tuple(Offered(one.name, one.description or "", one.input_schema) for one in tools)
        return Shown(client.instructions or "", offered)


def askable(questions: Sequence[Question], surface: Shown) -> tuple[Question, ...]:
    """Those whose tool is among them."""
    names = {one.name for one in surface.tools}
    return tuple(one for one in questions if one.tool is None or one.tool in names)


def choosing(questions: Sequence[Question], surface: Shown, asked: Asked, desk: Desk) -> Iterator[Task]:
    """A task each question, turn and model."""
    names = {one.name for one in surface.tools}
    instructions = f"{surface.instructions}\nToday is {TODAY}."

    def judged(reply: Reply) -> dict[str, Any]:
        refused = refusal(desk, reply.called, reply.arguments) if reply.called and reply.called in names else None
        return {
            "called": reply.called,
            "arguments": reply.arguments,
            "refused": refused.said(asked.language) if refused else "",
            "text": reply.text[:MOST_SAID],
        }

    for model in asked.models:
        for turn in range(asked.repeat):
            for one in questions:
                body = asking(one.text, instructions, surface.tools, asked.more)
                yield Task(model, one.id, turn, body, Choice, judged)


def refusal(desk: Desk, name: str, arguments: str) -> Words | None:
    """What our server would say to a call; None where it would take it."""
    try:
        raw = json.loads(arguments)
    except (ValueError, RecursionError):
        return Words("参数不是 JSON", "the arguments are no JSON")
    if not isinstance(raw, dict):
        return Words("参数不是 JSON 对象", "the arguments are no JSON object")
    try:
        if name in OPERATIONS:
            OPERATIONS[name].read(raw)
        else:
            arguments_for(template_for(desk.advisor.library, name, "zh"), raw)
    except BadRequest as error:
        return error.words
    return None


async def prompts(briefs: Sequence[FixedBrief], desk: Desk) -> list[str]:
    """Filled as a person gets them who has no other tool of ours."""
    return [(await _filled(brief, desk)).prompt for brief in briefs]


async def _filled(brief: FixedBrief, desk: Desk) -> FilledPrompt:
    advisor = Advisor(desk.advisor.library, today=lambda: brief.as_of, cabinet=desk.advisor.cabinet)
    try:
        raw = {**_four(brief), "language": brief.language}
        return cast(FilledPrompt, await OPERATIONS["recommend_it_systems"].run(advisor.serving(LOCAL), raw))
    finally:
        await advisor.cabinet.close()


def _four(brief: Brief) -> dict[str, str]:
    return brief.model_dump(include={*Brief.model_fields}, exclude_none=True)


def reporting(briefs: Sequence[FixedBrief], filled: Sequence[str], asked: Asked) -> Iterator[Task]:
    """A task each brief, turn and model."""
    for model in asked.models:
        for turn in range(asked.repeat):
            for brief, prompt in zip(briefs, filled, strict=True):
                yield Task(model, brief.id, turn, writing(prompt, asked.more), Written, _reader(brief))


def _reader(brief: FixedBrief) -> Callable[[Reply], dict[str, Any]]:
    def judged(reply: Reply) -> dict[str, Any]:
        found: dict[str, Any] = {"report": reply.text, "is_cut": reply.is_cut}
        if not reply.text.strip():
            return found
        try:
            said = checkup(CheckRequest(report=reply.text, **_four(brief)))
        except (BadRequest, ValueError):  # longer or wilder than any report: the checker does not read it
            return found
        score = said.score.overall if said.score else None
        return {**found, "score": score, "errors": said.counts.errors, "warnings": said.counts.warnings}

    return judged
