"""What makes an MCP client use it-advisor: the block as its configuration file wants it, and where that file is."""

import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from it_advisor import tomltext
from it_advisor.errors import BadRequest, Problem, Words

Client = Literal[
    "claude-desktop", "claude-code", "vscode", "cursor", "windsurf",
    "zed", "codex", "gemini-cli", "cherry-studio", "generic",
]  # fmt: skip
CLIENTS: tuple[Client, ...] = get_args(Client)
NAME = "it-advisor"
"""What our entry is called in every client."""
TOKEN = "IT_ADVISOR_TOKEN"
"""The environment variable that holds a person's token for a team's server."""
_INPUT = "it-advisor-token"


class Habit(NamedTuple):
    """How one client wants a server told, and where a person puts it."""

    title: str
    where: Words
    manual: str
    """The page of its documentation that says so, as it was in November 2026."""
    key: str = "mcpServers"
    types: tuple[str | None, str | None] = (None, None)
    """What its `type` says of a program and of an address."""
    address: str | None = "url"
    """The field for an address; None where its file takes programs only."""
    token: str | None = None
    """How a header names the environment variable; None where a header is taken as it is written."""


HABITS: dict[Client, Habit] = {
    "claude-desktop": Habit(
        "Claude Desktop",
        Words(
            "设置 > 开发者 > 编辑配置（claude_desktop_config.json）；然后完全退出并重新打开",
            "Settings > Developer > Edit Config (claude_desktop_config.json); then quit fully and reopen",
        ),
        "https://modelcontextprotocol.io/docs/develop/connect-local-servers",
        address=None,  # entries with an address are skipped: anthropics/claude-ai-mcp#120
    ),
    "claude-code": Habit(
        "Claude Code",
        Words("~/.claude.json，或项目中的 .mcp.json", "~/.claude.json, or .mcp.json in the project"),
        "https://code.claude.com/docs/en/mcp",
        types=("stdio", "http"),
        token=f"${{{TOKEN}}}",
    ),
    "vscode": Habit(
        "VS Code",
        Words(
            "用户的 mcp.json（命令 MCP: Open User Configuration），或工作区的 .vscode/mcp.json",
            "the user's mcp.json (MCP: Open User Configuration), or .vscode/mcp.json in the workspace",
        ),
        "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
        key="servers",
        types=("stdio", "http"),
        token=f"${{input:{_INPUT}}}",
    ),
    "cursor": Habit(
        "Cursor",
        Words(
            "~/.cursor/mcp.json，或项目中的 .cursor/mcp.json", "~/.cursor/mcp.json, or .cursor/mcp.json in the project"
        ),
        "https://cursor.com/docs/context/mcp",
        token=f"${{env:{TOKEN}}}",
    ),
    "windsurf": Habit(
        "Windsurf",
        Words(
            "~/.codeium/windsurf/mcp_config.json（Cascade 面板 > MCPs）；然后点刷新",
            "~/.codeium/windsurf/mcp_config.json (Cascade panel > MCPs); then press refresh",
        ),
        "https://docs.windsurf.com/windsurf/cascade/mcp",
        address="serverUrl",
        token=f"${{env:{TOKEN}}}",
    ),
    "zed": Habit(
        "Zed",
        Words("settings.json（命令 zed: open settings）", "settings.json (zed: open settings)"),
        "https://zed.dev/docs/ai/mcp",
        key="context_servers",
    ),
    "codex": Habit(
        "Codex",
        Words(
            "~/.codex/config.toml，或受信任项目中的 .codex/config.toml",
            "~/.codex/config.toml, or .codex/config.toml in a project you trust",
        ),
        "https://developers.openai.com/codex/mcp",
        key="mcp_servers",
        token=TOKEN,
    ),
    "gemini-cli": Habit(
        "Gemini CLI",
        Words(
            "~/.gemini/settings.json，或项目中的 .gemini/settings.json",
            "~/.gemini/settings.json, or .gemini/settings.json in the project",
        ),
        "https://geminicli.com/docs/tools/mcp-server",
        address="httpUrl",
        token=f"${{{TOKEN}}}",
    ),
    "cherry-studio": Habit(
        "Cherry Studio",
        Words(
            "设置 > MCP 服务器 > 添加 > 从 JSON 导入，粘贴以下内容",
            "Settings > MCP Servers > Add > Import from JSON, and paste this",
        ),
        "https://github.com/CherryHQ/cherry-studio/blob/main/src/renderer/src/types/mcp.ts",
        types=("stdio", "streamableHttp"),
        address="baseUrl",
    ),
    "generic": Habit(
        "mcpServers",
        Words(
            "任何以 mcpServers 配置服务器的客户端：粘贴到它的配置中",
            "any client that takes mcpServers: paste this into its configuration",
        ),
        "https://modelcontextprotocol.io/clients",
        types=(None, "http"),
    ),
}


class Block(NamedTuple):
    """Where it goes, and what goes there: our entry, in the object of that key."""

    habit: Habit
    entry: Mapping[str, Any]
    inputs: tuple[Mapping[str, Any], ...] = ()
    """What the client is to ask a person for, once."""

    @property
    def where(self) -> Words:
        title = self.habit.title
        return Words(f"{title}：{self.habit.where.zh}", f"{title}: {self.habit.where.en}")

    @property
    def key(self) -> str:
        return self.habit.key

    @property
    def text(self) -> str:
        data = {self.key: {NAME: self.entry}}
        if self.habit is HABITS["codex"]:
            return tomltext.dump(data).rstrip("\n")
        asked = {"inputs": self.inputs} if self.inputs else {}
        return json.dumps({**asked, **data}, ensure_ascii=False, indent=2)


def entry(client: Client, program: str, url: str | None = None, with_token: bool = False) -> Block:
    """The block for one client: the program started over stdio, or a shared server's URL.

    `with_token`: the client sends what the environment variable IT_ADVISOR_TOKEN holds, or what VS Code asks for;
    no secret is in the file. A client whose file takes no address, or no token in this way, starts the program
    as a bridge to the server. Raises BadRequest for a URL that is none.
    """
    habit = HABITS[client]
    if url is None:
        return Block(habit, _local(habit, program))
    checked(url, "--url")
    if habit.address is None or (with_token and habit.token is None):
        return Block(habit, _local(habit, program, "connect", url))
    asks = client == "vscode" and with_token
    return Block(habit, _remote(client, habit.address, url, with_token), (_ASKED,) if asks else ())


def checked(url: str, field: str) -> str:
    """The address of a server, if it can be one. Raises BadRequest."""
    if not url.startswith(("http://", "https://")):
        words = Words("应以 https:// 或 http:// 开头", "must begin with https:// or http://")
        raise BadRequest(Problem(field, words))
    return url


_ASKED = {
    "type": "promptString",
    "id": _INPUT,
    "description": "it-advisor: 团队令牌 your token for the team's server",
    "password": True,
}


def _local(habit: Habit, program: str, *args: str) -> dict[str, Any]:
    kind = {"type": habit.types[0]} if habit.types[0] else {}
    return {**kind, "command": program, "args": [*args], "env": {"PYTHONUTF8": "1"}}


def _remote(client: Client, address: str, url: str, with_token: bool) -> dict[str, Any]:
    habit = HABITS[client]
    kind = {"type": habit.types[1]} if habit.types[1] else {}
    sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {habit.token}"}}
    if client == "codex":
        sent = {"bearer_token_env_var": habit.token}
    return {**kind, address: url, **(sent if with_token else {})}
