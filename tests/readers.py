"""What a reader's browser does, without one."""

import re

import httpx2

HTML = {"Accept": "text/html", "Accept-Language": "en"}


def browser(url: str) -> httpx2.Client:
    return httpx2.Client(base_url=url, headers=HTML, follow_redirects=True)


def mark_in(html: str) -> str:
    found = re.search('name="csrf" value="([0-9a-f]{64})"', html)
    assert found
    return found[1]
