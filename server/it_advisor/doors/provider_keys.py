"""An OpenID provider's public keys: fetched when they are needed, kept while the provider is down."""

import json
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx2
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from it_advisor.errors import Unavailable, Words

logger = logging.getLogger(__name__)

FRESH = 300.0
"""Seconds after which keys are looked at again, so that one the provider has withdrawn is soon forgotten."""
AGAIN = 5.0
"""Seconds between two questions to the provider, whatever callers send."""
PATIENCE = 5.0
"""Seconds that one may take."""
MOST_BYTES = 1_000_000
_DOWN = Words("登录服务没有应答，请稍后再试", "the sign-in service does not answer; try again later")


class ProviderKeys:
    """What `{issuer}/.well-known/openid-configuration` says, and the keys it leads to."""

    def __init__(self, issuer: str, clock: Callable[[], float] = monotonic) -> None:
        self.issuer, self._clock = issuer, clock
        self.configuration: dict[str, Any] = {}
        self._keys: dict[str | None, PyJWK] = {}
        self._fetched = self._asked = float("-inf")
        self._lock = anyio.Lock()

    async def find(self, kid: str | None) -> PyJWK | None:
        """The key of that name, or the only one where a token names none. Raises Unavailable without any."""
        stale = self._clock() - self._fetched > FRESH
        if (stale or self._named(kid) is None) and not (self._keys and self._lock.locked()):
            await self.renew()
        if not self._keys:
            raise Unavailable(_DOWN)
        return self._named(kid)

    async def renew(self) -> None:
        """Look at the provider's keys again, unless that was just done."""
        async with self._lock:
            if self._clock() - self._asked >= AGAIN:
                await self._ask()

    async def known(self) -> dict[str, Any]:
        """Its configuration. Raises Unavailable."""
        if not self.configuration:
            await self.find(None)
        return self.configuration

    def _named(self, kid: str | None) -> PyJWK | None:
        if kid is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return self._keys.get(kid)

    async def _ask(self) -> None:
        """New keys in place of the old ones; where the provider does not give any, the old ones stay."""
        self._asked = self._clock()
        try:
            async with httpx2.AsyncClient(timeout=PATIENCE) as client:
                with anyio.fail_after(2 * PATIENCE):
                    told = await _json(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                    if told.get("issuer") != self.issuer:
                        raise ValueError("it calls itself something else")
                    keys = PyJWKSet.from_dict(await _json(client, str(told["jwks_uri"])))
        except (httpx2.HTTPError, PyJWTError, ValueError, KeyError, TimeoutError) as error:
            logger.warning("no keys of %s: %s", self.issuer, type(error).__name__)
            return
        self.configuration, self._fetched = told, self._clock()
        self._keys = {key.key_id: key for key in keys.keys if key.public_key_use in (None, "sig")}


async def _json(client: httpx2.AsyncClient, url: str) -> dict[str, Any]:
    """Raises ValueError for what is no answer of a provider."""
    if not is_safe(url):
        raise ValueError("neither https nor on this computer")
    answer = await client.get(url)
    answer.raise_for_status()
    if len(answer.content) > MOST_BYTES or not isinstance(found := json.loads(answer.content), dict):
        raise ValueError("not a JSON object")
    return found


def is_safe(url: str) -> bool:
    """Whether nobody on the way can change what is read there."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))
