"""Callers whom an OpenID provider vouches for: a real one, and tokens that somebody else has made."""

import base64
import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from mcp.shared.auth import ProtectedResourceMetadata

from it_advisor.cabinet import Cabinet
from it_advisor.desk import open_desk
from it_advisor.doors import cli
from it_advisor.doors.credentials import NotKnown
from it_advisor.doors.entrance import entrance
from it_advisor.doors.openid import SKEW, OpenID, Trust
from it_advisor.doors.place import Place
from it_advisor.doors.provider_keys import AGAIN, FRESH, ProviderKeys
from it_advisor.errors import Forbidden, Misconfigured, Unavailable
from it_advisor.settings import Settings
from processes import PROGRAM, HttpServer, on_http
from providers import CLIENT, Provider, free_port, provider
from raw_http import Answer, call, post
from readers import HTML, browser, mark_in

HERE = "https://advisor.example.com/mcp"


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Provider, HttpServer]]:
    """A provider, and a server that trusts it, to which it tells of nobody's rights but those it claims."""
    port = free_port()
    with provider(free_port()) as given:
        for name, value in (
            ("DATABASE", str(tmp_path / "openid.db")),
            ("ISSUER", given.issuer),
            ("URL", f"http://localhost:{port}"),
            ("AUDIENCE", CLIENT),
            ("CLIENT_ID", "the-page"),
            ("CLIENT_SECRET", "canary-client-secret"),
        ):
            monkeypatch.setenv(f"IT_ADVISOR_{name}", value)
        assert cli.run(["member", "add", "cy", "--scope", "editor", "--workspace", "north"]) == 0
        with on_http(PROGRAM, "serve", "--http", "--port", str(port)) as server:
            yield given, server


def start(server: HttpServer, token: str) -> Answer:
    body = {"business_nature": "a hotel of forty rooms"}
    return post(server.port, "/api/v1/start_dossier", body, f"Authorization: Bearer {token}")


