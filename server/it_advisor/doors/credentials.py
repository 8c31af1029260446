"""Who shows a token: looked up in the store and remembered for seconds, so that a revoked one soon opens nothing."""

import re
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from time import monotonic
from typing import NamedTuple, Protocol

from it_advisor.cabinet import Cabinet
from it_advisor.caller import Caller
from it_advisor.errors import Words

SECONDS = 3.0
"""How long what was found for a token is not asked for again."""
MOST = 1_000
"""Callers that are remembered."""
LONGEST = 16_000
"""Characters of a token; headers have no more room."""
_OURS = re.compile(r"it[as]_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")

REASONS = {
    "malformed": Words("令牌无效", "the token is not one of this server's"),
    "unknown": Words("令牌无效", "the token is not one of this server's"),
    "expired": Words("令牌已过期；请管理员另发一个", "the token has expired; an administrator can give another"),
    "revoked": Words("令牌已被撤销；请管理员另发一个", "the token was revoked; an administrator can give another"),
    "audience": Words("令牌不是发给本服务的", "the token was issued for another service"),
    "issuer": Words("令牌不是由本服务信任的登录服务签发的", "the token is of an issuer this server does not trust"),
    "refused": Words("登录服务没有确认您的身份", "the sign-in service did not vouch for you"),
    "early": Words("令牌尚未生效", "the token is not valid yet"),
}


class NotKnown(Exception):
    """Nobody is let in with this; `reason` is one of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Issuer(Protocol):
    """Somebody else who vouches for callers."""

    async def caller(self, token: str) -> Caller:
        """Raises NotKnown, or Unavailable where it cannot be told."""
        ...


class _Found(NamedTuple):
    caller: Caller
    until: float


class Credentials:
    """Tokens of this program, and of an OpenID provider where there is one."""

    def __init__(self, cabinet: Cabinet, issuer: Issuer | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._cabinet, self._issuer, self._clock = cabinet, issuer, clock
        self._found: OrderedDict[bytes, _Found] = OrderedDict()

    async def caller(self, secret: str) -> Caller:
        """Whose it is. Raises NotKnown, Unavailable or Misconfigured."""
        key = sha256(secret.encode("utf-8", "replace")).digest()
        found = self._found.get(key)
        if found is None or found.until < self._clock():
            self._found.pop(key, None)
            found = self._found[key] = _Found(await self._asked(secret), self._clock() + SECONDS)
            while len(self._found) > MOST:
                self._found.popitem(last=False)
        return found.caller

    def forget(self) -> None:
        """Ask again for everybody."""
        self._found.clear()

    async def _asked(self, secret: str) -> Caller:
        if _OURS.fullmatch(secret):
            shown = await (await self._cabinet.open()).tokens.shown(secret)
            if shown.caller is None:
                raise NotKnown(shown.refused)
            return shown.caller
        if self._issuer is None or len(secret) > LONGEST or secret.count(".") != 2:
            raise NotKnown("malformed")
        return await self._issuer.caller(secret)
