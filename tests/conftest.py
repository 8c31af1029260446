"""Servers as a user starts them, for every test that needs one."""

import atexit
import os
import signal
import tempfile
from collections.abc import Iterator

import pytest

from processes import HttpServer, StdioProcess, on_http, on_pipes

# A shell that runs the tests in the background ignores Ctrl-C for them, and every server would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Dossiers of the tests are kept in a folder of theirs, never among those of whoever runs them.
_HOME = tempfile.TemporaryDirectory(prefix="it-advisor")
atexit.register(_HOME.cleanup)
os.environ["XDG_DATA_HOME"] = _HOME.name


@pytest.fixture(autouse=True, scope="module")
def home_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one module's tests keep is not found, and opened, by another's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def stdio_process() -> Iterator[StdioProcess]:
    """A server of this test's own on pipes."""
    with on_pipes() as server:
        yield server


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server, one for all the processes of a run."""
    from databases import given_server, postgres_server  # few tests need them, and they are slow to import

    if given := given_server():
        yield given
        return
    base = tmp_path_factory.getbasetemp()
    with postgres_server((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "postgres") as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def http_server() -> Iterator[HttpServer]:
    """One server over HTTP for all tests, with dossiers of its own: others need not close its database."""
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", home)
        with on_http() as server:
            patch.undo()
            yield server
