"""What every HTTP request passes before anything else: its names checked, its body bounded and strictly UTF-8."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Protocol
from urllib.parse import urlencode

import anyio
from mcp import types
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from it_advisor.doors.cross_origin import PATHS
from it_advisor.doors.problem_kinds import details
from it_advisor.doors.wire import Id, Refused, parse
from it_advisor.errors import Language, Words

BODY_LIMIT = 4 * 1024 * 1024
"""Bytes of a request body."""
BODY_SECONDS = 15.0
"""How long a body may take to arrive."""
BATCH = "/api/v1/recommend_it_systems/batch"
"""Takes files, each row of which is checked; it bounds them itself, as they arrive."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
NAME = r"\[[0-9a-f:.]+\]|[a-z0-9.-]+"
_HOST = re.compile(rf"({NAME})(?::[0-9]{{1,5}})?")
_ORIGIN = re.compile(r"https?://(.+)")
_WITH_BODY = ("POST", "PUT", "PATCH")
_MESSAGE_PATHS = ("/mcp", "/messages")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
"""What a page of ours sends; a program sends JSON."""


class Rejected(Exception):
    """A request that goes no further: the status, and what would be right."""

    def __init__(
        self, status: int, zh: str, en: str, headers: Mapping[str, str] | None = None, of: Id | None = None
    ) -> None:
        """Said in both languages: the caller's is not known before the request is read. `of` is a message's id."""
        self.status, self.message, self.headers, self.of = status, Words(zh, en).said(None), headers, of
        super().__init__(self.message)


class Admission(Protocol):
    """Who lets callers in; both raise Rejected."""

    async def admit(self, scope: Scope) -> Scope:
        """The request with its caller known, before its body is read."""
        ...

    def permit(self, scope: Scope, message: types.JSONRPCMessage | None) -> None:
        """A message on a path of MCP."""
        ...


