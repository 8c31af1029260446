"""python tests/store/killing.py CYCLES URL [SEED]: a writer is killed again and again in the middle of its writes.

After every kill each acknowledged write is found, none is found twice, and nothing is half there.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from random import Random
from typing import NamedTuple

from it_advisor.dossier import DossierRequest, Revision, Start
from it_advisor.store.opening import Store, open_store
from it_advisor.store.paging import MOST
from it_advisor.store.transfer import faults, lines

SECTIONS = ("text.risks", "text.plan", "text.next")
MOST_WRITES = 12


def main(cycles: int, url: str, seed: int = 7) -> int:
    """The number of acknowledged writes, all of which were found again."""
    chance, found = Random(seed), 0
    dossier, head = asyncio.run(begun(url)), 1
    for cycle in range(cycles):
        work = Work(url, dossier, cycle, head)
        acknowledged = killed(work, chance)
        head = asyncio.run(checked(work, acknowledged))
        found += acknowledged
    return found


class Work(NamedTuple):
    """What one writer does: its number, and the newest revision it begins from."""

    url: str
    dossier: str
    cycle: int
    head: int

    def step(self, number: int) -> Revision:
        """The same for the same number: sent again after a kill it is done once. Every fourth is a comment."""
        return Revision(
            id=self.dossier,
            base_revision=self.head + number - number // 4,
            action="comment" if number % 4 == 3 else "edit",
            section=SECTIONS[number % 3],
            content=f"cycle {self.cycle}, write {number}: 会员与中央预订",
            author="writer",
            key=f"cycle-{self.cycle}-write-{number}",
        )


async def begun(url: str) -> str:
    store = await open_store(url)
    dossier = (await store.dossiers.start(Start(business_nature="a hotel group"))).id
    await store.database.close()
    return dossier


def writing(write: Callable[[int], Coroutine[None, None, None]]) -> tuple[int, int]:
    """A process that writes, and where it tells what was acknowledged."""
    source, sink = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(source)
        try:
            asyncio.run(write(sink))
        finally:
            os._exit(1)
    os.close(sink)
    return writer, source


def killed(work: Work, chance: Random) -> int:
    """A writer of its own is killed after so many acknowledgements and a moment more. How many there were in all."""
    writer, source = writing(lambda sink: write(work, sink))
    told, enough = b"", chance.randint(1, MOST_WRITES)
    while len(told) < enough:
        told += (more := os.read(source, 1))
        assert more, "the writer has failed"
    time.sleep(chance.random() * 0.004)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while more := os.read(source, 100):
        told += more
    os.close(source)
    return len(told)


async def write(work: Work, sink: int) -> None:
    """Writes without end; a byte to the sink for each that was acknowledged."""
    store = await open_store(work.url)
    number = 0
    while True:
        await store.dossiers.revise(work.step(number))
        os.write(sink, b".")
        number += 1


async def checked(work: Work, acknowledged: int) -> int:
    """Nothing acknowledged is lost, nothing is there twice or half. The newest revision."""
    store = await open_store(work.url)
    assert [words async for words in faults(store.database)] == []
    before = [line async for line in lines(store.database)]
    for number in range(acknowledged):
        await store.dossiers.revise(work.step(number))
    after = [line async for line in lines(store.database)]
    assert after == before, "a write that was acknowledged had been lost"
    found = await revisions(store, work.dossier)
    assert found == [*range(found[0], max(0, found[0] - MOST), -1)]
    await store.database.close()
    return found[0]


async def revisions(store: Store, dossier: str) -> list[int]:
    history = (await store.shown(DossierRequest(id=dossier, view="history"))).history
    return [one.revision for one in history]


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:])), "acknowledged writes, all found again")
