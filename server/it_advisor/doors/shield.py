"""Around every MCP request: nothing leaves but clean text, and no failure but one the client can read."""

import logging
from typing import Any, TypeVar

import anyio
from mcp import MCPError, types
from mcp.server import Server, ServerRequestContext
from mcp.server.context import CallNext, HandlerResult
from pydantic import ValidationError

from it_advisor.doors import spans
from it_advisor.doors.failures import FAILED
from it_advisor.doors.failures import told as told
from it_advisor.errors import BadRequest
from it_advisor.problems import problems
from it_advisor.text import scrub, short

T = TypeVar("T")
logger = logging.getLogger(__name__)


def shielded(server: Server[T]) -> Server[T]:
    """The server with the shield around it; around that spans of ours, where they are recorded.

    Those of the SDK hold the words of errors, and where nobody records them cost a twelfth of an answer.
    """
    server.middleware.clear()
    if spans.are_recorded():
        server.middleware.append(spans.spanned)
    server.middleware.append(shield)
    return server


async def shield(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Nothing leaves but clean text, and no failure but one the client can read; the server outlives them all."""
    try:
        result: HandlerResult = scrub(await call_next(ctx))
        return result
    except MCPError as error:
        raise MCPError(error.error.code, scrub(error.error.message), scrub(error.error.data)) from error
    except ValidationError as error:
        raise MCPError(types.INVALID_PARAMS, BadRequest(next(problems(error))).said(None)) from error
    except (anyio.get_cancelled_exc_class(), KeyboardInterrupt):
        raise
    except BaseException as error:  # SystemExit from a handler must not end the process for everybody
        logger.exception("a handler of %s failed", short(ctx.method))
        raise MCPError(types.INTERNAL_ERROR, FAILED.said(None)) from error