class Guard:
    """Wraps the whole application, so that no route is without it.

    A page in a browser must not reach a server on the reader's own computer under a foreign
    name (DNS rebinding): Host and Origin have to be names this server was told.
    """

    def __init__(
        self,
        app: ASGIApp,
        names: Iterable[str],
        patience: float = BODY_SECONDS,
        gate: Admission | None = None,
        origins: Iterable[str] = (),
    ) -> None:
        """`names` are host names without port, beside the loopback names; any port of theirs passes.

        Without a gate nobody has to sign in. `origins` are those whose pages may call REST although they are not ours.
        """
        self._app, self._patience, self._gate, self._origins = app, patience, gate, frozenset(origins)
        self._names = frozenset(name.lower() for name in (*LOOPBACK, *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            self._check_names(scope)
            if self._gate:
                scope = await self._admitted(self._gate, scope, receive)
            if scope["method"] in _WITH_BODY and scope["path"] != BATCH:
                receive = await self._checked(scope, receive)
        except Rejected as error:
            await _refusal(scope, error)(scope, receive, send)
        except Refused as refused:
            answer = refused.answer.model_dump(mode="json", by_alias=True, exclude_unset=True)
            await JSONResponse(answer, status_code=400)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _admitted(self, gate: Admission, scope: Scope, receive: Receive) -> Scope:
        """Of whoever is not let in nothing is kept, but it is read: else a client sees no answer."""
        try:
            return await gate.admit(scope)
        except Rejected:
            if scope["method"] in _WITH_BODY:
                with suppress(Rejected):
                    await _body(receive, self._patience)
            raise

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """The body once more, looked at. Raises Rejected or Refused."""
        body = await _body(receive, self._patience)
        message = _check_body(scope, body)
        if self._gate:
            self._gate.permit(scope, message)
        return partial(_replay, _once(body), receive)

    def _check_names(self, scope: Scope) -> None:
        hosts, origins = _headers(scope, b"host"), _headers(scope, b"origin")
        if len(hosts) != 1 or not self._known(hosts[0]):
            raise Rejected(
                421,
                "此处不以这个 Host 提供服务；管理员可用 --allowed-host 添加",
                "this Host is not served here; the administrator can add it with --allowed-host",
            )
        if len(origins) == 1 and origins[0] in self._origins and scope["path"].startswith(PATHS):
            return
        for origin in origins:
            found = _ORIGIN.fullmatch(origin)
            if len(origins) > 1 or found is None or not self._known(found[1]):
                raise Rejected(403, "此 Origin 的网页不得调用本服务", "pages of this Origin may not call this server")

    def _known(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        return found is not None and found[1] in self._names


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


async def _body(receive: Receive, patience: float) -> bytes:
    """The whole body. Raises Rejected: 413 beyond the limit, 408 where it does not arrive in `patience` seconds.

    What is too much is still read, and dropped: a client sees no answer before it has sent everything.
    """
    body, size, whole = bytearray(), 0, False
    with anyio.move_on_after(patience):
        while not whole and (message := await receive())["type"] == "http.request":
            part = message.get("body", b"")
            size += len(part)
            if size <= BODY_LIMIT:
                body += part
            whole = not message.get("more_body", False)
    if size > BODY_LIMIT:
        words = (
            f"正文超过 {BODY_LIMIT} 字节；请分批发送",
            f"the body is larger than {BODY_LIMIT} bytes; send less at once",
        )
        raise Rejected(413, *words)
    if not whole:
        words = f"正文未在 {patience:g} 秒内到齐", f"the body did not arrive within {patience:g} seconds"
        raise Rejected(408, *words)
    return bytes(body)


def _check_body(scope: Scope, body: bytes) -> types.JSONRPCMessage | None:
    """JSON in UTF-8, and on the paths of MCP one JSON-RPC message, which is returned. Raises Rejected or Refused."""
    kinds = _headers(scope, b"content-type")
    kind, _, parameters = (kinds[0] if len(kinds) == 1 else "").lower().partition(";")
    if kind.strip() in _FORMS and not scope["path"].startswith((*_MESSAGE_PATHS, "/api/")):
        return None
    if kind.strip() != "application/json":
        raise Rejected(415, "请发送 Content-Type: application/json", "send Content-Type: application/json")
    if "charset" in parameters and parameters.partition("charset=")[2].strip(' "') not in ("utf-8", "utf8"):
        raise Rejected(415, "请以 UTF-8 发送 JSON", "send JSON in UTF-8")
    if scope["path"].rstrip("/") in _MESSAGE_PATHS:
        if (message := parse(body)) is None:
            raise Rejected(
                400, "此应答残缺，找不到对应的请求", "this response is too broken to be matched to a request"
            )
        return message
    try:
        body.decode()
    except UnicodeDecodeError as error:
        at = error.start
        raise Rejected(400, f"正文第 {at} 字节起不是 UTF-8", f"the body is not UTF-8 at byte {at}") from error
    return None


def _once(body: bytes) -> Callable[[], Message | None]:
    """Gives the body's message the first time, then None."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    return lambda: messages.pop() if messages else None


async def _replay(stored: Callable[[], Message | None], receive: Receive) -> Message:
    return stored() or await receive()


def _refusal(scope: Scope, error: Rejected) -> Response:
    """In the shape of the door the request was for; a browser is led to where one signs in."""
    if scope["path"].startswith("/api/"):
        return problem(error.status, error.message, headers=error.headers)
    is_page = not scope["path"].startswith((*_MESSAGE_PATHS, "/sse"))
    if error.status == 401 and is_page and "text/html" in "".join(_headers(scope, b"accept")):
        asked = scope["path"] + (f"?{query}" if (query := scope["query_string"].decode("latin-1")) else "")
        return RedirectResponse(f"/sign-in?{urlencode({'next': asked})}", 303)
    body = {"jsonrpc": "2.0", "id": error.of, "error": {"code": types.INVALID_REQUEST, "message": error.message}}
    return JSONResponse(body, status_code=error.status, headers=error.headers)


def problem(
    status: int,
    detail: str,
    errors: Iterable[dict[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    language: Language | None = None,
) -> Response:
    """RFC 9457 problem details, with the fields at fault where there are any."""
    body = details(status, detail, errors, language)
    return Response(json.dumps(body, ensure_ascii=False), status, headers, media_type="application/problem+json")
