"""Signing in on the web page with a token; what a foreign page can do with the session."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import httpx2
import pytest

from readers import HTML, browser, mark_in
from tokens import Shared


@pytest.fixture
def page(shared: Shared) -> Iterator[httpx2.Client]:
    """A browser nobody has signed in with yet."""
    with browser(shared.server.url) as client:
        yield client


def test_a_reader_signs_in_with_a_token_is_led_back_and_signs_out(shared: Shared, page: httpx2.Client) -> None:
    """The token itself is kept nowhere; the cookie is read by no script, sent by no foreign form, and opens no API."""
    asked = page.get("/cases?words=hotel")
    assert (asked.url.path, asked.url.params["next"]) == ("/sign-in", "/cases?words=hotel")
    token = shared.tokens["editor"]
    sent = page.post(
        "/sign-in", data={"token": f" {token}\n", "next": asked.url.params["next"]}, follow_redirects=False
    )
    assert (sent.status_code, sent.headers["location"]) == (303, "/cases?words=hotel")
    cookie = sent.headers["set-cookie"]
    assert cookie.startswith("it-advisor=its_")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=28800"} <= set(cookie.split("; "))
    assert token not in cookie
    shown = page.get("/cases?words=hotel")
    assert (shown.status_code, "editor" in shown.text) == (200, True)
    for path in ("/api/v1/search_cases", "/mcp"):
        assert page.post(path, json={"words": "hotel"}).status_code == 401
    session = page.cookies["it-advisor"]
    bearer = {"Authorization": f"Bearer {session}"}
    assert httpx2.post(f"{shared.server.url}/api/v1/search_cases", json={}, headers=bearer).status_code == 401
    left = page.post("/sign-out", data={"csrf": mark_in(shown.text)})
    assert (left.url.path, "it-advisor" in page.cookies) == ("/sign-in", False)
    again = httpx2.get(f"{shared.server.url}/cases", headers={**HTML, "Cookie": f"it-advisor={session}"})
    assert again.status_code == 303, "what was copied of the cookie opens nothing either"


def test_a_form_that_is_not_from_our_page_does_nothing(shared: Shared, page: httpx2.Client) -> None:
    """Without the session's own mark; and what a page sends from elsewhere is refused by its origin."""
    page.post("/sign-in", data={"token": shared.tokens["viewer"]})
    mark = mark_in(page.get("/").text)
    form = {"business_nature": "a hotel of forty rooms"}
    for given, status in (({}, 403), ({"csrf": "0" * 64}, 403), ({"csrf": mark}, 200)):
        for path in ("/", "/prompt.md"):
            assert page.post(path, data={**form, **given}).status_code == status
    assert page.post("/sign-out", data={"x": "y"}).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    assert page.post("/", data={**form, "csrf": mark}, headers=foreign).status_code == 403
    assert page.post("/sign-in", data={"token": shared.tokens["viewer"]}, headers=foreign).status_code == 403


@pytest.mark.parametrize("state", ["expired", "revoked", "forged", "nonsense", ""])
def test_what_is_no_token_is_said_on_the_page(shared: Shared, page: httpx2.Client, state: str) -> None:
    """In the reader's language, with the form to try again; nothing of it comes back."""
    answer = page.post("/sign-in", data={"token": shared.tokens.get(state, state), "next": "/costs"})
    assert (answer.status_code, "it-advisor" in page.cookies) == (401, False)
    assert (
        f"token {'has expired' if state == 'expired' else 'was revoked' if state == 'revoked' else 'is not'}"
        in answer.text
    )
    assert 'value="/costs"' in answer.text
    assert shared.tokens.get(state, "canary") not in answer.text


@pytest.mark.parametrize(
    "place",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "//[",
        "javascript:x",
        "/sign-out",
        "",
    ],
)
def test_nobody_is_led_elsewhere(shared: Shared, page: httpx2.Client, place: str) -> None:
    """A link to the sign-in page cannot end on another site."""
    token = shared.tokens["viewer"]
    sent = page.post("/sign-in", data={"token": token, "next": place}, follow_redirects=False)
    assert sent.headers["location"] == "/"


@pytest.mark.parametrize("template", sorted(files("it_advisor.web").glob("*.html")), ids=lambda path: path.name)  # type: ignore[attr-defined]
def test_every_form_that_is_posted_proves_where_it_comes_from(template: Path) -> None:
    """Whatever page is added: a foreign page must not act for a reader who is signed in."""
    forms = re.findall(r"<form\b(?:[^>{]|\{\{[^}]*\}\}|\{%[^%]*%\})*>(?:\{\{ mark \}\})?", template.read_text("utf-8"))
    posted = [form for form in forms if 'method="post"' in form]
    assert [form for form in posted if "{{ mark }}" not in form] == []
