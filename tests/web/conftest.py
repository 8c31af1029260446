"""One browser for all journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsers import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened
