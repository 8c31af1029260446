"""The bridge: a client that only starts programs speaks through this one to a team's server, in either era."""

from collections.abc import AsyncIterable, Mapping
from typing import Any

import anyio
from mcp import types
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.inbound import (
    MCP_METHOD_HEADER,
    MCP_NAME_HEADER,
    MCP_PROTOCOL_VERSION_HEADER,
    NAME_BEARING_METHODS,
    encode_header_value,
)
from mcp.shared.jsonrpc_dispatcher import cancelled_request_id_from_params
from mcp.shared.message import ClientMessageMetadata, SessionMessage
from mcp.types import PROTOCOL_VERSION_META_KEY

from it_advisor.doors.in_flight import InFlight
from it_advisor.doors.notices import Notices
from it_advisor.doors.pipes import Answers, Requests
from it_advisor.doors.standard_streams import claimed, on_pipes
from it_advisor.doors.team_server import TeamServer
from it_advisor.doors.wire import Id

EVENT_LIMIT = 64 * 1024 * 1024
"""Bytes of one answer; the server is the team's own, and a document may be long."""


async def serve(url: str, token: str | None) -> int:
    """Pass on what this process's client says until it hangs up. Returns the exit code: 0, or 128 + a signal."""

    async def work(requests: Requests, answers: Answers, in_flight: InFlight) -> None:
        heads = Heads()
        async with (
            TeamServer(url, token) as server,
            streamable_http_client(url, http_client=server, max_sse_event_size=EVENT_LIMIT) as (incoming, outgoing),
            anyio.create_task_group() as tasks,
        ):
            tasks.start_soon(_pass_down, incoming, answers, heads)
            async for asked in requests:
                if isinstance(asked, SessionMessage):
                    _forget(asked.message, in_flight)
                    head = ClientMessageMetadata(headers=heads.of(asked.message))
                    await outgoing.send(SessionMessage(asked.message, head))
            tasks.cancel_scope.cancel()

    with claimed() as (source, sink):
        return await on_pipes(source, sink, Notices(), work)


async def _pass_down(incoming: AsyncIterable[SessionMessage | Exception], answers: Answers, heads: "Heads") -> None:
    async for said in incoming:
        if isinstance(said, SessionMessage):  # else a message that could not be read, which is logged
            heads.learn(said.message)
            await answers.send(said)


def _forget(message: types.JSONRPCMessage, in_flight: InFlight) -> None:
    """What is cancelled is not waited for: in the later era the server never answers it."""
    if isinstance(message, types.JSONRPCNotification) and message.method == "notifications/cancelled":
        in_flight.leave(cancelled_request_id_from_params(message.params))


class Heads:
    """The HTTP headers of each message, which repeat what its body says or, after a handshake, what was agreed."""

    def __init__(self) -> None:
        self._handshake: Id | None = None
        self._agreed: str | None = None

    def of(self, message: types.JSONRPCMessage) -> dict[str, str] | None:
        method = getattr(message, "method", "")
        if method == "initialize" and isinstance(message, types.JSONRPCRequest):
            self._handshake, self._agreed = message.id, None
        params: Mapping[str, Any] = getattr(message, "params", None) or {}
        version = (params.get("_meta") or {}).get(PROTOCOL_VERSION_META_KEY)
        if not isinstance(version, str):
            return {MCP_PROTOCOL_VERSION_HEADER: self._agreed} if self._agreed else None
        head = {MCP_PROTOCOL_VERSION_HEADER: encode_header_value(version), MCP_METHOD_HEADER: method}
        name = params.get(NAME_BEARING_METHODS.get(method, ""))
        return head | ({MCP_NAME_HEADER: encode_header_value(name)} if isinstance(name, str) else {})

    def learn(self, message: types.JSONRPCMessage) -> None:
        """From the answer to a handshake: the version agreed on."""
        if isinstance(message, types.JSONRPCResponse) and message.id == self._handshake:
            version = message.result.get("protocolVersion")
            self._agreed, self._handshake = version if isinstance(version, str) else None, None
