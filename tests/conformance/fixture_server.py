"""The product's server with the suite's fixtures beside its own content: python -m conformance.fixture_server DOOR.

DOOR is stdio, http, or http-with-sessions.

Everything between the client and a handler is what the product ships: transports, guard, load, shield, paging,
notices. Only tests start it.
"""

import sys
import warnings
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from mcp import MCPDeprecationWarning, types
from mcp.server import Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

from conformance import fixture_content as content
from conformance import fixture_questions as questions
from conformance.fixture_questions import Context, Outcome
from it_advisor.advisor import Advisor
from it_advisor.desk import Changes, Desk, open_desk
from it_advisor.doors import http_server, mcp_server, serving, stdio
from it_advisor.doors.log import open_log
from it_advisor.doors.notices import Notices
from it_advisor.doors.paging import Page, paged
from it_advisor.doors.place import Place
from it_advisor.settings import Settings

Call = Callable[[Context, types.CallToolRequestParams], Awaitable[Outcome]]
PAUSE = 0.05
"""Seconds between two of the messages that one call sends."""


async def _progress(ctx: Context, _: types.CallToolRequestParams) -> Outcome:
    for done in (0, 50, 100):
        await ctx.session.report_progress(done, 100)
        await anyio.sleep(PAUSE)
    return content.ANSWERS["test_simple_text"]


async def _logging(ctx: Context, _: types.CallToolRequestParams) -> Outcome:
    for words in ("begun", "half done", "done"):
        await ctx.session.send_log_message("info", words, related_request_id=ctx.request_id)
        await anyio.sleep(PAUSE)
    return content.ANSWERS["test_simple_text"]


async def _missing_capability(ctx: Context, _: types.CallToolRequestParams) -> Outcome:
    questions.require_sampling(ctx)
    return content.ANSWERS["test_simple_text"]


async def _plain(_: Context, params: types.CallToolRequestParams) -> Outcome:
    return content.ANSWERS.get(params.name, content.ANSWERS["test_simple_text"])


class Fixtures(mcp_server.Handlers):
    """The product's handlers; what the suite asks for by name is answered here."""

    def __init__(self, notices: Notices, advisor: Advisor, *others: Any) -> None:
        super().__init__(advisor, *others)
        self._calls: dict[str, Call] = {
            **dict.fromkeys((*content.ANSWERS, *content.SCHEMAS), _plain),
            **dict.fromkeys(questions.TOOLS, questions.answer),
            **dict.fromkeys(("test_tool_with_logging", "test_logging_tool"), _logging),
            "test_tool_with_progress": _progress,
            "test_missing_capability": _missing_capability,
            "test_trigger_tool_change": partial(self._changing, notices, Changes(False, True, False)),
            "test_trigger_prompt_change": partial(self._changing, notices, Changes(True, False, False)),
        }

    async def _changing(self, notices: Notices, changes: Changes, ctx: Context, params: Any) -> Outcome:
        """As when a team's folder has changed."""
        await notices.publish(changes)
        return await _plain(ctx, params)

    @property
    def _tools(self) -> dict[str, types.Tool]:
        schemas = {name: content.SCHEMAS.get(name, content.EMPTY) for name in self._calls}
        fixtures = {
            name: types.Tool(name=name, description=f"Fixture {name}.", input_schema=schema)
            for name, schema in schemas.items()
        }
        return {**super()._tools, **fixtures}

    async def call_tool(self, ctx: Context, params: types.CallToolRequestParams) -> Any:
        call = self._calls.get(params.name)
        return await (call(ctx, params) if call else super().call_tool(ctx, params))

    async def list_prompts(self, ctx: Context, page: Page) -> types.ListPromptsResult:
        own = await super().list_prompts(ctx, None)
        shown, following = paged([*own.prompts, *content.PROMPTS], page)
        return types.ListPromptsResult(prompts=shown, next_cursor=following)

    async def get_prompt(self, ctx: Context, params: types.GetPromptRequestParams) -> Any:
        if params.name not in {prompt.name for prompt in content.PROMPTS}:
            return await super().get_prompt(ctx, params)
        if params.name == "test_input_required_result_prompt":
            said: list[types.ContentBlock] = [content.text(str(params.input_responses))]
            if question := questions.ask(params, questions.CONTEXT):
                return question
        else:
            said = content.messages(params.name, params.arguments or {})
        return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=one) for one in said])

    async def list_resources(self, ctx: Context, page: Page) -> types.ListResourcesResult:
        own = await super().list_resources(ctx, None)
        shown, following = paged([*own.resources, *content.RESOURCES], page)
        return types.ListResourcesResult(resources=shown, next_cursor=following)

    async def list_resource_templates(self, ctx: Context, page: Page) -> types.ListResourceTemplatesResult:
        own = await super().list_resource_templates(ctx, None)
        shown, following = paged([*own.resource_templates, content.RESOURCE_TEMPLATE], page)
        return types.ListResourceTemplatesResult(resource_templates=shown, next_cursor=following)

    async def read_resource(self, ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        if found := content.resource(str(params.uri)):
            return types.ReadResourceResult(contents=[found])
        return await super().read_resource(ctx, params)

    async def complete(self, ctx: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
        if isinstance(params.ref, types.PromptReference) and params.ref.name == "test_prompt_with_arguments":
            return types.CompleteResult(completion=types.Completion(values=[f"{params.argument.value}ed"]))
        return await super().complete(ctx, params)


_build = mcp_server.build


async def _accept(*_: Any) -> types.EmptyResult:
    return types.EmptyResult()


def build(desk: Desk, notices: Notices | None = None, folder: Path | None = None) -> Server[dict[str, Any]]:
    """The product's own server around our handlers, with what it does not offer: subscriptions, log levels, state."""
    notices = notices or Notices()
    mcp_server.Handlers = partial(Fixtures, notices)  # type: ignore[misc, assignment] # in place of the class
    server = _build(desk, notices, folder)
    server.add_request_handler("resources/subscribe", types.SubscribeRequestParams, _accept)
    server.add_request_handler("resources/unsubscribe", types.UnsubscribeRequestParams, _accept)
    server.add_request_handler("logging/setLevel", types.SetLevelRequestParams, _accept)
    server.middleware.append(RequestStateBoundary(RequestStateSecurity.ephemeral(), default_audience=server.name))
    return server


def _with_sessions() -> None:
    """A client of the handshake era keeps its session, so that a call can ask it something; the product has none."""
    stateless = Server.streamable_http_app

    def app(server: Server[Any], **options: Any) -> Any:
        return stateless(server, **{**options, "stateless_http": False})

    Server.streamable_http_app = app  # type: ignore[method-assign, assignment] # the one way to have sessions
    http_server.SessionNames = lambda inner: inner  # type: ignore[misc, assignment, return-value] # sessions have names


def main(door: str) -> int:
    warnings.simplefilter("ignore", MCPDeprecationWarning)  # the suite of 2025-11-25 asks for logging and sampling
    open_log()
    mcp_server.build = build
    if door == "http-with-sessions":
        _with_sessions()
    desk = open_desk(Settings())
    if door.startswith("http"):
        return serving.serve(desk, Place("127.0.0.1", 0))
    return anyio.run(stdio.serve, desk)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
