"""Pages of other sites may call REST where the administrator names their origin; nothing else, without cookies."""

import re
from collections.abc import Iterable, Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from it_advisor.errors import Misconfigured, Words
from it_advisor.text import short

PATHS = "/api/"
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?")
_METHODS = ("GET", "POST", "PUT")
_SENT = ("Accept", "Accept-Language", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match")
_READ = ("Allow", "Content-Disposition", "ETag", "Link", "Location", "Retry-After")


def checked(origins: Iterable[str]) -> tuple[str, ...]:
    """In the one way browsers write them. Raises Misconfigured naming one that is none."""
    found = tuple(origin.lower().rstrip("/") for origin in origins)
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            words = Words(
                f"IT_ADVISOR_CORS_ORIGINS（--cors-origin）{short(origin)}：应为 https://app.example.com，不带路径",
                f"IT_ADVISOR_CORS_ORIGINS (--cors-origin) {short(origin)}: "
                "give scheme and host, e.g. https://app.example.com, without a path",
            )
            raise Misconfigured(words)
    return found


class CrossOrigin:
    """Answers a browser's question whether a page of an origin may call REST, and marks what it may read."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._marked = CORSMiddleware(app, origins, _METHODS, _SENT, expose_headers=_READ)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and scope["path"].startswith(PATHS)
        await (self._marked if is_api else self._app)(scope, receive, send)
