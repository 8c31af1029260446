"""The bundle's manifest: https://github.com/anthropics/mcpb/blob/main/MANIFEST.md, version 0.4."""

import asyncio
from typing import Any

from mcp import Client, types

from bundle.project import TITLE, project
from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.doors.document_files import default_folder
from it_advisor.doors.notices import Notices
from it_advisor.model import Toolset
from it_advisor.settings import Settings

TOOLSETS: tuple[Toolset, ...] = ("core", "decide", "dossier")
"""Ten tools; documents need packages of 230 MB, which nobody would wait for while a client starts a server."""
ENTRY = "server/it_advisor/__main__.py"
_ASKED: dict[str, tuple[str, str, str]] = {
    "team_url": ("string", "团队服务的网址 The team's server", "https://…/mcp；留空则在本机运行 empty: run here"),
    "token": ("string", "团队令牌 Your token", "团队服务要求登录时填写 Where the team's server asks for one"),
    "prompts": ("directory", "自己的模板 Your templates", "增补或取代随附模板的文件夹 A folder that adds to ours"),
    "cases": ("directory", "自己的案例 Your cases", "增补或取代随附案例的文件夹 A folder that adds to ours"),
    "database": (
        "string",
        "数据库 Database",
        "档案所在的文件或 postgresql:// 地址；留空则用本人数据文件夹 "
        "The file of your dossiers, or a postgresql:// URL; empty: your own data folder",
    ),
}
"""Settings a person is asked for: kind of field, title, what it is for. All may stay empty."""
_SECRET = ("token", "database")


def manifest() -> dict[str, Any]:
    about = project()
    tools, prompts = asyncio.run(_listed())
    return {
        "manifest_version": "0.4",
        "name": about["name"],
        "display_name": TITLE,
        "version": about["version"],
        "description": about["description"],
        "author": {"name": "the it-advisor maintainers"},
        "license": about["license"],
        "keywords": about["keywords"],
        "icon": "icon.png",
        "server": {"type": "uv", "entry_point": ENTRY, "mcp_config": _start()},
        "tools": [{"name": one.name, "description": one.description or ""} for one in tools],
        "tools_generated": True,
        "prompts": [_prompt(one) for one in prompts],
        "prompts_generated": True,
        "user_config": {name: _field(name) for name in _ASKED},
        "compatibility": {
            "platforms": ["darwin", "win32", "linux"],
            "runtimes": {"python": about["requires-python"].replace(",", " ")},
        },
    }


def _start() -> dict[str, Any]:
    asked = {f"IT_ADVISOR_{name.upper()}": f"${{user_config.{name}}}" for name in _ASKED}
    return {
        "command": "uv",
        "args": ["run", "--directory", "${__dirname}", "--extra", "postgres", ENTRY],
        "env": {"PYTHONUTF8": "1", "IT_ADVISOR_TOOLSETS": ",".join(TOOLSETS), **asked},
    }


def _field(name: str) -> dict[str, Any]:
    kind, title, description = _ASKED[name]
    secret = {"sensitive": True} if name in _SECRET else {}
    return {"type": kind, "title": title, "description": description, "required": False, "default": "", **secret}


def _prompt(prompt: types.Prompt) -> dict[str, Any]:
    """What a client shows before it has started the server; then the server tells its own."""
    arguments = [one.name for one in prompt.arguments or ()]
    text = [prompt.description or prompt.name, *(f"{name}: ${{arguments.{name}}}" for name in arguments)]
    found = {"name": prompt.name, "description": prompt.description or "", "text": "\n".join(text)}
    return {**found, "arguments": arguments} if arguments else found


async def _listed() -> tuple[list[types.Tool], list[types.Prompt]]:
    """As a client is told by the server itself."""
    desk = open_desk(Settings().model_copy(update={"toolsets": TOOLSETS, "prompts": None, "cases": None}))
    async with Client(mcp_server.build(desk, Notices(), default_folder())) as client:
        return (await client.list_tools()).tools, (await client.list_prompts()).prompts
