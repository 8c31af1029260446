"""python tests/store/outages.py CYCLES [SEED]: PostgreSQL is stopped dead again and again in the middle of writes.

By turns it is told to stop at once and killed with all its processes. The writer sends again what was not
acknowledged, as a client would; after every cycle each acknowledged write is found, and none is found twice.
"""

import asyncio
import logging
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import psutil
from killing import Work, begun, checked, writing

from databases import fresh_database, postgres_server, stop_at_once
from it_advisor.errors import Unavailable
from it_advisor.store.opening import open_store


def main(cycles: int, seed: int = 7) -> int:
    """The number of acknowledged writes, all of which were found again."""
    chance, found = Random(seed), 0
    with postgres_server(is_safe=True) as server:
        url = fresh_database(server.get_uri())
        dossier, head = asyncio.run(begun(url)), 1
        for cycle in range(cycles):
            work = Work(url, dossier, cycle, head)
            acknowledged = through_an_outage(work, server, chance)
            head = asyncio.run(checked(work, acknowledged))
            found += acknowledged
    return found


def through_an_outage(work: Work, server: Any, chance: Random) -> int:
    """Some writes, an outage, and as many writes again. How many were acknowledged."""
    writer, source = writing(lambda sink: write(work, sink))
    enough = chance.randint(1, 12)
    told = _read(source, enough)
    time.sleep(chance.random() * 0.01)
    (stop_at_once, _kill)[work.cycle % 2](server)
    _start(server)
    told += _read(source, enough)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while more := os.read(source, 100):
        told += len(more)
    os.close(source)
    return told


def _read(source: int, enough: int) -> int:
    told = 0
    while told < enough:
        more = os.read(source, 1)
        assert more, "the writer has failed"
        told += 1
    return told


def _kill(server: Any) -> None:
    master = psutil.Process(int((Path(server.pgdata) / "postmaster.pid").read_text("utf-8").split()[0]))
    processes = [master, *master.children(recursive=True)]
    for one in processes:
        one.kill()
    psutil.wait_procs(processes)


def _start(server: Any) -> None:
    for _ in range(50):
        try:
            server.ensure_postgres_running()
            return
        except Exception:  # shared memory of those that were killed may still be taken
            time.sleep(0.1)
    server.ensure_postgres_running()


async def write(work: Work, sink: int) -> None:
    """Writes without end, each until it is acknowledged; a byte to the sink for each that was."""
    logging.disable()  # an outage is what is wanted
    store, number = await open_store(work.url), 0
    while True:
        try:
            await store.dossiers.revise(work.step(number))
        except Unavailable:
            await asyncio.sleep(0.05)
            continue
        os.write(sink, b".")
        number += 1


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])), "acknowledged writes, all found again")
