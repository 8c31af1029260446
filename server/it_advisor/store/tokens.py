"""What callers show to be let in: made, found, counted as used, revoked. Only digests of the secrets are kept."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import RowMapping, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import SESSION, TOKEN, Caller
from it_advisor.errors import NotFound, Problem, Scope, Words
from it_advisor.store.database import Database
from it_advisor.store.ledger import Entry, Ledger, digest
from it_advisor.store.schema import tokens
from it_advisor.text import short

SESSION_TIME = timedelta(hours=8)
_SECRET_BYTES = 32
_USED_AGAIN = timedelta(hours=1)
"""A token's use is written down no more often: a sign-in is not every request."""
_KEPT = timedelta(days=30)
"""How long a browser's session that has ended can still be listed."""


class NewToken(NamedTuple):
    """Who is to be let in, and until when. A browser's session has a `parent`: the token it came with, or an issuer."""

    caller: Caller
    expires: datetime
    parent: str = ""


class Token(NamedTuple):
    """A token as it may be told: everything but the secret."""

    id: str
    name: str
    scope: Scope
    workspace: str
    created_at: str
    expires_at: str
    used_at: str
    revoked_at: str


class Shown(NamedTuple):
    """What was found for a secret: whose it is, or why it lets nobody in."""

    caller: Caller | None
    refused: str = ""


class Tokens:
    """Every use of the table of tokens."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    async def create(self, new: NewToken, by: str) -> str:
        """The secret, which nobody can be told again."""
        token, caller = secrets.token_hex(4), new.caller
        secret = f"{SESSION if new.parent else TOKEN}{token}_{secrets.token_urlsafe(_SECRET_BYTES)}"
        row = {name: getattr(caller, name) for name in ("issuer", "subject", "name", "scope", "workspace")}
        times = {"created_at": self._ledger.stamp(), "expires_at": told(new.expires), "used_at": "", "revoked_at": ""}
        async with self._database.writing() as connection:
            await _forget_ended(connection, told(self._ledger.now() - _KEPT))
            await connection.execute(
                insert(tokens).values(id=token, hash=digest(secret), parent=new.parent, **row, **times)
            )
            about = f"{caller.name} {caller.scope} {caller.workspace} {told(new.expires)}"
            action = "sign_in" if new.parent else "create_token"
            await self._ledger.note(connection, Entry(by, action, new.parent or token, after=about))
        return secret

    async def open_session(self, secret: str, caller: Caller) -> str:
        """The secret of a browser's session, which ends with the token it came with; without one it is of an issuer."""
        expires, parent = self._ledger.now() + SESSION_TIME, caller.issuer
        if secret:
            async with self._database.reading() as connection:
                row = (await connection.execute(_by_digest(secret))).mappings().one()
            expires, parent = min(expires, datetime.fromisoformat(row["expires_at"])), row["id"]
        return await self.create(NewToken(caller, expires, parent), caller.actor)

    async def end_session(self, secret: str) -> None:
        async with self._database.writing() as connection:
            row = (await connection.execute(_by_digest(secret))).mappings().first()
            if row and row["parent"]:
                ended = update(tokens).where(tokens.c.id == row["id"]).values(revoked_at=self._ledger.stamp())
                await connection.execute(ended)
                await self._ledger.note(connection, Entry(row["name"], "sign_out", row["parent"]))

    async def listed(self) -> Sequence[Token]:
        """Those that people were given, the newest first."""
        names = (tokens.c[name] for name in Token._fields)
        found = select(*names).where(tokens.c.parent == "")
        async with self._database.reading() as connection:
            rows = (await connection.execute(found.order_by(tokens.c.created_at.desc(), tokens.c.id))).mappings()
            return [Token(**row) for row in rows]

    async def there_are(self) -> bool:
        """Whether anybody could be let in now."""
        alive = (tokens.c.revoked_at == "", tokens.c.expires_at > self._ledger.stamp())
        async with self._database.reading() as connection:
            return (await connection.execute(select(tokens.c.id).where(*alive).limit(1))).first() is not None

    async def revoke(self, token: str, by: str) -> None:
        """And with it the sessions of browsers that were signed in with it. Raises NotFound."""
        async with self._database.writing() as connection:
            row = (await connection.execute(select(tokens).where(tokens.c.id == token))).mappings().first()
            if row is None:
                asked = short(token)
                words = Words(
                    f"没有令牌 {asked}；见 it-advisor token list", f"no token {asked}; see it-advisor token list"
                )
                raise NotFound(Problem("id", words))
            mine = ((tokens.c.id == token) | (tokens.c.parent == token)) & (tokens.c.revoked_at == "")
            await connection.execute(update(tokens).where(mine).values(revoked_at=self._ledger.stamp()))
            await self._ledger.note(
                connection, Entry(by, "revoke_token", token, row["revoked_at"], self._ledger.stamp())
            )

    async def shown(self, secret: str) -> Shown:
        """Whose it is. Raises Unavailable."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_by_digest(secret))).mappings().first()
        if row is None:
            return Shown(None, "unknown")
        if row["revoked_at"]:
            return Shown(None, "revoked")
        if row["expires_at"] <= self._ledger.stamp():
            return Shown(None, "expired")
        if not row["parent"]:
            await self._note_use(row)
        names = ("name", "scope", "workspace", "issuer", "subject")
        return Shown(Caller(**{name: row[name] for name in names}))

    async def _note_use(self, row: RowMapping) -> None:
        if row["used_at"] > told(self._ledger.now() - _USED_AGAIN):
            return
        async with self._database.writing() as connection:
            mine = update(tokens).where(tokens.c.id == row["id"], tokens.c.used_at == row["used_at"])
            if (await connection.execute(mine.values(used_at=self._ledger.stamp()))).rowcount:
                await self._ledger.note(connection, Entry(row["name"], "sign_in", row["id"]))


def _by_digest(secret: str) -> Select[tuple[object, ...]]:
    return select(tokens).where(tokens.c.hash == digest(secret))


async def _forget_ended(connection: AsyncConnection, before: str) -> None:
    """Sessions of browsers, of which there would be ever more."""
    await connection.execute(delete(tokens).where(tokens.c.parent != "", tokens.c.expires_at < before))


def told(time: datetime) -> str:
    """As all times are kept, so that the later is the greater text."""
    return time.isoformat(timespec="seconds")
