"""A batch shared out to several processes, its answers put back in order."""

import asyncio
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from it_advisor.advisor import Advisor
from it_advisor.batch import Row
from it_advisor.desk import open_desk
from it_advisor.doors.batch_rows import Done, answered
from it_advisor.errors import Language, Unavailable, Words
from it_advisor.settings import from_environment

_AT_ONCE = 25
"""Rows a worker is given together."""
_KILLED = Words("一个工作进程被终止；再运行一次即可继续", "a worker was ended from outside; run it again to go on")
_advisors: list[Advisor] = []
"""In a worker its own one, which is opened once."""


def shared_out(workers: int, rows: Iterator[Row], language: Language | None) -> Iterator[Done]:
    """Each row in order, some ahead of what is taken. Raises Unavailable where a worker dies."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
    waiting: deque[Future[list[Done]]] = deque()
    try:
        while some := [*islice(rows, _AT_ONCE)]:
            waiting.append(pool.submit(_answered, some, language))
            if len(waiting) > workers * 2:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise Unavailable(_KILLED) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C is for whoever shares out, and nobody works on for one who is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _advisors.append(open_desk(from_environment()).advisor)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _answered(rows: Sequence[Row], language: Language | None) -> list[Done]:
    async def work() -> list[Done]:
        try:
            return [await answered(_advisors[0], row, language) for row in rows]
        finally:
            await _advisors[0].cabinet.close()

    return asyncio.run(work())
