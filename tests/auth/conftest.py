"""A server on which callers sign in, and tokens of every kind for it."""

import asyncio
from collections.abc import Iterator

import pytest

from it_advisor.settings import TOOLSETS
from processes import PROGRAM, on_http
from tokens import Shared, with_tokens


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """On this computer, with every tool."""
    place = tmp_path_factory.mktemp("shared") / "shared.db"
    tokens = asyncio.run(with_tokens(str(place)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IT_ADVISOR_DATABASE", str(place))
        patch.setenv("IT_ADVISOR_TOOLSETS", ",".join(TOOLSETS))
        with on_http(PROGRAM, "serve", "--http", "--port", "0", "--sign-in") as server:
            patch.undo()
            yield Shared(server, str(place), tokens)
