"""The bridge shows a person's token to the team's server, wherever they keep it."""

import os
from pathlib import Path

import pytest

from processes import PROGRAM, on_pipes, request, search
from tokens import Shared


@pytest.mark.parametrize("kept_in", ["environment", "keyring", "nowhere", "another"])
def test_the_token_comes_from_the_environment_or_the_keyring(
    shared: Shared, kept_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment first; without one, and with one that is not valid, it is said where it belongs."""
    if kept_in == "environment":
        monkeypatch.setenv("IT_ADVISOR_TOKEN", shared.tokens["viewer"])
    if kept_in == "another":
        monkeypatch.setenv("IT_ADVISOR_TOKEN", "ita_expired")
    if kept_in == "keyring":
        monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.Kept")
        monkeypatch.setenv("KEPT_TOKEN", shared.tokens["viewer"])
    url = f"{shared.server.url}/mcp"
    with on_pipes(PROGRAM, "connect", url) as bridge:
        bridge.send(search("hotel"))
        answer = bridge.answer()
        if kept_in in ("environment", "keyring"):
            assert answer["result"]["structuredContent"]["cases"]
            bridge.send(request("tools/call", 2, name="start_dossier", arguments={"business_nature": "a hotel"}))
            assert "needs the scope editor" in str(bridge.answer())
        else:
            message = answer["error"]["message"]
            wanted = f"keyring set it-advisor {url}" if kept_in == "nowhere" else "does not take this token"
            assert wanted in message and "令牌" in message
            assert os.environ.get("IT_ADVISOR_TOKEN", "none") not in message + bridge.log()
