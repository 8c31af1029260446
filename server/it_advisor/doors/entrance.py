"""Whether callers have to sign in, and by what they are known; a server that anybody could use does not start."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import anyio
from mcp.server.auth.routes import create_protected_resource_routes
from pydantic import AnyHttpUrl, ConfigDict, TypeAdapter
from starlette.routing import Route

from it_advisor.cabinet import Cabinet
from it_advisor.caller import SCOPES
from it_advisor.desk import Desk
from it_advisor.doors.credentials import Credentials
from it_advisor.doors.gate import Gate
from it_advisor.doors.place import Place
from it_advisor.doors.witness import Witness
from it_advisor.errors import Misconfigured, Words
from it_advisor.settings import Settings

if TYPE_CHECKING:  # servers without a provider need not wait for what its keys take
    from it_advisor.doors.openid import OpenID

_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl, config=ConfigDict(url_preserve_empty_path=True))
"""Issuers are compared letter by letter: none gets a slash of ours at its end."""


class Client(NamedTuple):
    """What the OpenID provider knows the web page as; without a secret it is known by PKCE alone."""

    id: str
    secret: str


class Entrance(NamedTuple):
    """What stands before a server on which callers sign in."""

    cabinet: Cabinet

    gate: Gate
    credentials: Credentials
    witness: Witness
    openid: "OpenID | None"
    url: str
    client: Client | None = None
    """Where people may sign in on the web page at the provider."""

    @property
    def issuer(self) -> str:
        return self.openid.trust.issuer if self.openid else ""

    def routes(self) -> list[Route]:
        """RFC 9728: where callers of each address get a token for it."""
        return [route for path in ("/mcp", "") for route in self._metadata(path)]

    def _metadata(self, path: str) -> list[Route]:
        if self.openid is None:
            return []
        return create_protected_resource_routes(
            resource_url=_URL.validate_python(f"{self.url}{path}"),
            authorization_servers=[_URL.validate_python(self.openid.trust.issuer)],
            scopes_supported=list(SCOPES),
            resource_name="it-advisor",
        )


def entrance(desk: Desk, place: Place) -> Entrance | None:
    """None where nobody has to sign in. Raises Misconfigured where others could reach it and nobody could sign in."""
    settings = desk.settings
    if place.open_to_all:
        _refuse_both(place, settings)
        return None
    if not place.is_shared and settings.issuer is None:
        return None
    openid = _openid(settings, desk.advisor.cabinet)
    if openid is None and not anyio.run(_can_sign_in, settings):
        raise Misconfigured(_nobody_can(place))
    cabinet, url = desk.advisor.cabinet, (settings.url or "").rstrip("/")
    credentials, witness = Credentials(cabinet, openid), Witness(cabinet)
    gate = Gate(credentials, witness.tell, url if openid else "")
    secret = settings.client_secret.get_secret_value() if settings.client_secret else ""
    client = Client(settings.client_id, secret) if openid and settings.client_id else None
    return Entrance(cabinet, gate, credentials, witness, openid, url, client)


def _nobody_can(place: Place) -> Words:
    zh, en = (place.host, place.host) if not place.is_loopback else _ASKED
    return Words(
        f"{zh} 要求登录，而还没有任何令牌；请先运行 it-advisor token create 姓名，"
        "或仅在本机用 127.0.0.1，或确知风险时加 --insecure-no-auth",
        f"{en}: callers must sign in and there is no token yet; run it-advisor token create NAME first, "
        "listen on 127.0.0.1 for this computer alone, or add --insecure-no-auth knowingly",
    )


_ASKED = ("--sign-in 或 --allowed-host ", "--sign-in or --allowed-host")


async def _can_sign_in(settings: Settings) -> bool:
    cabinet = Cabinet(settings)
    try:
        return await (await cabinet.open()).tokens.there_are()
    finally:
        await cabinet.close()


def _openid(settings: Settings, cabinet: Cabinet) -> "OpenID | None":
    """Raises Misconfigured for addresses that would let others listen, or in whose place others could stand."""
    if settings.issuer is None:
        return None
    from it_advisor.doors.openid import OpenID, Trust
    from it_advisor.doors.provider_keys import ProviderKeys, is_safe

    url = (settings.url or "").rstrip("/")
    for name, value in (("IT_ADVISOR_ISSUER", settings.issuer), ("IT_ADVISOR_URL", url)):
        if not is_safe(value) or urlsplit(value).query or urlsplit(value).fragment:
            words = Words(f"{name}：应为 https:// 开头的地址", f"{name}: must be an address that begins with https://")
            raise Misconfigured(words)
    audiences = (url, f"{url}/", f"{url}/mcp", *filter(None, (settings.audience,)))
    trust = Trust(settings.issuer, audiences, settings.workspace_claim or "")
    return OpenID(trust, ProviderKeys(settings.issuer), cabinet)


def _refuse_both(place: Place, settings: Settings) -> None:
    if place.sign_in or settings.issuer:
        words = Words(
            "--insecure-no-auth 与登录（--sign-in 或 IT_ADVISOR_ISSUER）相矛盾；请去掉其一",
            "--insecure-no-auth contradicts signing in (--sign-in or IT_ADVISOR_ISSUER); leave one of them out",
        )
        raise Misconfigured(words)
