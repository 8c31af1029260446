"""Callers whom an OpenID provider vouches for: by tokens for this server, in time, signed by a key it publishes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import jwt
from jwt import exceptions

from it_advisor.cabinet import Cabinet
from it_advisor.caller import DEFAULT, SCOPES, Caller
from it_advisor.doors.credentials import NotKnown
from it_advisor.doors.provider_keys import ProviderKeys
from it_advisor.errors import BadRequest, Forbidden, Scope, Words
from it_advisor.text import clean

ALGORITHMS: dict[str | None, tuple[str, ...]] = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA", "Ed25519"),
}
"""By the kind of key: none is without a signature, and no public key passes for a shared secret."""
SKEW = 60
"""Seconds that the provider's clock and ours may differ."""
NAMES = ("preferred_username", "email", "name", "sub")
"""The claims that work is signed with, the first there is: one that tells two people apart."""
_LONGEST = 120
_NO_WORKSPACE = Words(
    "您已登录，但没有权限，也不属于任何工作区；请管理员添加",
    "you are signed in, without a scope of this server and in no workspace; an administrator can add you",
)
_REASONS: dict[type[Exception], str] = {
    exceptions.ExpiredSignatureError: "expired",
    exceptions.ImmatureSignatureError: "early",
    exceptions.InvalidAudienceError: "audience",
    exceptions.InvalidIssuerError: "issuer",
}


class Trust(NamedTuple):
    """Which tokens pass: whose, for whom, and the claim that names a caller's workspace."""

    issuer: str
    audiences: tuple[str, ...]
    workspace_claim: str = ""


class OpenID:
    """Finds out whom a provider's token is of, and what they may do here."""

    def __init__(self, trust: Trust, keys: ProviderKeys, cabinet: Cabinet) -> None:
        self.trust, self.keys, self._cabinet = trust, keys, cabinet

    async def caller(self, token: str) -> Caller:
        """Raises NotKnown, Unavailable where keys or members cannot be read."""
        return await self.known_by(await self.claims(token, self.trust.audiences))

    async def claims(self, token: str, audiences: Sequence[str]) -> dict[str, Any]:
        """What the token says, proven. Raises NotKnown or Unavailable."""
        try:
            head = jwt.get_unverified_header(token)
            try:
                return self._proven(token, head, await self.keys.find(head.get("kid")), audiences)
            except exceptions.InvalidSignatureError:
                if "kid" in head:
                    raise
                await self.keys.renew()  # a provider that names no key may have changed it
                return self._proven(token, head, await self.keys.find(None), audiences)
        except (exceptions.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise NotKnown(_REASONS.get(type(error), "malformed")) from error

    def _proven(
        self, token: str, head: Mapping[str, Any], key: jwt.PyJWK | None, audiences: Sequence[str]
    ) -> dict[str, Any]:
        if key is None or head["alg"] not in ALGORITHMS.get(key.key_type, ()):
            raise NotKnown("malformed")
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS[key.key_type],
            audience=list(audiences),
            issuer=self.trust.issuer,
            leeway=SKEW,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )

    async def known_by(self, claims: Mapping[str, Any]) -> Caller:
        """Their rights are their membership's, at most what the token's scopes give. Raises Forbidden for none."""
        subject, name = claims["sub"], next(filter(None, (_text(claims.get(one)) for one in NAMES)), "")
        if _text(subject) != subject or not subject:
            raise NotKnown("malformed")
        member = await (await self._cabinet.open()).members.of(subject)
        workspace = _text(claims.get(self.trust.workspace_claim)) if self.trust.workspace_claim else ""
        if self.trust.workspace_claim and not workspace:
            raise Forbidden(_NO_WORKSPACE, "viewer")
        if member and workspace and member.workspace != workspace:
            member = None
        rights = [scope for scope in (member and member.scope, _given(claims)) if scope]
        if not rights:
            raise Forbidden(_NO_WORKSPACE, "viewer")
        scope = min(rights, key=SCOPES.index)
        return Caller(name, scope, workspace or (member.workspace if member else DEFAULT), self.trust.issuer, subject)


def _given(claims: Mapping[str, Any]) -> Scope | None:
    """The highest of our scopes that the token has, wherever providers write them; none is no rights."""
    told: set[str] = set()
    for claim in ("scope", "scp", "roles"):
        value = claims.get(claim)
        told |= {*value.split()} if isinstance(value, str) else {*map(str, value)} if isinstance(value, list) else set()
    return next((scope for scope in reversed(SCOPES) if scope in told), None)


def _text(value: object) -> str:
    """A claim as it may be shown and kept; empty for what is no such text."""
    if not isinstance(value, str):
        return ""
    try:
        found: str = " ".join(clean(value).split())
    except BadRequest:
        return ""
    return found if len(found) <= _LONGEST else ""
