"""A browser's session: the cookie it is kept in, and the mark by which a form proves to come from one of its pages."""

import hmac
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from it_advisor.doors.callers import known_of
from it_advisor.doors.gate import COOKIES
from it_advisor.doors.web.forms import MOST_FIELDS

FIELD = "csrf"
SECONDS = 8 * 3600
"""How long one is signed in: a working day."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def mark_of(request: Request) -> str:
    """What every form of a signed-in reader carries; empty where there is no session that a foreign page could use."""
    session = known_of(request).session
    return sha256(f"csrf {session}".encode()).hexdigest() if session else ""


async def is_ours(request: Request) -> bool:
    """Whether a form was sent from a page of this session."""
    mark = mark_of(request)
    if not mark:
        return True
    sent = (await request.form(max_fields=MOST_FIELDS)).get(FIELD)
    return isinstance(sent, str) and hmac.compare_digest(sent.encode(), mark.encode())


def remembered(response: Response, request: Request, secret: str) -> Response:
    """With the cookie: over TLS only, read by no script, and sent by no foreign page's form."""
    keep(response, request, COOKIES, secret, SECONDS)
    return response


def keep(response: Response, request: Request, names: tuple[str, str], value: str, seconds: int) -> None:
    """A cookie under the first name, or the second where a browser speaks to its own computer without TLS."""
    plain = request.url.hostname in _LOOPBACK and request.url.scheme == "http"
    response.set_cookie(
        names[1] if plain else names[0], value, max_age=seconds, httponly=True, secure=not plain, samesite="lax"
    )


def forgotten(response: Response) -> Response:
    for name, secure in zip(COOKIES, (True, False), strict=True):
        response.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return response


def onward(place: str) -> Response:
    """To a page of this server and nowhere else."""
    plain = place.isprintable() and "\\" not in place  # browsers read a backslash as a slash and drop what is invisible
    own = plain and place.startswith("/") and not place.startswith(("//", "/sign-"))
    return RedirectResponse(place if own else "/", 303)
