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
from it_advisor.errors import AdvisorError, Language
from it_advisor.operations import OPERATIONS, Answer, language_in

OPERATION = OPERATIONS["recommend_it_systems"]
"""What every row asks for."""
_AT_ONCE = 100
"""Rows read ahead."""
logger = logging.getLogger(__name__)


class Done(NamedTuple):
    """A row with its answer, or with a problem as REST tells it."""

    row: Row
    digest: str
    answer: Answer | None = None
    problem: Mapping[str, Any] | None = None

    @property
    def line(self) -> str:
        """One line of JSON."""
        about = {"row": self.row.number, **({"id": self.row.name} if self.row.name else {}), "digest": self.digest}
        head = json.dumps(about, ensure_ascii=False)[:-1]
        if self.answer is None:
            return f'{head}, "error": {json.dumps(self.problem, ensure_ascii=False)}}}\n'
        return f'{head}, "answer": {self.answer.model_dump_json()}}}\n'


def check(options: Mapping[str, Any]) -> None:
    """What is asked of every row. Raises BadRequest, so that not every row is refused for it."""
    OPERATION.read({"business_nature": "any", **options})


async def work(
    advisor: Advisor, rows: Iterator[Row], options: Mapping[str, Any], language: Language | None
) -> AsyncIterator[Done]:
    """Each row in turn; between two of them others are answered. A problem is told in the row's own language."""
    while some := await to_thread.run_sync(lambda: [*islice(rows, _AT_ONCE)]):
        for row in some:
            yield await _done(advisor, row.with_defaults(options), language)
            await anyio.sleep(0)


async def _done(advisor: Advisor, row: Row, language: Language | None) -> Done:
    digest = row.digest
    try:
        if row.fault:
            raise row.fault
        return Done(row, digest, await OPERATION.run(advisor, row.raw))
    except AdvisorError as error:
        told = language_in(row.raw) or language
        return Done(row, digest, problem=details(*fault(error, told), told))
    except Exception:  # one row must not end the batch
        logger.exception("row %d failed", row.number)
        told = language_in(row.raw) or language
        return Done(row, digest, problem=details(500, FAILED.said(told), (), told))
