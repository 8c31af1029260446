"""A real browser for the tests: the Chromium that is on this machine."""

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Fails, naming what to install, where there is none: a page nobody opened is not tested."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "the tests of pages need Chromium: apt-get install chromium, or put one on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
