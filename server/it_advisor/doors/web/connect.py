"""The page that connects a client: the exact block for each, with this server's own address."""

from starlette.requests import Request
from starlette.responses import Response

from it_advisor.desk import Desk
from it_advisor.doors.callers import caller_of
from it_advisor.doors.clients import CLIENTS, Client, entry
from it_advisor.doors.web.page import page, reader_of
from it_advisor.errors import BadRequest, Language


async def clients(_: Desk, request: Request) -> Response:
    base = f"{request.url.scheme}://{request.headers['host']}"
    language = reader_of(request).language
    with_token = not caller_of(request).is_local
    shown = [_client(client, f"{base}/mcp", language, with_token) for client in CLIENTS]
    return page(request, "connect.html", {"base": base, "clients": shown})


def _client(client: Client, url: str, language: Language, with_token: bool) -> dict[str, str]:
    """Its block; for a client that takes no address, why, and the one that starts the program."""
    try:
        block = entry(client, "", url, with_token)
    except BadRequest as error:
        title = client.replace("-", " ").title()
        block = entry(client, "/path/to/it-advisor/.venv/bin/it-advisor")
        return {"id": client, "title": title, "where": error.problems[0].words.said(language), "text": block.text}
    title, _, where = block.where.partition(": ")
    return {"id": client, "title": title, "where": where, "text": block.text}
