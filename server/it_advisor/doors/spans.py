"""Spans for OpenTelemetry, where something records them: what was asked and how it ended, never what was said."""

from typing import Any

from mcp import MCPError
from mcp.server import ServerRequestContext
from mcp.server.context import CallNext, HandlerResult
from opentelemetry.context import attach, detach
from opentelemetry.propagate import extract
from opentelemetry.trace import (
    ProxyTracerProvider,
    SpanKind,
    StatusCode,
    get_current_span,
    get_tracer,
    get_tracer_provider,
    set_span_in_context,
)
from starlette.types import Scope

from it_advisor.doors.journal import FAILED, Answered, Tell
from it_advisor.operations import OPERATIONS

_TRACER = get_tracer("it-advisor")
_HTTP_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_MCP_METHODS = frozenset(
    {
        "completion/complete",
        "initialize",
        "ping",
        "prompts/get",
        "prompts/list",
        "resources/list",
        "resources/read",
        "resources/templates/list",
        "server/discover",
        "subscriptions/listen",
        "tools/call",
        "tools/list",
    }
)
"""Any other method is a caller's own words."""


def are_recorded() -> bool:
    """Whether a provider was set up, as `opentelemetry-instrument` does; without one each would cost for nothing."""
    return not isinstance(get_tracer_provider(), ProxyTracerProvider)


def begin(scope: Scope) -> Tell:
    """The span of an HTTP request, within its caller's trace; told the end, it ends."""
    method = scope["method"] if scope["method"] in _HTTP_METHODS else "_OTHER"
    carried = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    span = _TRACER.start_span(method, extract(carried), SpanKind.SERVER)
    token = attach(set_span_in_context(span))

    def tell(answered: Answered) -> None:
        span.update_name(f"{method} {answered.route}".rstrip())
        span.set_attributes(
            {
                "http.request.method": method,
                "http.route": answered.route,
                "http.response.status_code": answered.status,
            }
        )
        if answered.status >= FAILED:
            span.set_status(StatusCode.ERROR)
        detach(token)
        span.end()

    return tell


def _texts(meta: Any) -> dict[str, str]:
    """Of what a client sent beside its request, what can be a trace's."""
    return {name: value for name, value in (meta or {}).items() if isinstance(value, str)}


async def spanned(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """The span of an MCP request: its method, the operation, and the code of an error without its words."""
    method = ctx.method if ctx.method in _MCP_METHODS else "_OTHER"
    operation = (ctx.params or {}).get("name")
    attributes = {"mcp.method.name": method, "mcp.protocol.version": str(ctx.protocol_version)}
    if isinstance(operation, str) and operation in OPERATIONS:
        attributes["gen_ai.tool.name"] = operation
    within = None if get_current_span().is_recording() else extract(_texts(ctx.meta))
    with _TRACER.start_as_current_span(
        " ".join(filter(None, (method, attributes.get("gen_ai.tool.name")))),
        within,
        SpanKind.SERVER,
        attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            return await call_next(ctx)
        except MCPError as error:
            span.set_attribute("error.type", str(error.error.code))
            span.set_status(StatusCode.ERROR)
            raise
