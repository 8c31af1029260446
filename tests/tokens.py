"""Tokens of every kind for a server on which callers sign in."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from it_advisor.caller import OWN, SCOPES, Caller
from it_advisor.store.opening import open_store
from it_advisor.store.tokens import NewToken
from processes import HttpServer

FAR = datetime.now(UTC) + timedelta(days=1)


class Shared(NamedTuple):
    """A running server, its database, and a token a name."""

    server: HttpServer
    database: str
    tokens: dict[str, str]


def person(name: str, scope: str = "editor", workspace: str = "default") -> Caller:
    return Caller(name, scope, workspace, OWN, name)  # type: ignore[arg-type] # one of SCOPES


async def with_tokens(database: str) -> dict[str, str]:
    """One for every scope, of two workspaces, and some that open nothing."""
    store = await open_store(database)
    made = {scope: await store.tokens.create(NewToken(person(scope, scope), FAR), "test") for scope in SCOPES}
    made["elsewhere"] = await store.tokens.create(NewToken(person("elsewhere", "editor", "north"), FAR), "test")
    made["expired"] = await store.tokens.create(NewToken(person("late"), datetime(2026, 1, 1, tzinfo=UTC)), "test")
    made["revoked"] = await store.tokens.create(NewToken(person("gone"), FAR), "test")
    await store.tokens.revoke(made["revoked"].split("_")[1], "test")
    await store.database.close()
    made["forged"] = made["admin"][:-4] + "AAAA"
    return made
