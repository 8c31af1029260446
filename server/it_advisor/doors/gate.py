"""Who is let in over HTTP: the token or the browser's session is looked at before anything else of a request is."""

import logging

from mcp import types
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.requests import HTTPConnection
from starlette.types import Scope

from it_advisor.caller import SESSION
from it_advisor.doors.callers import Known, Tell, caller_of, challenge, known_as, refused
from it_advisor.doors.credentials import REASONS, Credentials, NotKnown
from it_advisor.doors.guard import Rejected
from it_advisor.errors import AdvisorError, Forbidden, Words
from it_advisor.operations import OPERATIONS

logger = logging.getLogger(__name__)

OPEN = ("/healthz", "/readyz", "/sign-in", "/favicon.ico")
OPEN_UNDER = ("/static/", "/sign-in/", "/.well-known/oauth-protected-resource")
"""Where nobody has to be known."""
PROGRAMS = ("/mcp", "/sse", "/messages", "/api/")
"""Where a browser's session counts for nothing: its cookie would be sent by any page."""
COOKIES = ("__Host-it-advisor", "it-advisor")
"""The second where a browser is on this computer, to which it speaks without TLS."""
METADATA = "/.well-known/oauth-protected-resource"
_NOBODY = Words("请登录：发送 Authorization: Bearer <令牌>", "sign in: send Authorization: Bearer <token>")
_DOWN = Words("暂时无法核对令牌，请稍后再试", "tokens cannot be checked now; try again later")
_SCHEME = Words("Authorization 应为 Bearer <令牌>，且只发一次", "Authorization must be Bearer <token>, once")


class Gate:
    """Lets callers in. `url` is the public address where an OpenID provider is trusted, else empty."""

    def __init__(self, credentials: Credentials, tell: Tell, url: str = "") -> None:
        self._credentials, self._tell, self._url = credentials, tell, url

    async def admit(self, scope: Scope) -> Scope:
        """The request with its caller known. Raises Rejected: 401 whom nobody knows, 503 where it cannot be told."""
        path = scope["path"]
        if path in OPEN or path.startswith(OPEN_UNDER):
            return scope
        try:
            known = await self._known(scope)
        except NotKnown as error:
            self._tell("-", f"401 {error.reason}", _door(path))
            raise self._unknown(path, REASONS[error.reason], "invalid_token") from error
        except Forbidden as error:
            self._tell("-", f"403 {error.scope}", _door(path))
            challenged = {"WWW-Authenticate": challenge(self._metadata(path), "insufficient_scope", error.scope)}
            raise Rejected(403, error.words.zh, error.words.en, challenged) from error
        except AdvisorError as error:
            logger.warning("nobody can be let in: %s", error)
            raise Rejected(503, *_DOWN, {"Retry-After": "2"}) from error
        return known_as({**scope, "user": _user(known), "auth": None}, known)

    async def _known(self, scope: Scope) -> Known:
        connection = HTTPConnection(scope)
        path, sent = scope["path"], connection.headers.getlist("authorization")
        metadata = self._metadata(path)
        if not sent:
            return await self._of_browser(connection, metadata)
        scheme, _, secret = sent[0].partition(" ")
        if len(sent) > 1 or scheme.lower() != "bearer" or not secret.strip():
            self._tell("-", "401 scheme", _door(path))
            raise self._unknown(path, _SCHEME, "invalid_request")
        if secret.startswith(SESSION):
            raise NotKnown("malformed")
        return Known(await self._credentials.caller(secret.strip()), metadata=metadata, tell=self._tell)

    async def _of_browser(self, connection: HTTPConnection, metadata: str) -> Known:
        """By its cookie, which counts on pages only."""
        path = connection.scope["path"]
        secret = session_of(connection)
        if path.startswith(PROGRAMS) or not secret:
            self._tell("-", "401 none", _door(path))
            raise self._unknown(path, _NOBODY)
        return Known(await self._credentials.caller(secret), secret, metadata, self._tell)

    def permit(self, scope: Scope, message: types.JSONRPCMessage | None) -> None:
        """Of MCP's tools, whether the caller may: a client that is told by HTTP can ask its user for more rights.

        Raises Rejected. Over legacy SSE the answer comes with the events, where a client waits for it.
        """
        if not isinstance(message, types.JSONRPCRequest) or message.method != "tools/call":
            return
        operation = OPERATIONS.get(str((message.params or {}).get("name")))
        connection = HTTPConnection(scope)
        if operation is None or scope["path"] != "/mcp":
            return
        try:
            caller_of(connection).must(operation.scope)
        except Forbidden as error:
            headers = refused(connection, error, operation.name)
            raise Rejected(403, error.words.zh, error.words.en, headers, message.id) from error

    def _unknown(self, path: str, words: Words, error: str = "") -> Rejected:
        return Rejected(401, *words, {"WWW-Authenticate": challenge(self._metadata(path), error)})

    def _metadata(self, path: str) -> str:
        """Where it is told how to sign in for what is at a path; nowhere without an OpenID provider."""
        return self._url and f"{self._url}{METADATA}{'/mcp' if path == '/mcp' else ''}"


def session_of(connection: HTTPConnection) -> str:
    """The secret that a browser was given when its user signed in; empty where nobody has."""
    sent = (connection.cookies.get(name, "") for name in COOKIES)
    return next((value for value in sent if value.startswith(SESSION)), "")


def _door(path: str) -> str:
    """A path as the audit tells it: whoever is not known writes nothing of their own into it."""
    return next((one for one in PROGRAMS if path.startswith(one)), "page")


def _user(known: Known) -> AuthenticatedUser:
    """For the SDK, which lets nobody send messages into a stream that somebody else has opened."""
    who = known.caller
    token = AccessToken(
        token="-",
        client_id=f"{who.issuer} {who.workspace}",
        scopes=[who.scope],
        subject=who.subject,
        claims={"iss": who.issuer},
    )
    return AuthenticatedUser(token)
