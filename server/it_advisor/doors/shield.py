"""Around every MCP request: nothing leaves but clean text, and no failure but one the client can read."""

import logging
import re
from typing import Any, TypeVar

import anyio
from mcp import MCPError, types
from mcp.server import Server, ServerRequestContext
from mcp.server.context import CallNext, HandlerResult
from opentelemetry.trace import ProxyTracerProvider, get_tracer_provider
from pydantic import ValidationError

from it_advisor.errors import (
    AdvisorError,
    BadContent,
    BadRequest,
    Forbidden,
    Incomplete,
    Unavailable,
    Unprepared,
    Words,
)
from it_advisor.problems import problems
from it_advisor.text import scrub, short

T = TypeVar("T")
logger = logging.getLogger(__name__)

_FOLDER = re.compile(r"^.*[/\\](?=[^/\\]+\.md)")
FAILED = Words("服务内部出错，已记录；请稍后再试", "the service itself failed and has logged it; try again later")


def shielded(server: Server[T]) -> Server[T]:
    """The server with the shield around it, and without spans where nobody records them: a twelfth of an answer."""
    if isinstance(get_tracer_provider(), ProxyTracerProvider):
        server.middleware.clear()
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


def told(error: AdvisorError) -> Words:
    """What a client reads of it. What only whoever runs the service can mend is logged, and names no folder."""
    if isinstance(error, BadRequest | Forbidden | Incomplete | Unavailable | Unprepared):
        return error.words
    logger.error("%s", error)
    if not isinstance(error, BadContent):
        return FAILED
    zh, en = (_FOLDER.sub("", said) for said in error.words)
    return Words(f"{zh}（服务的模板有误，已记录）", f"{en} (a fault of the service's own template; it is logged)")
