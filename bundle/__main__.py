"""`make bundle`: validates, packs, unpacks into a clean folder, and talks to what runs there."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters, get_default_environment

from bundle.project import project
from bundle.staging import stage
from it_advisor.settings import environment_with

MCPB = ("npx", "--yes", "@anthropic-ai/mcpb@2.1.2")
BRIEF = {"business_nature": "十二家酒店，统一会员与中央预订"}


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    packed = out.absolute() / f"it-advisor-{project()['version']}.mcpb"
    with tempfile.TemporaryDirectory() as work:
        staged, unpacked = Path(work) / "staged", Path(work) / "unpacked"
        staged.mkdir()
        stage(staged)
        _run(*MCPB, "validate", str(staged / "manifest.json"))
        _run(*MCPB, "pack", str(staged), str(packed))
        _run(*MCPB, "unpack", str(packed), str(unpacked))
        manifest = json.loads((unpacked / "manifest.json").read_text("utf-8"))
        asyncio.run(_answers(manifest, start(manifest, unpacked)))
    print(f"{packed}: {packed.stat().st_size:,} bytes; unpacked, started and asked")


def start(manifest: dict[str, Any], folder: Path, **settings: str) -> StdioServerParameters:
    """The command as a host makes it: the folder and what a person set are filled in."""
    config, here = manifest["server"]["mcp_config"], os.path.realpath(folder)
    chosen = {name: field["default"] for name, field in manifest["user_config"].items()} | settings

    def filled(text: str) -> str:
        for name, value in chosen.items():
            text = text.replace(f"${{user_config.{name}}}", value)
        return text.replace("${__dirname}", here)

    env = get_default_environment() | {name: filled(value) for name, value in config["env"].items()}
    return StdioServerParameters(command=config["command"], args=[filled(one) for one in config["args"]], env=env)


async def _answers(manifest: dict[str, Any], server: StdioServerParameters) -> None:
    """Stops with what differs where the server that runs is not the one the manifest tells of."""
    _run(*_installing(server), env=_with_indexes(server))
    server = server.model_copy(update={"command": _uv(), "env": _with_indexes(server)})
    async with Client(server) as client:
        tools = [one.name for one in (await client.list_tools()).tools]
        prompts = [one.name for one in (await client.list_prompts()).prompts]
        filled = await client.get_prompt("recommend_it_systems", BRIEF)
    told = [[one["name"] for one in manifest[kind]] for kind in ("tools", "prompts")]
    if [tools, prompts] != told or BRIEF["business_nature"] not in filled.model_dump_json():
        sys.exit(f"the manifest tells of {told}, the server of {[tools, prompts]}")


def _installing(server: StdioServerParameters) -> list[str]:
    """The packages first, as hosts do: a client would not wait for them in the handshake."""
    return [_uv(), *["sync" if one == "run" else one for one in server.args[:-1]]]


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else "uv"


def _with_indexes(server: StdioServerParameters) -> dict[str, str]:
    """Where this computer's uv gets packages and Python from, which a person's host knows by itself."""
    own = environment_with("UV_PYTHON", sys.executable)
    known = {name: value for name, value in own.items() if name.startswith(("UV_", "SSL_"))}
    return {**(server.env or {}), **known, "UV_PYTHON_DOWNLOADS": "never"}


def _run(*command: str, env: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, check=True, env=env)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is needed: install Node.js 20 or newer for npx, `pip install uv` for uv")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
