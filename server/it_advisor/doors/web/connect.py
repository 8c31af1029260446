"""The page that connects a client: the exact block for each, with this server's own address."""

from starlette.requests import Request
from starlette.responses import Response

from it_advisor.caller import OWN
from it_advisor.desk import Desk
from it_advisor.doors.callers import caller_of
from it_advisor.doors.clients import CLIENTS, Client, entry
from it_advisor.doors.install_links import WITH_A_LINK, link
from it_advisor.doors.web.page import page, reader_of
from it_advisor.errors import Language, Words

_FIRST = Words(
    "。先在您的电脑上安装 it-advisor，再把路径改成您的",
    ". Install it-advisor on your computer first, and put your path in the place of this one",
)


async def clients(_: Desk, request: Request) -> Response:
    base = f"{request.url.scheme}://{request.headers['host']}"
    language = reader_of(request).language
    with_token = caller_of(request).issuer == OWN  # clients find a provider by themselves
    shown = [_client(client, f"{base}/mcp", language, with_token) for client in CLIENTS]
    return page(request, "connect.html", {"base": base, "clients": shown})


def _client(client: Client, url: str, language: Language, with_token: bool) -> dict[str, str]:
    """Its block; where it starts a program, that of somebody's own computer, which this server does not know."""
    block = entry(client, "/path/to/it-advisor/.venv/bin/it-advisor", url, with_token)
    habit = block.habit
    one_click = link(client, block) if client in WITH_A_LINK else ""
    where = habit.where.said(language) + (_FIRST.said(language) if "command" in block.entry else "")
    return {"id": client, "title": habit.title, "where": where, "text": block.text, "link": one_click}
