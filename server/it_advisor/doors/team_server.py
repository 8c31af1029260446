"""The HTTP client of the bridge: what keeps a team's server from answering becomes an answer that says so."""

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import anyio
import httpx2
from mcp import types

from it_advisor.doors.unanswered import refused, unreachable
from it_advisor.errors import Words

PATIENCE = httpx2.Timeout(30, read=300)
"""Seconds for a connection; and of silence within an answer, in which our server gives a sign of life every 15."""
AGAIN_SECONDS = 1.0
"""Between two tries to open the stream of notices while the server is away."""
_LOG = logging.getLogger("it_advisor")


class TeamServer(httpx2.AsyncClient):
    """Sends to one server. A request that gets no answer of MCP gets one here, a JSON-RPC error in both languages;
    the stream of notices is opened again as soon as the server is back."""

    def __init__(self, url: str, token: str | None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        super().__init__(headers=headers, timeout=PATIENCE)
        self._address, self._has_token = url, bool(token)

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        if request.method == "GET":
            return await self._listen(request, **options)
        try:
            response = await super().send(request, **options)
        except httpx2.TransportError as error:
            return self._said(request, unreachable(self._address, error))
        if request.method != "POST" or await _is_of_mcp(response):
            return response
        await response.aclose()
        return self._said(request, refused(self._address, response.status_code, self._has_token))

    async def _listen(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        while True:
            try:
                response = await super().send(request, **options)
            except httpx2.TransportError:
                await anyio.sleep(AGAIN_SECONDS)
            else:
                if isinstance(response.stream, httpx2.AsyncByteStream):
                    response.stream = _ToItsEnd(response.stream)
                return response

    def _said(self, request: httpx2.Request, words: Words) -> httpx2.Response:
        _LOG.warning(words.said(None))
        of = json.loads(request.content).get("id")
        error = {"code": types.CONNECTION_CLOSED, "message": words.said(None)}
        return httpx2.Response(502, json={"jsonrpc": "2.0", "id": of, "error": error}, request=request)


class _ToItsEnd(httpx2.AsyncByteStream):
    """A stream that a server broke off ends as one that it closed, and is opened again."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._stream:
                yield chunk
        except httpx2.TransportError:
            return

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _is_of_mcp(response: httpx2.Response) -> bool:
    """Whether an MCP client can read it: an accepted message, a stream, or JSON-RPC whatever the status."""
    kind = response.headers.get("content-type", "")
    if response.status_code in (202, 204) or response.is_redirect:
        return True
    if response.is_success:
        return kind.startswith(("application/json", "text/event-stream"))
    if response.status_code == 401 or not kind.startswith("application/json"):
        return False
    try:
        return "jsonrpc" in json.loads(await response.aread())
    except (ValueError, TypeError, httpx2.TransportError):
        return False
