"""The floor of REST: one Starlette route that reads JSON, puts the four arguments into a text and answers with JSON.

It checks nothing, understands nothing and ranks nothing; as many bytes travel as from us. Serves the port
that is given, else a free one, which it prints on stderr.
"""

import socket
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.peer import FIELDS, TEXT


def filled(raw: dict[str, str]) -> dict[str, str]:
    """The constant text, the arguments before it."""
    return {"prompt": "\n".join((*(raw[name] for name in FIELDS), TEXT))}


async def answer(request: Request) -> Response:
    return JSONResponse(filled(await request.json()))


def main() -> None:
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 0), backlog=2048)
    print(f"bare: http://127.0.0.1:{listener.getsockname()[1]}/", file=sys.stderr, flush=True)
    app = Starlette(routes=[Route("/api/v1/recommend_it_systems", answer, methods=["POST"])])
    uvicorn.Server(uvicorn.Config(app, loop="uvloop", http="httptools", log_config=None)).run(sockets=[listener])


if __name__ == "__main__":
    main()
