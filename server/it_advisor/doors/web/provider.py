"""Signing in at the OpenID provider: authorization code with PKCE, by Authlib; the ID token proven like any other."""

import hmac
import json
import secrets
from typing import Any
from urllib.parse import quote, unquote

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.doors.credentials import NotKnown
from it_advisor.doors.entrance import Entrance
from it_advisor.doors.provider_keys import PATIENCE, is_safe
from it_advisor.doors.web.page import trouble
from it_advisor.doors.web.sessions import keep, onward, remembered
from it_advisor.errors import Unavailable, Words

WAY = ("__Host-it-advisor-way", "it-advisor-way")
"""The cookie of whoever is on the way to the provider and back."""
SECONDS = 600
"""How long one may be on the way."""
SCOPE = "openid profile email"
_DOWN = Words("登录服务没有应答，请稍后再试", "the sign-in service does not answer; try again later")


async def leave(entered: Entrance, request: Request) -> Response:
    """To the provider; what must come back unchanged is kept in the browser."""
    client, settings = _client(entered), await _configuration(entered)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    async with client:
        url, state = client.create_authorization_url(
            _safe(settings, "authorization_endpoint"), code_verifier=verifier, nonce=nonce
        )
    response = RedirectResponse(url, 303)
    kept = json.dumps([state, nonce, verifier, request.query_params.get("next", "/")])
    keep(response, request, WAY, quote(kept, safe=""), SECONDS)
    return response


async def back(entered: Entrance, request: Request) -> Response:
    """From the provider. Raises NotKnown, Forbidden or Unavailable."""
    state, nonce, verifier, place = _kept(request)
    given = request.query_params
    if not hmac.compare_digest(given.get("state", "").encode(), state.encode()) or not state:
        return _astray(request)
    if given.get("iss", entered.issuer) != entered.issuer:  # RFC 9207: another provider answers in its place
        return _astray(request)
    if "code" not in given:
        raise NotKnown("refused")
    claims = await _claims(entered, given["code"], verifier)
    if claims.get("nonce") != nonce or entered.openid is None:
        raise NotKnown("malformed")
    caller = await entered.openid.known_by(claims)
    session = await (await entered.cabinet.open()).tokens.open_session("", caller)
    response = remembered(onward(place), request, session)
    keep(response, request, WAY, "", 0)
    return response


async def _claims(entered: Entrance, code: str, verifier: str) -> dict[str, Any]:
    """What the provider says of whoever brought the code."""
    assert entered.openid and entered.client
    settings = await _configuration(entered)
    try:
        async with _client(entered) as client:
            told = await client.fetch_token(_safe(settings, "token_endpoint"), code=code, code_verifier=verifier)
        return await entered.openid.claims(str(told["id_token"]), (entered.client.id,))
    except httpx2.HTTPError as error:
        raise Unavailable(_DOWN) from error
    except (AuthlibBaseError, KeyError, ValueError) as error:
        raise NotKnown("refused") from error


def _client(entered: Entrance) -> AsyncOAuth2Client:
    assert entered.client
    return AsyncOAuth2Client(
        entered.client.id,
        entered.client.secret or None,
        token_endpoint_auth_method="client_secret_basic" if entered.client.secret else "none",
        scope=SCOPE,
        redirect_uri=f"{entered.url}/sign-in/back",
        code_challenge_method="S256",
        timeout=PATIENCE,
    )


async def _configuration(entered: Entrance) -> dict[str, Any]:
    assert entered.openid
    return await entered.openid.keys.known()


def _safe(settings: dict[str, Any], name: str) -> str:
    """Raises Unavailable for an address that secrets must not be sent to."""
    url = settings.get(name)
    if not isinstance(url, str) or not is_safe(url):
        raise Unavailable(_DOWN)
    return url


def _kept(request: Request) -> list[str]:
    sent = next((value for name in WAY if (value := request.cookies.get(name))), "")
    try:
        found = json.loads(unquote(sent))
    except ValueError:
        found = None
    right = isinstance(found, list) and len(found) == 4 and all(isinstance(one, str) for one in found)
    return found if right else ["", "", "", "/"]


def _astray(request: Request) -> Response:
    title = Words("请重新登录", "Sign in again")
    why = Words(
        "登录用时过长，或不是从本页开始的。", "Signing in took too long, or did not begin on this server's page."
    )
    return trouble(request, 400, title, why)
