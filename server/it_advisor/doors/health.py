"""Whether the server lives, and whether it can do all it is for: asked by whatever watches or balances it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from it_advisor.cabinet import Cabinet
from it_advisor.desk import Desk
from it_advisor.doors.shield import told
from it_advisor.errors import AdvisorError

HEADERS = {"Cache-Control": "no-store"}


def routes(desk: Desk) -> list[Route]:
    async def lives(_: Request) -> Response:
        return PlainTextResponse("ok\n", headers=HEADERS)

    async def ready(_: Request) -> Response:
        faults = await _faults(desk.advisor.cabinet)
        status = "unavailable" if faults else "ready"
        return JSONResponse({"status": status, "faults": faults}, 503 if faults else 200, HEADERS)

    return [Route("/healthz", lives), Route("/readyz", ready)]


async def _faults(cabinet: Cabinet) -> list[str]:
    """What is wrong with the database, if one is used: not there, or of another version of this program."""
    if not cabinet.is_there:
        return []
    from it_advisor.store.upgrading import as_it_should_be  # loaded with the store

    try:
        await as_it_should_be((await cabinet.open()).database)
    except AdvisorError as error:
        return [told(error).said(None)]
    return []
