"""MCP over this process's standard input and output: bounded, strictly UTF-8, every readable request answered.

The SDK's own stdio transport sends each line through worker threads, has no bounds, and drops what it
cannot parse. This one waits for the pipes in the event loop; where the platform cannot (Windows, a
file as input), a worker thread reads.
"""

from typing import Any

import anyio
from mcp.server import Server

from it_advisor.desk import Desk, keep_fresh
from it_advisor.doors import mcp_server
from it_advisor.doors.document_files import default_folder
from it_advisor.doors.in_flight import InFlight
from it_advisor.doors.notices import Notices
from it_advisor.doors.pipes import Answers, Requests
from it_advisor.doors.standard_streams import claimed, on_pipes

LISTEN_LIMIT = 16
"""Of the requests being answered at once, how many may be open subscriptions."""


async def serve(desk: Desk) -> int:
    """Serve one client on this process's pipes until it hangs up. Returns the exit code: 0, or 128 + a signal."""
    notices = Notices(LISTEN_LIMIT)
    server = mcp_server.build(desk, notices, desk.settings.exports or default_folder())
    with claimed() as (source, sink):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(keep_fresh, desk, notices.publish)
            code = await serve_pipes(server, source, sink, notices)
            tasks.cancel_scope.cancel()
        await desk.advisor.cabinet.close()
        return code


async def serve_pipes(server: Server[Any], source: int, sink: int, notices: Notices) -> int:
    """One client on two given file descriptors."""

    async def work(requests: Requests, answers: Answers, _: InFlight) -> None:
        await server.run(requests, answers, server.create_initialization_options())

    return await on_pipes(source, sink, notices, work)
