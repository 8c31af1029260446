"""Links that make a client add it-advisor when they are followed: one click, and the client asks whether to."""

import json
from base64 import b64encode
from typing import Any
from urllib.parse import quote

from it_advisor.doors.clients import NAME, Block, Client, entry
from it_advisor.errors import BadRequest, Problem, Words

WITH_A_LINK: tuple[Client, ...] = ("vscode", "cursor")
PUBLISHED = ("uvx", NAME)
"""What starts it on a computer that has nothing but uv, once the package is on PyPI."""


def link(client: Client, block: Block) -> str:
    """What the client's own address scheme takes, to be mailed or put on a page. Raises BadRequest for one without.

    https://code.visualstudio.com/api/extension-guides/ai/mcp#create-an-mcp-installation-url
    https://cursor.com/docs/context/mcp/install-links
    """
    match client:
        case "vscode":
            asked = {"inputs": block.inputs} if block.inputs else {}
            return f"vscode:mcp/install?{_query({'name': NAME, **block.entry, **asked})}"
        case "cursor":
            return f"cursor://anysphere.cursor-deeplink/mcp/install?name={NAME}&config={_packed(block.entry)}"
    names = ", ".join(WITH_A_LINK)
    raise BadRequest(Problem("--link", Words(f"只有 {names} 有安装链接", f"only {names} take one")))


def badges() -> str:
    """For the README: the same over the web, since a page on GitHub may hold no other links."""
    program, *args = PUBLISHED
    shown = []
    for client in WITH_A_LINK:
        block = entry(client, program)
        wanted = {**block.entry, "args": args}
        where = f"https://insiders.vscode.dev/redirect/mcp/install?name={NAME}&config={_query(wanted)}"
        if client == "cursor":
            where = f"https://cursor.com/en/install-mcp?name={NAME}&config={_packed(wanted)}"
        title = block.habit.title
        image = f"https://img.shields.io/badge/{quote(title)}-install-1f5c57"
        shown.append(f"[![{title}]({image})]({where})")
    return "\n".join(shown)


def _query(data: Any) -> str:
    return quote(json.dumps(data, ensure_ascii=False, separators=(",", ":")), safe="")


def _packed(data: Any) -> str:
    return quote(b64encode(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).decode(), safe="")
