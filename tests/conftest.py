"""Servers as a user starts them, for every test that needs one."""

import signal
from collections.abc import Iterator

import pytest

from processes import HttpServer, StdioProcess, on_http, on_pipes

# A shell that runs the tests in the background ignores Ctrl-C for them, and every server would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


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
