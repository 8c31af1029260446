"""What makes an MCP client use it-advisor: the block as its configuration file wants it, and where that file is."""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Literal, NamedTuple, get_args

from it_advisor.errors import BadRequest, Problem, Words
from it_advisor.settings import Folders

Client = Literal["claude-desktop", "claude-code", "vscode", "cursor"]
CLIENTS: tuple[Client, ...] = get_args(Client)
NAME = "it-advisor"
"""What our entry is called in every client."""


class Block(NamedTuple):
    """Where it goes, and what goes there: our entry, in the object of that key."""

    where: str
    key: str
    entry: Mapping[str, Any]

    @property
    def text(self) -> str:
        return json.dumps({self.key: {NAME: self.entry}}, ensure_ascii=False, indent=2)


_FILES: dict[Client, str] = {
    "claude-desktop": (
        "Claude Desktop: Settings > Developer > Edit Config (claude_desktop_config.json); then quit fully and reopen"
    ),
    "claude-code": "Claude Code: ~/.claude.json, or .mcp.json in the project",
    "vscode": "VS Code: the user's mcp.json (MCP: Open User Configuration), or .vscode/mcp.json in the workspace",
    "cursor": "Cursor: ~/.cursor/mcp.json, or .cursor/mcp.json in the project",
}


_TOKEN: dict[Client, str] = {"claude-code": "${IT_ADVISOR_TOKEN}"}
"""How a client's file names the environment variable that holds a person's token; the others say `env:` in it."""


def entry(client: Client, program: str, url: str | None = None, with_token: bool = False) -> Block:
    """The block for one client: the program started over stdio, or a shared server's URL.

    `with_token`: the client sends what the environment variable IT_ADVISOR_TOKEN holds; no secret is in the file.
    Raises BadRequest for Claude Desktop with a URL: its file takes programs only.
    """
    if url is not None and not url.startswith(("http://", "https://")):
        words = Words("应以 https:// 或 http:// 开头", "must begin with https:// or http://")
        raise BadRequest(Problem("--url", words))
    if url and client == "claude-desktop":
        words = Words(
            "Claude Desktop 的配置文件不接受网址。公网 https 地址可在“设置 > 连接器”中添加"
            "（由 Anthropic 的服务器访问，本机和内网地址不行）；否则让它自己启动程序（不带 --url）",
            "Claude Desktop's file takes no URL. A public https address can be added under Settings > Connectors "
            "(Anthropic's servers call it, so this computer or a private network will not do); else let it start "
            "the program itself (without --url)",
        )
        raise BadRequest(Problem("--url", words))
    return Block(
        _FILES[client], servers_key(client), _remote(client, url, with_token) if url else _local(client, program)
    )


def servers_key(client: Client) -> str:
    """The key that holds the servers in a client's file."""
    return "servers" if client == "vscode" else "mcpServers"


def project_file(client: Client) -> str | None:
    """The file inside a project that a client reads besides the person's own, if it reads one."""
    return {"claude-code": ".mcp.json", "vscode": ".vscode/mcp.json", "cursor": ".cursor/mcp.json"}.get(client)


def user_files(client: Client, platform: str, home: PurePath, folders: Folders) -> tuple[PurePath, ...]:
    """Where a client may keep a person's own servers: the first whose folder exists is the one, else the last.

    `platform` is that of `sys.platform`. Claude Desktop from the Windows Store, which is also what the installer
    brings, reads a folder of its package and not %APPDATA% (https://github.com/anthropics/claude-code/issues/26073).
    """
    match client:
        case "claude-code":
            return (_or(folders.claude_config_dir, home) / ".claude.json",)
        case "cursor":
            return (home / ".cursor" / "mcp.json",)
        case "vscode":
            return (_settings(platform, home, folders) / "Code" / "User" / "mcp.json",)
    usual = _settings(platform, home, folders)
    packages = _or(folders.localappdata, home / "AppData" / "Local") / "Packages"
    store = packages / "Claude_pzs8sxrjxfjjc" / "LocalCache" / "Roaming"
    return tuple(root / "Claude" / "claude_desktop_config.json" for root in (store, usual)[platform != "win32" :])


def _settings(platform: str, home: PurePath, folders: Folders) -> PurePath:
    """The folder in which programs of this operating system keep a person's settings."""
    if platform == "win32":
        return _or(folders.appdata, home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return _or(folders.xdg_config_home, home / ".config")


def _or(given: str | None, usual: PurePath) -> PurePath:
    """The folder given, in the manner of the usual one, else the usual one."""
    return type(usual)(given) if given else usual


def _local(client: Client, program: str) -> dict[str, Any]:
    kind = {} if client in ("claude-desktop", "cursor") else {"type": "stdio"}
    return {**kind, "command": program, "args": [], "env": {"PYTHONUTF8": "1"}}


def _remote(client: Client, url: str, with_token: bool) -> dict[str, Any]:
    kind = {} if client == "cursor" else {"type": "http"}
    token = _TOKEN.get(client, "${env:IT_ADVISOR_TOKEN}")
    return {**kind, "url": url, **({"headers": {"Authorization": f"Bearer {token}"}} if with_token else {})}
