"""Tokens, sessions and members, in either database."""

from datetime import UTC, datetime, timedelta

import pytest

from it_advisor.caller import OWN, Caller
from it_advisor.errors import Conflict, NotFound
from it_advisor.store.auditing import checked, rows
from it_advisor.store.members import Member
from it_advisor.store.opening import Store
from it_advisor.store.tokens import NewToken, Shown

ANA = Caller("Ana", "editor", "north", OWN, "Ana")
EVE = Caller("eve@example.com", "viewer", "default", "https://id.example", "eve")


class Clock:
    """The time, as a test has it."""

    now = datetime(2026, 11, 27, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_a_token_lives_from_its_making_to_its_end(store: Store) -> None:
    """With it end the sessions that began with it; its use is written down once an hour."""
    clock = Clock()
    mine = Store(store.database, clock)
    tokens = mine.tokens
    assert not await tokens.there_are()
    secret = await tokens.create(NewToken(ANA, clock.now + timedelta(days=1)), "root")
    assert await tokens.there_are()
    session = await tokens.open_session(secret, ANA)
    assert await tokens.shown(session) == await tokens.shown(secret) == await tokens.shown(secret) == Shown(ANA)
    assert await tokens.shown(f"{secret}x") == Shown(None, "unknown")
    assert [(one.name, one.scope, one.workspace) for one in await tokens.listed()] == [("Ana", "editor", "north")]
    clock.now += timedelta(hours=8)
    assert await tokens.shown(session) == Shown(None, "expired")
    again = await tokens.open_session(secret, ANA)
    await tokens.end_session(await tokens.open_session(secret, ANA))
    await tokens.revoke(secret.split("_")[1], "root")
    assert {(await tokens.shown(one)).refused for one in (secret, again)} == {"revoked"}
    clock.now += timedelta(days=2)
    assert not await tokens.there_are()
    with pytest.raises(NotFound):
        await tokens.revoke("nothing", "root")
    async with store.database.reading() as connection:
        told = [row["action"] async for row in rows(connection)]
        assert (await checked(connection)).faults == ()
    assert told == ["create_token", "sign_in", "sign_in", "sign_in", "sign_in", "sign_out", "revoke_token"]


async def test_a_member_is_in_one_workspace_and_signed_out_when_their_rights_change(store: Store) -> None:
    """What a browser's session holds of rights is not left behind."""
    await store.members.add(Member("north", "eve", "editor"), "root")
    with pytest.raises(Conflict, match="is in the workspace north"):
        await store.members.add(Member("south", "eve", "editor"), "root")
    session = await store.tokens.open_session("", EVE)
    assert (await store.tokens.shown(session)).caller == EVE
    await store.members.add(Member("north", "eve", "viewer"), "root")
    assert (await store.tokens.shown(session)).refused == "revoked"
    assert await store.members.listed() == [Member("north", "eve", "viewer")]
    await store.members.remove("eve", "root")
    assert await store.members.of("eve") is None
    with pytest.raises(NotFound, match="no member eve"):
        await store.members.remove("eve", "root")
