"""Rivals running, and asked for their prompts in the protocol each knows."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from time import monotonic, sleep
from typing import Any

from benchmarks.asked import META, brief
from benchmarks.rivals import ENVIRONMENT, LEGACY, MODERN, ROUTE, Rival
from benchmarks.servers import Server

PATIENCE = 30
"""Seconds a server may take until it can be reached."""
_TAKEN = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
_WHO = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": {"name": "benchmark", "version": "1"}}


class Started:
    """A running server of either way, and asking it for its prompt, a different one each time."""

    def __init__(self, rival: Rival, server: Server) -> None:
        self.rival, self.server = rival, server
        self._numbers = count(1)
        self._session = ""

    def shake(self) -> None:
        """On its pipes, the handshake of the older protocol, where that is its own."""
        if self.rival.protocol == LEGACY:
            self._said({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": _WHO})
            self._write({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def ask(self) -> None:
        """One request on its pipes, answered. Raises RuntimeError where the answer is no result."""
        self._said(self._request())

    def _said(self, request: dict[str, Any]) -> None:
        self._write(request)
        assert self.server.process.stdout
        while line := self.server.process.stdout.readline():
            answer = json.loads(line)
            if answer.get("id") == request["id"] and "method" not in answer:  # others are notices and questions
                if "result" in answer:
                    return
                break
        raise RuntimeError(f"{self.rival.name} gives no answer but {line[:500]!r}")

    def _write(self, message: dict[str, Any]) -> None:
        assert self.server.process.stdin
        self.server.process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        self.server.process.stdin.flush()

    def _request(self) -> dict[str, Any]:
        number = next(self._numbers)
        params: dict[str, Any] = {"name": self.rival.prompt, "arguments": self.rival.given(number)}
        if self.rival.protocol == MODERN:
            params["_meta"] = META
        return {"jsonrpc": "2.0", "id": number, "method": "prompts/get", "params": params}

    def open_session(self) -> None:
        """Over HTTP, the handshake of the older protocol, where that is its own."""
        if self.rival.protocol == LEGACY:
            body = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": _WHO}
            connection = HTTPConnection("127.0.0.1", self.server.port)
            connection.request("POST", "/mcp", json.dumps(body), _TAKEN)
            answer = connection.getresponse()
            answer.read()
            self._session = answer.getheader("mcp-session-id") or ""
            connection.close()

    def posted(self) -> Iterator[bytes]:
        """Requests over HTTP without end."""
        while True:
            if self.rival is ROUTE:
                body, path, head = json.dumps(brief(next(self._numbers))), "/api/v1/recommend_it_systems", {}
            else:
                asked = self._request()
                body, path = json.dumps(asked, ensure_ascii=False), "/mcp"
                head = {"MCP-Protocol-Version": self.rival.protocol, "Mcp-Session-Id": self._session}
                head |= {"Mcp-Method": asked["method"], "Mcp-Name": self.rival.prompt}
            lines = {"Host": f"127.0.0.1:{self.server.port}", **_TAKEN, **head}
            lines |= {"Content-Length": str(len(body.encode()))}
            said = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
            yield f"POST {path} HTTP/1.1\r\n{said}\r\n{body}".encode()


@contextmanager
def on_pipes(rival: Rival) -> Iterator[Started]:
    pipe = subprocess.PIPE
    environment = os.environ | ENVIRONMENT
    with subprocess.Popen(
        rival.command(0), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        try:
            started = Started(rival, Server(process))
            started.shake()
            yield started
        finally:
            process.kill()


@contextmanager
def on_http(rival: Rival) -> Iterator[Started]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    silent = subprocess.DEVNULL
    environment = os.environ | ENVIRONMENT | {"PORT": str(port)}
    with subprocess.Popen(rival.command(port), stdout=silent, stderr=silent, env=environment) as process:
        try:
            _wait(rival, process, port)
            started = Started(rival, Server(process, port))
            started.open_session()
            yield started
        finally:
            process.kill()


def _wait(rival: Rival, process: subprocess.Popen[bytes], port: int) -> None:
    """Until it can be reached. Raises RuntimeError where it ends or takes too long."""
    until = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            sleep(0.05)
    raise RuntimeError(f"{rival.name} cannot be reached")
