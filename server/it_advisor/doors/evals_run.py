"""Asking a model: once each, in order, keeping every answer before the next question."""

import time
from collections.abc import Iterator, Sequence

from it_advisor.doors.evals_record import Record
from it_advisor.doors.evals_tasks import Task
from it_advisor.doors.model_endpoint import Endpoint, Unanswered
from it_advisor.errors import Language, Unavailable, Words
from it_advisor.evals.chat import digest
from it_advisor.evals.outcomes import Outcome

AT_FIRST, LATER = 3, 10
"""Questions in a row without an answer after which the rest would fail as well: of a model that has answered none
before, and of one that has, which may just not take the longer ones."""
_GIVEN_UP = Words(
    "连续 {} 次没有得到回答，已停止；最后一次：{}。用了 -o 时，再次运行会从这里继续",
    "stopped after {} questions in a row without an answer; the last: {}. With -o, started again it goes on here",
)


def run(tasks: Sequence[Task], endpoint: Endpoint, record: Record, language: Language) -> Iterator[None]:
    """A step for each that is answered, now or before. Raises Unavailable where nothing comes of it."""
    failed = 0
    for task in tasks:
        if record.has(task.key):
            yield
            continue
        outcome, why = _asked(task, endpoint, language)
        record.add(outcome)
        failed = failed + 1 if why else 0
        if why and failed == (LATER if record.knows(task.model) else AT_FIRST):
            raise Unavailable(Words(_GIVEN_UP.zh.format(failed, why.zh), _GIVEN_UP.en.format(failed, why.en)))
        yield


def _asked(task: Task, endpoint: Endpoint, language: Language) -> tuple[Outcome, Words | None]:
    about = {"model": task.model, "id": task.id, "turn": task.turn, "digest": digest(task.body)}
    start = time.monotonic()
    try:
        reply, seconds = endpoint.ask(task.model, task.body)
    except Unanswered as error:
        taken = time.monotonic() - start
        return task.kind(**about, seconds=round(taken, 2), failed=error.said(language)), error.words
    spent = {"tokens_in": reply.tokens_in, "tokens_out": reply.tokens_out, "seconds": round(seconds, 2)}
    return task.kind(**about, **spent, **task.judged(reply)), None
