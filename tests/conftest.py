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


@pytest.fixture
def stdio_process() -> Iterator[StdioProcess]:
    """A server of this test's own on pipes."""
    with on_pipes() as server:
        yield server


@pytest.fixture(scope="session")
def http_server() -> Iterator[HttpServer]:
    """One server over HTTP for all tests."""
    with on_http() as server:
        yield server
