"""Every write goes through here: counted, once for a key, and with a line in the audit's chain."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import LOCAL, Caller
from it_advisor.errors import Conflict, Problem, Words
from it_advisor.store.database import Database
from it_advisor.store.schema import NUMBERED, audit, facts, keys
from it_advisor.text import scrub

T = TypeVar("T", bound=BaseModel)


class Entry(NamedTuple):
    """What the audit keeps of a write: who did what to which thing, and its text before and after."""

    actor: str
    action: str
    subject: str
    before: str = ""
    after: str = ""


class Ledger:
    """Writes to one database, told the time by whoever makes it."""

    def __init__(self, database: Database, now: Callable[[], datetime], caller: Caller = LOCAL) -> None:
        self._database = database
        self.now = now
        self.caller = caller

    def stamp(self) -> str:
        """The time as it is told. Nothing is ever ordered by it: clocks go back."""
        return self.now().isoformat(timespec="seconds")

    def today(self) -> date:
        return self.now().date()

    async def once(self, request: BaseModel, kind: type[T], work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do the work in one transaction; for a key that was used before, give the answer it had then.

        Raises Conflict where the key came with another request.
        """
        given: str | None = getattr(request, "key", None)
        key = given and f"{self.caller.key} {given}".strip()  # another's key tells nobody what they did with it
        asked = digest(type(request).__name__, request.model_dump_json(exclude={"key"}))
        async with self._database.writing() as connection:
            if key and (before := await self._before(connection, key, asked)) is not None:
                return kind.model_validate_json(before)
            answer = await work(connection)
            if key:
                row = {"key": key, "request": asked, "answer": answer.model_dump_json(), "at": self.stamp()}
                await connection.execute(insert(keys).values(row))
            return answer

    async def _before(self, connection: AsyncConnection, key: str, asked: str) -> str | None:
        found = (await connection.execute(select(keys).where(keys.c.key == key))).mappings().first()
        if found is None:
            return None
        if found["request"] != asked:
            words = Words(
                "此 key 已用于另一个不同的请求；请换一个新的 key",
                "this key came with another request before; take a new one",
            )
            raise Conflict(Problem("key", words))
        answer: str = found["answer"]
        return answer

    async def note(self, connection: AsyncConnection, entry: Entry) -> None:
        """One line more in the chain, each proving the one before."""
        last = select(audit.c.number, audit.c.chain).order_by(audit.c.number.desc()).limit(1)
        number, chain = (await connection.execute(last)).one_or_none() or (0, "")
        row = {
            "number": number + 1,
            "at": self.stamp(),
            "actor": self.caller.actor or entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "before": digest(entry.before) if entry.before else "",
            "after": digest(entry.after) if entry.after else "",
        }
        await connection.execute(insert(audit).values(**row, chain=linked(chain, row)))


async def next_number(connection: AsyncConnection, name: str = "number") -> int:
    """Counts up; rows are ordered by it, whatever the clock says."""
    found = await fact(connection, name) + 1
    await connection.execute(update(facts).where(facts.c.name == name).values(value=str(found)))
    return found


async def fact(connection: AsyncConnection, name: str) -> int:
    return int((await connection.execute(select(facts.c.value).where(facts.c.name == name))).scalar_one())


async def is_behind(connection: AsyncConnection) -> int:
    """The newest number of a row where the count has not come so far, as after its table was lost; else 0."""
    newest = [(await connection.execute(select(func.max(table.c.number)))).scalar() or 0 for table in NUMBERED]
    return max(newest) if max(newest) > await fact(connection, "number") else 0


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def linked(chain: str, row: dict[str, Any]) -> str:
    return digest(chain, written(row))


def written(data: Any) -> str:
    """The one way JSON is kept: the same data is the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Any:
    """What was written, with nothing in it that may not leave."""
    return scrub(json.loads(text))
