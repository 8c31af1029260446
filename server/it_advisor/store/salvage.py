"""A database filled anew in the place of a file that can no longer be read."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from it_advisor.store.opening import open_store
from it_advisor.store.transfer import put_back

_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a database; left behind, it would be taken for part of the new one."""


class Anew(NamedTuple):
    """How many rows it has, and where the damaged file is now."""

    rows: int
    damaged: Path


async def filled_anew(file: Path, told: Iterable[str]) -> Anew:
    """From an export, beside the damaged file, which makes room only when the new one is whole.

    Raises BadRequest for an export that is not; then nothing has moved.
    """
    fresh = file.with_name(f".{file.name}.{os.getpid()}.fresh")
    try:
        store = await open_store(str(fresh))
        try:
            rows = await put_back(store.database, told)
        finally:
            await store.database.close()
        damaged = file.with_name(f"{file.name}.damaged-{datetime.now():%Y%m%d-%H%M%S}")
        for ending in (*_BESIDE, ""):
            if (part := file.with_name(f"{file.name}{ending}")).exists():
                part.rename(damaged.with_name(f"{damaged.name}{ending}"))
        fresh.rename(file)
    finally:
        for ending in ("", *_BESIDE):
            fresh.with_name(f"{fresh.name}{ending}").unlink(missing_ok=True)
    return Anew(rows, damaged)