def test_a_provider_signs_people_in_goes_away_and_comes_back_with_other_keys(
    trusting: tuple[Provider, HttpServer], capsys: pytest.CaptureFixture[str]
) -> None:
    """People may what their scopes or membership say; new keys are found; while it is away the old ones do."""
    given, server = trusting
    ana = given.token("ana", scope="openid editor", preferred_username="ana@example.com")
    assert start(server, ana).status == 200
    assert start(server, given.token("bo", scope=["viewer"])).status == 403
    assert start(server, given.token("cy")).status == 200
    stranger = start(server, given.token("di"))
    assert (stranger.status, "in no workspace" in stranger.data["detail"]) == (403, True)
    _metadata_is_told(given, server)
    way = _on_the_page(given, server)
    given.process.kill()
    given.process.wait()
    assert start(server, ana).status == 200, "the keys it had go on serving"
    assert way() == 503
    with provider(int(given.issuer.rpartition(":")[2])) as second:
        deadline = time.monotonic() + AGAIN + 20
        while start(server, second.token("eve", scope="editor")).status != 200:
            assert time.monotonic() < deadline
            time.sleep(0.5)
        while start(server, ana).status != 401:  # what an old key signed passes no more
            assert time.monotonic() < deadline
            time.sleep(0.2)
    capsys.readouterr()
    assert cli.run(["audit", "export"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    of_ana = [row["action"] for row in rows if row["actor"] == f"ana@example.com <{given.issuer} ana>"]
    assert of_ana.count("sign_in") == 1
    assert "start_dossier" in of_ana
    assert "canary" not in server.log()


def _metadata_is_told(given: Provider, server: HttpServer) -> None:
    url = f"http://localhost:{server.port}"
    challenge = start(server, "x.y.z").headers["www-authenticate"]
    assert f'resource_metadata="{url}/.well-known/oauth-protected-resource"' in challenge
    for path in ("", "/mcp"):
        told = call(server.port, "GET", f"/.well-known/oauth-protected-resource{path}").data
        assert ProtectedResourceMetadata.model_validate(told), "as clients read it"
        assert (told["resource"], told["authorization_servers"]) == (f"{url}{path}", [f"{given.issuer}"])
        assert told["scopes_supported"] == ["viewer", "editor", "curator", "admin"]


def _on_the_page(given: Provider, server: HttpServer) -> Callable[[], int]:
    """With PKCE and back to where they were; a way that was not begun in this browser ends nowhere.

    Returns how one comes back whom the provider has led half way.
    """
    url = f"http://localhost:{server.port}"
    with browser(url) as page, browser(url) as other, browser(given.issuer) as there:

        def led(subject: str, place: str = "/costs") -> str:
            """Where the provider sends the browser back to."""
            out = page.get("/sign-in/provider", params={"next": place}, follow_redirects=False)
            asked = parse_qs(urlsplit(out.headers["location"]).query)
            assert (asked["code_challenge_method"], asked["redirect_uri"]) == (["S256"], [f"{url}/sign-in/back"])
            answer = there.post(out.headers["location"], data={"sub": subject}, follow_redirects=False)
            return str(answer.headers["location"])

        assert "/sign-in/provider?next=/costs" in page.get("/costs").text
        way = led("cy")
        assert other.get(way).status_code == 400, "begun in another browser"
        done = page.get(way)
        assert (done.status_code, done.url.path, "cy" in done.text) == (200, "/costs", True)
        assert page.get(way).status_code == 400, "a second time"
        assert page.post("/sign-out", data={"csrf": mark_in(done.text)}).url.path == "/sign-in"
        stranger = page.get(led("fay"))
        assert (stranger.status_code, "in no workspace" in stranger.text) == (403, True)
        denied = page.get(led("cy").replace("code=", "error=access_denied&x="))
        assert (denied.status_code, "did not vouch" in denied.text) == (401, True)
        assert page.get(re.sub("code=[^&]+", "code=forged", led("cy"))).status_code == 401
        way, cookies = led("cy"), dict(page.cookies)
    return lambda: httpx2.get(way, headers=HTML, cookies=cookies).status_code


class Keys:
    """A provider of keys that does as the test says, and counts how often it was asked."""

    def __init__(self) -> None:
        self.pairs: dict[str, Any] = {"rsa": rsa.generate_private_key(65537, 2048), "ec": _curve()}
        self.asked, self.is_up, self.now = 0, True, 1_000.0
        keys = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # named by http.server
                keys.asked += self.path == "/jwks"
                told = keys.told() if self.path == "/jwks" else keys.configuration()
                self.send_response(200 if keys.is_up else 503)
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def configuration(self) -> dict[str, str]:
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks"}

    def told(self) -> dict[str, Any]:
        makers = {"rsa": jwt.algorithms.RSAAlgorithm, "ec": jwt.algorithms.ECAlgorithm}
        published = (
            (name, makers[name.partition("-")[0]].to_jwk(pair.public_key(), True)) for name, pair in self.pairs.items()
        )
        return {"keys": [{"kid": name, **key} for name, key in published]}

    def token(
        self, key: str = "rsa", algorithm: str = "RS256", head: dict[str, Any] | None = None, **claims: Any
    ) -> str:
        """A good one, but for what is given; a claim of None is left out."""
        now = int(time.time())
        usual = {"iss": self.issuer, "aud": HERE, "sub": "ana", "exp": now + 600, "scope": "editor"}
        said = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode(said, self.pairs[key], algorithm, {"kid": key, **(head or {})})


def _curve() -> Any:
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def keys() -> Iterator[Keys]:
    keys = Keys()
    serving = threading.Thread(target=keys.server.serve_forever, args=(0.05,))
    serving.start()
    yield keys
    keys.server.shutdown()
    serving.join()
    keys.server.server_close()


@pytest.fixture
async def openid(keys: Keys, tmp_path: Path) -> AsyncIterator[OpenID]:
    cabinet = Cabinet(Settings(database=str(tmp_path / "members.db")))
    yield OpenID(Trust(keys.issuer, (HERE,)), ProviderKeys(keys.issuer, lambda: keys.now), cabinet)
    await cabinet.close()


def _by_hand(head: dict[str, Any], token: str, secret: bytes | None) -> str:
    """A token's claims under another head, signed with a secret or not at all."""
    first = base64.urlsafe_b64encode(json.dumps(head).encode()).rstrip(b"=").decode()
    signed = f"{first}.{token.split('.')[1]}"
    if secret is None:
        return f"{signed}."
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


async def test_only_tokens_for_this_server_in_time_by_a_published_key_pass(openid: OpenID, keys: Keys) -> None:
    """Whatever else a token says, and however it is signed."""
    now, good = int(time.time()), keys.token()
    public = keys.pairs["rsa"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    stranger = Keys()
    bad = {
        "expired": [keys.token(exp=now - SKEW - 5), keys.token(exp=0)],
        "early": [keys.token(nbf=now + SKEW + 60)],
        "audience": [keys.token(aud="https://other.example/mcp"), keys.token(aud=f"{HERE}/x")],
        "issuer": [keys.token(iss="https://other.example")],
        "malformed": [
            *(keys.token(**{claim: None}) for claim in ("exp", "iss", "aud", "sub")),
            keys.token(sub=""),
            keys.token(aud=[]),
            keys.token(sub=7),
            keys.token(sub="ana\u202e"),
            keys.token(exp="soon"),
            stranger.token(iss=keys.issuer),
            keys.token(head={"kid": "nobody's"}),
            _by_hand({"alg": "RS256", "kid": ["rsa"]}, good, b""),
            keys.token("ec", "ES256", head={"kid": "rsa"}),
            _by_hand({"alg": "none", "kid": "rsa"}, good, None),
            _by_hand({"alg": "HS256", "kid": "rsa"}, good, public),
            _by_hand({"alg": "HS256", "kid": "rsa"}, good, b""),
            good[:-8] + "AAAAAAAA",
            good.replace(".", ".e30", 1),
            "..",
            "a.b.c",
        ],
    }
    stranger.server.server_close()
    for reason, tokens in bad.items():
        for place, token in enumerate(tokens):
            keys.now += AGAIN
            with pytest.raises(NotKnown) as caught:
                await openid.caller(token)
            assert caught.value.reason == reason, (reason, place)
    passing = (
        good,
        keys.token("ec", "ES256"),
        keys.token(exp=now - 5),
        keys.token(nbf=now + 5),
        keys.token(aud=["x", HERE]),
    )
    for token in passing:
        caller = await openid.caller(token)
        assert caller == ("ana", "editor", "default", keys.issuer, "ana")


async def test_rights_are_the_highest_of_our_scopes_and_at_most_the_memberships(openid: OpenID, keys: Keys) -> None:
    """Read where providers write them; a token with none of them needs a membership."""
    for claims, expected in (
        ({"scope": "openid editor viewer"}, "editor"),
        ({"scope": None, "scp": ["curator"]}, "curator"),
        ({"scope": None, "roles": ["admin", "x"]}, "admin"),
    ):
        assert (await openid.caller(keys.token(**claims))).scope == expected
    with pytest.raises(Forbidden, match="in no workspace"):
        await openid.caller(keys.token(scope="openid administrator"))
    from it_advisor.store.members import Member

    members = (await openid._cabinet.open()).members
    await members.add(Member("north", "ana", "editor"), "test")
    for scope, expected in ((None, "editor"), ("admin", "editor"), ("viewer", "viewer")):
        caller = await openid.caller(keys.token(scope=scope, preferred_username="ana@example.com"))
        assert caller == ("ana@example.com", expected, "north", keys.issuer, "ana")


async def test_the_workspace_may_be_a_claim(openid: OpenID, keys: Keys) -> None:
    """Then a token without it opens nothing."""
    of_claim = OpenID(openid.trust._replace(workspace_claim="team"), openid.keys, openid._cabinet)
    assert (await of_claim.caller(keys.token(team="south"))).workspace == "south"
    with pytest.raises(Forbidden):
        await of_claim.caller(keys.token())


async def test_keys_are_fetched_when_needed_and_no_more_often(openid: OpenID, keys: Keys) -> None:
    """A flood of unknown keys asks the provider once in a while; one that is down costs nobody what they had."""
    keys.is_up = False
    with pytest.raises(Unavailable):
        await openid.caller(keys.token())
    keys.is_up = True
    with pytest.raises(Unavailable):
        await openid.caller(keys.token())
    keys.now += AGAIN
    await openid.caller(keys.token())
    asked = keys.asked
    keys.now += AGAIN
    for number in range(50):
        with pytest.raises(NotKnown):
            await openid.caller(keys.token(head={"kid": f"unknown {number}"}))
    assert keys.asked == asked + 1
    old = keys.token()
    keys.pairs = {"rsa-2": rsa.generate_private_key(65537, 2048)}
    keys.now += AGAIN
    await openid.caller(old)
    await openid.caller(keys.token("rsa-2"))
    with pytest.raises(NotKnown):
        await openid.caller(old)
    keys.is_up = False
    keys.now += FRESH * 2
    await openid.caller(keys.token("rsa-2"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"issuer": "http://id.example.com", "url": "https://a.example"}, "IT_ADVISOR_ISSUER: must be an address"),
        ({"issuer": "https://id.example.com"}, "IT_ADVISOR_URL: must be an address that begins with https://"),
        ({"issuer": "https://id.example.com", "url": "https://a.example?x=1"}, "IT_ADVISOR_URL"),
    ],
)
def test_an_unsafe_address_is_refused_at_the_start(settings: dict[str, Any], told: str) -> None:
    """Tokens and keys must not pass where others can read or change them."""
    with pytest.raises(Misconfigured, match=told):
        entrance(open_desk(Settings(**settings)), Place("127.0.0.1", 0))
