"""A wire to PostgreSQL that can be cut at the moment a transaction is made final."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Literal

import anyio
from anyio.abc import ByteStream, SocketAttribute
from sqlalchemy import make_url

COMMIT = b"COMMIT\0"
"""The statement whole; READ COMMITTED is another."""


class Wire:
    """Passes everything on; when armed it is cut before a COMMIT has arrived, or before the answer to it has."""

    def __init__(self, server: str) -> None:
        self.cut: Literal["", "before", "after"] = ""
        address = make_url(server)
        self._socket = Path(str(address.query["host"])) / f".s.PGSQL.{address.port or 5432}"

    async def pass_on(self, client: ByteStream) -> None:
        """One connection, until either side ends it or the wire is cut."""
        async with client, await anyio.connect_unix(self._socket) as server, anyio.create_task_group() as tasks:
            answers = anyio.CancelScope()
            tasks.start_soon(_copied, server, client, answers)
            async for data in client:
                if self.cut and COMMIT in data:
                    answers.cancel()
                    if self.cut == "after":
                        await server.send(data)
                        await server.receive()
                    break
                await server.send(data)
            tasks.cancel_scope.cancel()


async def _copied(source: ByteStream, sink: ByteStream, scope: anyio.CancelScope) -> None:
    with scope, suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
        async for data in source:
            await sink.send(data)


@asynccontextmanager
async def wired(server: str) -> AsyncIterator[tuple[Wire, str]]:
    """The wire, and the database's URL through it."""
    wire = Wire(server)
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, wire.pass_on)
        port = listener.extra(SocketAttribute.local_port)
        through = make_url(server).set(host="127.0.0.1", port=port).difference_update_query(["host"])
        yield wire, through.render_as_string(hide_password=False)
        tasks.cancel_scope.cancel()
