"""Who belongs to which workspace, of those whom an OpenID provider vouches for."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from it_advisor.caller import OWN
from it_advisor.errors import Conflict, NotFound, Problem, Scope, Words
from it_advisor.store.database import Database
from it_advisor.store.ledger import Entry, Ledger
from it_advisor.store.schema import members, tokens
from it_advisor.text import short

_ABSENT = (("没有成员", "；见"), ("no member", "; see"))


class Member(NamedTuple):
    """Somebody, by the provider's `sub`, as what they are in which workspace."""

    workspace: str
    subject: str
    scope: Scope


class Members:
    """Every use of the table of members."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    async def of(self, subject: str) -> Member | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(members).where(members.c.subject == subject))).mappings().first()
            return Member(**row) if row else None

    async def listed(self) -> Sequence[Member]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(members).order_by(*members.primary_key))).mappings()
            return [Member(**row) for row in rows]

    async def add(self, member: Member, by: str) -> None:
        """Or make them something else there. Raises Conflict for who belongs to another workspace."""
        async with self._database.writing() as connection:
            found = select(members).where(members.c.subject == member.subject)
            row = (await connection.execute(found)).mappings().first()
            if row and row["workspace"] != member.workspace:
                words = Words(
                    f"已属于工作区 {row['workspace']}；请先用 it-advisor member remove 移除",
                    f"is in the workspace {row['workspace']}; take them out with it-advisor member remove first",
                )
                raise Conflict(Problem("SUBJECT", words))
            await connection.execute(delete(members).where(members.c.subject == member.subject))
            await self._sign_out(connection, member.subject)
            await connection.execute(insert(members).values(member._asdict()))
            before = row["scope"] if row else ""
            await self._ledger.note(
                connection, Entry(by, f"member {member.scope} {member.workspace}", member.subject, before, member.scope)
            )

    async def remove(self, subject: str, by: str) -> None:
        """Raises NotFound."""
        async with self._database.writing() as connection:
            done = await connection.execute(delete(members).where(members.c.subject == subject))
            if not done.rowcount:
                asked = short(subject)
                zh, en = (
                    f"没有成员 {asked}；见 it-advisor member list",
                    f"no member {asked}; see it-advisor member list",
                )
                words = Words(zh, en)
                raise NotFound(Problem("SUBJECT", words))
            await self._sign_out(connection, subject)
            await self._ledger.note(connection, Entry(by, "member removed", subject))

    async def _sign_out(self, connection: AsyncConnection, subject: str) -> None:
        """Their browsers, whose sessions hold the rights they had."""
        theirs = update(tokens).where(tokens.c.subject == subject, tokens.c.issuer != OWN, tokens.c.revoked_at == "")
        await connection.execute(theirs.values(revoked_at=self._ledger.stamp()))
