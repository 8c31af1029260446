"""Starts a server as an MCP client does, to see whether it answers."""

import json
import shutil
import subprocess
from typing import NamedTuple

from mcp.client.stdio import get_default_environment

from it_advisor.errors import Refusal, Words

_HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "it-advisor doctor", "version": "1"},
    },
}


class Launch(NamedTuple):
    """A command, its arguments and the (name, value) pairs of its environment."""

    command: str
    args: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        """The few variables that clients hand on, and the launch's own; nothing else of the shell's."""
        return get_default_environment() | dict(self.env)

    @property
    def program(self) -> str | None:
        """The file the command stands for, if there is one that can be run."""
        return shutil.which(self.command, path=self.environment.get("PATH"))


def answer(launch: Launch, seconds: float = 30) -> str:
    """Name and version of the server that answers. Raises Refusal saying why none does within `seconds`."""
    if launch.program is None:
        raise Refusal(Words("不存在或不可执行", "does not exist or cannot be run"))
    try:
        done = subprocess.run(
            [launch.program, *launch.args],
            input=json.dumps(_HELLO).encode() + b"\n",
            capture_output=True,
            timeout=seconds,
            env=launch.environment,
        )
    except OSError as error:
        raise Refusal(Words(f"无法启动：{error.strerror}", f"cannot be started: {error.strerror}")) from error
    except subprocess.TimeoutExpired as error:
        raise Refusal(Words(f"{seconds} 秒内没有应答", f"gave no answer within {seconds} seconds")) from error
    try:
        server = json.loads(done.stdout.partition(b"\n")[0])["result"]["serverInfo"]
        return f"{server['name']} {server['version']}"
    except (ValueError, KeyError, TypeError) as error:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise Refusal(Words(f"启动后没有应答：{said}", f"was started and gave no answer: {said}")) from error
