"""Signing in on the web page: with a token, and at an OpenID provider; what a foreign page can do with it."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from it_advisor.doors import cli
from processes import PROGRAM, on_http
from providers import free_port, provider
from tokens import Shared

HTML = {"Accept": "text/html", "Accept-Language": "en"}


def browser(url: str) -> httpx2.Client:
    return httpx2.Client(base_url=url, headers=HTML, follow_redirects=True)


@pytest.fixture
def page(shared: Shared) -> Iterator[httpx2.Client]:
    """A browser nobody has signed in with yet."""
    with browser(shared.server.url) as client:
        yield client


def mark_in(html: str) -> str:
    found = re.search('name="csrf" value="([0-9a-f]{64})"', html)
    assert found
    return found[1]


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
    "place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", "/sign-out", ""]
)
def test_nobody_is_led_elsewhere(shared: Shared, page: httpx2.Client, place: str) -> None:
    """A link to the sign-in page cannot end on another site."""
    token = shared.tokens["viewer"]
    sent = page.post("/sign-in", data={"token": token, "next": place}, follow_redirects=False)
    assert sent.headers["location"] == "/"


def test_people_sign_in_at_the_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With PKCE and back to where they were; a way that was not begun in this browser ends nowhere."""
    port, provider_port = free_port(), free_port()
    url = f"http://localhost:{port}"
    with provider(provider_port) as given:
        for name, value in (
            ("DATABASE", str(tmp_path / "web.db")),
            ("ISSUER", given.issuer),
            ("URL", url),
            ("CLIENT_ID", "the-page"),
            ("CLIENT_SECRET", "canary-client-secret"),
        ):
            monkeypatch.setenv(f"IT_ADVISOR_{name}", value)
        assert cli.run(["member", "add", "ana", "--scope", "viewer"]) == 0
        command = (PROGRAM, "serve", "--http", "--port", str(port))
        with on_http(*command) as server, browser(url) as page, browser(url) as other, browser(given.issuer) as there:

            def led(subject: str, place: str = "/costs") -> str:
                """Where the provider sends the browser back to."""
                out = page.get("/sign-in/provider", params={"next": place}, follow_redirects=False)
                asked = parse_qs(urlsplit(out.headers["location"]).query)
                assert (asked["code_challenge_method"], asked["redirect_uri"]) == (["S256"], [f"{url}/sign-in/back"])
                answer = there.post(out.headers["location"], data={"sub": subject}, follow_redirects=False)
                return answer.headers["location"]

            assert "/sign-in/provider?next=/costs" in page.get("/costs").text
            way = led("ana")
            assert other.get(way).status_code == 400, "begun in another browser"
            done = page.get(way)
            assert (done.status_code, done.url.path, "ana" in done.text) == (200, "/costs", True)
            assert page.get(way).status_code == 400, "a second time"
            assert page.post("/sign-out", data={"csrf": mark_in(done.text)}).url.path == "/sign-in"
            stranger = page.get(led("di"))
            assert (stranger.status_code, "in no workspace" in stranger.text) == (403, True)
            denied = page.get(led("ana").replace("code=", "error=access_denied&x="))
            assert (denied.status_code, "did not vouch" in denied.text) == (401, True)
            assert page.get(re.sub("code=[^&]+", "code=forged", led("ana"))).status_code == 401
            way = led("ana")
            given.process.kill()
            given.process.wait()
            assert page.get(way).status_code == 503
            assert "canary" not in server.log()


@pytest.mark.parametrize("template", sorted(files("it_advisor.web").glob("*.html")), ids=lambda path: path.name)  # type: ignore[attr-defined]
def test_every_form_that_is_posted_proves_where_it_comes_from(template: Path) -> None:
    """Whatever page is added: a foreign page must not act for a reader who is signed in."""
    forms = re.findall(r"<form\b(?:[^>{]|\{\{[^}]*\}\}|\{%[^%]*%\})*>(?:\{\{ mark \}\})?", template.read_text("utf-8"))
    posted = [form for form in forms if 'method="post"' in form]
    assert [form for form in posted if "{{ mark }}" not in form] == []
