"""Who is let in to what: every way in, every kind of token, an operation of every scope."""

from typing import Any

import pytest

from processes import request
from raw_http import MODERN, Answer, call, post
from tokens import Shared

STATES: dict[str, tuple[int, int, int, str]] = {
    "nothing": (401, 401, 401, ""),
    "no scheme": (401, 401, 401, "invalid_request"),
    "another scheme": (401, 401, 401, "invalid_request"),
    "twice": (401, 401, 401, "invalid_request"),
    "in the query": (401, 401, 401, ""),
    "in a cookie": (401, 401, 401, ""),
    "no token of ours": (401, 401, 401, "invalid_token"),
    "forged": (401, 401, 401, "invalid_token"),
    "expired": (401, 401, 401, "invalid_token"),
    "revoked": (401, 401, 401, "invalid_token"),
    "viewer": (200, 403, 403, "insufficient_scope"),
    "editor": (200, 200, 403, "insufficient_scope"),
    "elsewhere": (200, 200, 403, "insufficient_scope"),
    "curator": (200, 200, 200, ""),
    "admin": (200, 200, 200, ""),
}
"""What each may do: look, write, judge; and what a refusal is called."""
OPERATIONS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("search_cases", {"words": "hotel"}, "viewer"),
    ("start_dossier", {"business_nature": "a hotel of forty rooms"}, "viewer editor"),
    ("review_case", {}, "viewer editor curator"),
)


def shown(state: str, tokens: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The query and the headers with which somebody of a kind comes."""
    bearer = f"Authorization: Bearer {tokens.get(state, 'x')}"
    match state:
        case "nothing":
            return "", ()
        case "no scheme":
            return "", (f"Authorization: {tokens['admin']}",)
        case "another scheme":
            return "", (f"Authorization: Basic {tokens['admin']}",)
        case "twice":
            return "", (f"Authorization: Bearer {tokens['admin']}",) * 2
        case "in the query":
            return f"?access_token={tokens['admin']}&token={tokens['admin']}", ()
        case "in a cookie":
            return "", (f"Cookie: it-advisor={tokens['admin']}",)
    return "", (bearer,)


def by_rest(shared: Shared, state: str, name: str, raw: dict[str, Any]) -> Answer:
    query, headers = shown(state, shared.tokens)
    return post(shared.server.port, f"/api/v1/{name}{query}", raw, *headers)


def by_mcp(shared: Shared, state: str, name: str, raw: dict[str, Any]) -> Answer:
    query, headers = shown(state, shared.tokens)
    of_mcp = (*MODERN, "Mcp-Method: tools/call", f"Mcp-Name: {name}")
    asked = request("tools/call", 7, name=name, arguments=raw)
    return post(shared.server.port, f"/mcp{query}", asked, *of_mcp, *headers)


def by_mcp_of_2025(shared: Shared, state: str, name: str, raw: dict[str, Any]) -> Answer:
    query, headers = shown(state, shared.tokens)
    asked = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": name, "arguments": raw}}
    return post(shared.server.port, f"/mcp{query}", asked, "MCP-Protocol-Version: 2025-11-25", *headers)


@pytest.mark.parametrize("way", [by_rest, by_mcp, by_mcp_of_2025])
@pytest.mark.parametrize("state", STATES)
def test_everybody_may_do_what_their_token_says_and_nothing_else(shared: Shared, state: str, way: Any) -> None:
    """With the right status, and a challenge that names the scopes with which it would pass."""
    *expected, error = STATES[state]
    for (name, raw, needed), status in zip(OPERATIONS, expected, strict=True):
        answer: Answer = way(shared, state, name, raw)
        assert answer.status == status, (state, name, answer.body)
        challenge = answer.headers["www-authenticate"] or ""
        if status == 200:
            assert (challenge, b'isError":true' in answer.body) == ("", False)
            continue
        assert challenge.startswith("Bearer ")
        assert f'scope="{needed if status == 403 else "viewer"}"' in challenge
        assert (f'error="{error}"' in challenge) is bool(error)
        assert "resource_metadata" not in challenge  # nobody but an administrator hands out tokens here
        assert answer.data.get("detail") or answer.data["error"]["message"]
        assert answer.data.get("id") == (7 if way is not by_rest and status == 403 else None)


@pytest.mark.parametrize("path", ["/sse", "/messages?session_id=0", "/mcp", "/api/v1/openapi.json", "/api/v1/nothing"])
def test_nothing_is_told_to_strangers(shared: Shared, path: str) -> None:
    """Neither streams nor what there is; a page leads them to where one signs in."""
    port = shared.server.port
    for state in (state for state, expected in STATES.items() if expected[0] == 401):
        query, headers = shown(state, shared.tokens)
        assert call(port, "GET", path + query, headers=("Host: localhost", *headers)).status == 401, state
        page = call(port, "GET", f"/cases{query}", headers=("Host: localhost", "Accept: text/html", *headers))
        assert (page.status, (page.headers["location"] or "")[:9]) == (303, "/sign-in?"), state


def test_a_body_of_a_stranger_is_not_kept_and_they_are_answered(shared: Shared) -> None:
    """The token is looked at first."""
    before = shared.server.memory()
    for size in (1_000, 30_000_000):
        assert post(shared.server.port, "/mcp", b"x" * size).status == 401
    assert shared.server.memory() - before < 30_000_000
