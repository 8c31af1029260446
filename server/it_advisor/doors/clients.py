"""The block that makes an MCP client use it-advisor, exactly as its configuration file wants it."""

import json
from typing import Any, Literal, NamedTuple, get_args

from it_advisor.errors import BadRequest, Problem, Words

Client = Literal["claude-desktop", "claude-code", "vscode", "cursor"]
CLIENTS: tuple[Client, ...] = get_args(Client)


class Block(NamedTuple):
    """Where it goes, and what goes there."""

    where: str
    text: str


_FILES: dict[Client, str] = {
    "claude-desktop": (
        "Claude Desktop: Settings > Developer > Edit Config (claude_desktop_config.json); then quit fully and reopen"
    ),
    "claude-code": "Claude Code: .mcp.json in the project",
    "vscode": "VS Code: .vscode/mcp.json in the workspace",
    "cursor": "Cursor: ~/.cursor/mcp.json, or .cursor/mcp.json in the project",
}


def entry(client: Client, program: str, url: str | None = None) -> Block:
    """The block for one client: the program started over stdio, or a shared server's URL.

    Raises BadRequest for Claude Desktop with a URL: its file takes programs only.
    """
    if url is not None and not url.startswith(("http://", "https://")):
        words = Words("应以 https:// 或 http:// 开头", "must begin with https:// or http://")
        raise BadRequest(Problem("--url", words))
    if url and client == "claude-desktop":
        words = Words(
            "Claude Desktop 的配置文件不接受网址；请在“设置 > 连接器”中添加，或去掉 --url",
            "Claude Desktop's file takes no URL; add it under Settings > Connectors, or leave --url out",
        )
        raise BadRequest(Problem("--url", words))
    inside = _remote(client, url) if url else _local(client, program)
    key = "servers" if client == "vscode" else "mcpServers"
    block = {key: {"it-advisor": inside}}
    return Block(_FILES[client], json.dumps(block, ensure_ascii=False, indent=2))


def _local(client: Client, program: str) -> dict[str, Any]:
    kind = {} if client in ("claude-desktop", "cursor") else {"type": "stdio"}
    return {**kind, "command": program, "args": [], "env": {"PYTHONUTF8": "1"}}


def _remote(client: Client, url: str) -> dict[str, Any]:
    return {"url": url} if client == "cursor" else {"type": "http", "url": url}
