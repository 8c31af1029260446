"""A case that one replica publishes is ranked by the others, and their clients are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp import Client

from databases import fresh_database
from material import FILE
from processes import HttpServer, on_http

SECONDS = 15
WORDS = "homeless shelter outreach donors case management"
OURS = FILE.replace("Homelessness charity", "Homelessness charity of another county")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "shared.db")
    return fresh_database(request.getfixturevalue("postgres"))


@asynccontextmanager
async def told(server: HttpServer) -> AsyncIterator[Client]:
    """A client that is told when the list of resources changes, by the end of the block at the latest."""
    async with (
        Client(f"{server.url}/mcp") as client,
        client.listen(resources_list_changed=True) as events,
    ):
        yield client
        with anyio.fail_after(SECONDS):
            async for _ in events:
                return


async def test_two_replicas_on_one_database(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Published on one, found on the other, whose client hears of it; withdrawn, it is gone from both."""
    monkeypatch.setenv("IT_ADVISOR_DATABASE", database)
    with on_http() as one, on_http() as other:

        async def ask(server: HttpServer, name: str, **raw: object) -> dict[str, object]:
            async with httpx2.AsyncClient(timeout=20) as http:
                answer = await http.post(f"{server.url}/api/v1/{name}", json=raw)
            assert answer.status_code == 200, answer.text
            found: dict[str, object] = answer.json()
            return found

        async def found(server: HttpServer) -> set[str]:
            async with Client(f"{server.url}/mcp") as client:
                return {str(one.uri) for one in (await client.list_resources()).resources}

        consent = {"licence": "CC0-1.0", "consent": True, "consent_by": "the director", "author": "Ana"}
        await ask(one, "contribute_case", id="ours", content=OURS, **consent)
        await ask(one, "review_case", id="ours", version=1, verdict="accept", author="Cy")
        assert "case://ours" not in await found(other)
        async with told(other):
            await ask(one, "review_case", id="ours", version=1, verdict="publish", author="Cy")
        assert "case://ours" in await found(one) & await found(other)
        hits = (await ask(other, "search_cases", words=WORDS, limit=20))["total"]
        async with told(other):
            await ask(one, "review_case", id="ours", version=1, verdict="withdraw", author="Cy")
        assert "case://ours" not in await found(one) | await found(other)
        assert (await ask(other, "search_cases", words=WORDS, limit=20))["total"] == int(str(hits)) - 1
