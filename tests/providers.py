"""A real OpenID provider in a process of its own, and the tokens it gives to people."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx2

CLIENT = "it-advisor-test"
"""The audience of its ID tokens."""
PROGRAM = Path(sys.executable).with_name("oidc-provider-mock")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Provider(NamedTuple):
    """Where it is."""

    process: subprocess.Popen[bytes]
    issuer: str

    def token(self, subject: str, **claims: Any) -> str:
        """A signed token of somebody of whom it claims these things, got as a browser gets one."""
        with httpx2.Client(base_url=self.issuer) as http:
            http.put(f"/users/{subject}", json=claims).raise_for_status()
            asked = {"client_id": CLIENT, "redirect_uri": "http://localhost/back", "response_type": "code"}
            asked["scope"] = "openid profile email"
            led = http.post("/oauth2/authorize", params=asked, data={"sub": subject})
            code = parse_qs(urlsplit(led.headers["location"]).query)["code"][0]
            grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": asked["redirect_uri"]}
            answer = http.post("/oauth2/token", data=grant, auth=(CLIENT, "secret"))
            return str(answer.json()["id_token"])


@contextlib.contextmanager
def provider(port: int) -> Iterator[Provider]:
    """With keys of its own: started again, it has new ones."""
    command = [PROGRAM, "--port", str(port)]
    environment = os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = Provider(process, f"http://localhost:{port}")
    try:
        _wait(found.issuer)
        yield found
    finally:
        process.kill()
        process.wait()


def _wait(url: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx2.TransportError):
            httpx2.get(f"{url}/jwks")
            return
        time.sleep(0.1)
    raise TimeoutError(url)
