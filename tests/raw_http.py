"""HTTP as bytes on a socket, for requests that no well-behaved client would send."""

import http.client
import json
import socket
from collections.abc import Sequence
from typing import Any, NamedTuple

MODERN = ("MCP-Protocol-Version: 2026-07-28",)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def data(self) -> Any:
        """Its JSON, be it the body or an event of a stream."""
        text = self.body.decode()
        return json.loads(text.partition("data: ")[2] if text.startswith("event:") else text)


def connection(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def post(port: int, path: str, data: Any, *headers: str) -> Answer:
    """JSON to a path; bytes go as they are."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return call(port, "POST", path, body, ("Host: localhost", "Content-Type: application/json", *headers))


def call(port: int, method: str, path: str, body: bytes = b"", headers: Sequence[str] = ("Host: localhost",)) -> Answer:
    """Exactly these headers, and those without which no answer would end."""
    accept = "Accept: application/json, text/event-stream"
    lines = [f"{method} {path} HTTP/1.1", *headers, accept, "Connection: close"]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    with connection(port) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return read(wire, method)


def read(wire: socket.socket, method: str = "POST") -> Answer:
    response = http.client.HTTPResponse(wire, method=method)
    response.begin()
    with response:
        return Answer(response.status, response.headers, response.read())


def until(wire: socket.socket, mark: bytes) -> bytes:
    """What arrives up to a mark, or to the end."""
    held = b""
    while mark not in held and (part := wire.recv(65_536)):
        held += part
    return held
