"""Who a request over HTTP is from, as the gate has found out; over pipes it is whoever started the server."""

from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.requests import HTTPConnection
from starlette.types import Scope as HttpScope

from it_advisor.caller import LOCAL, SCOPES, Caller
from it_advisor.errors import Forbidden, Scope

_PLACE = "it_advisor.known"
Tell = Callable[[str, str, str], None]
"""Told of a refusal: who, why, and at which place."""


def _nowhere(actor: str, why: str, place: str) -> None:
    """Where nobody signs in, nobody is refused."""


class Known(NamedTuple):
    """A caller, by what they are known, and where one reads how to sign in."""

    caller: Caller
    session: str = ""
    """The secret in a browser's cookie; empty for who came with a token."""
    metadata: str = ""
    tell: Tell = _nowhere
    """Writes a refusal down."""


_NOBODY = Known(LOCAL)
"""Where nobody has to sign in."""


def known_as(scope: HttpScope, known: Known) -> HttpScope:
    """The same request, its caller known."""
    return {**scope, _PLACE: known}


def known_of(request: HTTPConnection | Any | None) -> Known:
    found: Known = request.scope.get(_PLACE, _NOBODY) if isinstance(request, HTTPConnection) else _NOBODY
    return found


def caller_of(request: HTTPConnection | Any | None) -> Caller:
    """The local user where there is no request, or where nobody has to sign in."""
    return known_of(request).caller


def refused(request: HTTPConnection | Any | None, error: Forbidden, place: str) -> dict[str, str]:
    """Write it down. Returns the header of a 403: with which scopes the same request would pass."""
    known = known_of(request)
    known.tell(known.caller.actor, f"403 {error.scope}", place)
    return {"WWW-Authenticate": challenge(known.metadata, "insufficient_scope", error.scope)}


def challenge(metadata: str, error: str = "", scope: Scope = "viewer") -> str:
    """RFC 6750, with the metadata of RFC 9728; a client that has shown nothing is told of no error.

    All scopes up to the one that is needed are named, so that a client which asks for them keeps what it could do.
    """
    parts = [f'error="{error}"'] if error else []
    parts.append(f'scope="{" ".join(SCOPES[: SCOPES.index(scope) + 1])}"')
    parts += [f'resource_metadata="{metadata}"'] if metadata else []
    return f"Bearer {', '.join(parts)}"
