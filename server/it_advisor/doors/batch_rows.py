"""A batch at work: row by row in order, each answered or told what is wrong with it; nobody else has to wait."""

import json
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import anyio
from anyio import to_thread

from it_advisor.advisor import Advisor
from it_advisor.batch import Row
from it_advisor.doors.failures import FAILED, fault
from it_advisor.doors.problem_kinds import details
from it_advisor.errors import AdvisorError, BadRequest, Language
from it_advisor.operations import OPERATIONS, language_in

OPERATION = OPERATIONS["recommend_it_systems"]
"""What every row asks for."""
_AT_ONCE = 100
"""Rows read ahead."""
logger = logging.getLogger(__name__)


class Done(NamedTuple):
    """A row with its answer as JSON and as text, or with a problem as REST tells it."""

    number: int
    name: str
    digest: str
    answer: str = ""
    text: str = ""
    problem: Mapping[str, Any] | None = None

    @property
    def line(self) -> str:
        """One line of JSON."""
        about = {"row": self.number, **({"id": self.name} if self.name else {}), "digest": self.digest}
        head = json.dumps(about, ensure_ascii=False)[:-1]
        if self.problem is not None:
            return f'{head}, "error": {json.dumps(self.problem, ensure_ascii=False)}}}\n'
        return f'{head}, "answer": {self.answer}}}\n'


def check(options: Mapping[str, Any]) -> None:
    """What is asked of every row. Raises BadRequest, so that not every row is refused for it."""
    OPERATION.read({"business_nature": "any", **options})


async def work(
    advisor: Advisor, rows: Iterator[Row], options: Mapping[str, Any], language: Language | None
) -> AsyncIterator[Done]:
    """Each row in turn; between two of them others are answered. A problem is told in the row's own language."""
    while some := await to_thread.run_sync(lambda: [*islice(rows, _AT_ONCE)]):
        for row in some:
            yield await answered(advisor, row.with_defaults(options), language)
            await anyio.sleep(0)


async def answered(advisor: Advisor, row: Row, language: Language | None) -> Done:
    done = Done(row.number, row.name, row.digest)
    try:
        if row.faults:
            raise BadRequest(*row.faults)
        answer = await OPERATION.run(advisor, row.raw)
        return done._replace(answer=answer.model_dump_json(), text=answer.text())
    except AdvisorError as error:
        told = language_in(row.raw) or language
        return done._replace(problem=details(*fault(error, told), told))
    except Exception:  # one row must not end the batch
        logger.exception("row %d failed", row.number)
        told = language_in(row.raw) or language
        return done._replace(problem=details(500, FAILED.said(told), (), told))
