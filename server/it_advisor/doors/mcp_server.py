"""The MCP door: one low-level server object that every transport serves, in both protocol eras."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from anyio import to_thread
from mcp import MCPError, types
from mcp.server import CacheHint, Server, ServerRequestContext

from it_advisor import completions
from it_advisor.advisor import DOSSIER_URI, Advisor
from it_advisor.cases import enveloped
from it_advisor.desk import Desk
from it_advisor.doors import apps, tool_answers
from it_advisor.doors import document_files as documents
from it_advisor.doors import mcp_surface as surface
from it_advisor.doors.announcing import Announcing
from it_advisor.doors.callers import caller_of, refused
from it_advisor.doors.notices import Notices
from it_advisor.doors.paging import Page, invalid, paged
from it_advisor.doors.shield import shielded, told
from it_advisor.errors import AdvisorError, BadRequest, Forbidden, Words
from it_advisor.operations import OPERATIONS, Answer, Operation, language_in
from it_advisor.problems import refuse_undeclared
from it_advisor.recommendation import FilledPrompt
from it_advisor.rendering import missing
from it_advisor.template import MAIN
from it_advisor.text import scrub, short

Context = ServerRequestContext[dict[str, Any]]

_CASE_URI = re.compile(r"case://([a-z0-9-]{1,64})")
_TEMPLATE_URI = re.compile(r"template://([a-z][a-z0-9_]{0,63})/(zh|en)")
_PUBLIC = CacheHint(ttl_ms=60_000, scope="public")


class Handlers:
    """The requests of MCP, each parsed, run and shaped."""

    def __init__(self, advisor: Advisor, operations: Sequence[Operation], folder: Path | None = None) -> None:
        """`folder` is where documents are written, where the client is on this computer."""
        self._advisor = advisor
        self._kept, self._folder = documents.Kept(), folder
        self._operations = {operation.name: operation for operation in operations}

    @cached_property
    def _operation_tools(self) -> dict[str, types.Tool]:
        """Made when first asked for: their schemas take longer than the first answer."""
        return {name: surface.tool(operation) for name, operation in self._operations.items()}

    @property
    def _tools(self) -> dict[str, types.Tool]:
        """By name: the operations, then the templates that are tools too; an operation's name is its own."""
        twins = {tool.name: tool for tool in surface.template_tools(self._advisor.library)}
        return {**self._operation_tools, **{name: twins[name] for name in twins if name not in self._operations}}

    def schema(self, name: str) -> Mapping[str, Any] | None:
        tool = self._operation_tools.get(name) or self._tools.get(name)
        return tool.input_schema if tool else None

    async def list_prompts(self, _: Context, page: Page) -> types.ListPromptsResult:
        shown, following = paged(surface.prompts(self._advisor.library), page)
        return types.ListPromptsResult(prompts=shown, next_cursor=following)

    async def list_tools(self, _: Context, page: Page) -> types.ListToolsResult:
        shown, following = paged(list(self._tools.values()), page)
        return types.ListToolsResult(tools=shown, next_cursor=following)

    async def list_resources(self, _: Context, page: Page) -> types.ListResourcesResult:
        shown, following = paged(surface.resources(await self._advisor.served.current()), page)
        return types.ListResourcesResult(resources=shown, next_cursor=following)

    async def list_resource_templates(self, _: Context, page: Page) -> types.ListResourceTemplatesResult:
        shown, following = paged(surface.RESOURCE_TEMPLATES, page)
        return types.ListResourceTemplatesResult(resource_templates=shown, next_cursor=following)

    async def get_prompt(self, ctx: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        """The prompt takes what its template declares and nothing else."""
        raw = params.arguments or {}
        prompts = self._advisor.library.templates.prompts()
        if params.name not in prompts:
            raise invalid(missing(self._advisor.library, params.name))
        versions = prompts[params.name]
        try:
            refuse_undeclared(raw, [argument.name for argument in versions[0].arguments])
            answer = await _fill(self._serving(ctx), params.name, raw)
        except AdvisorError as error:
            raise MCPError(_code(error), told(error).said(language_in(raw))) from error
        message = types.PromptMessage(role="user", content=types.TextContent(text=answer.text()))
        used = min(versions, key=lambda version: version.language != answer.language)
        return types.GetPromptResult(description=used.description, messages=[message])

    def _serving(self, ctx: Context) -> Advisor:
        return self._advisor.serving(caller_of(ctx.request))

    async def call_tool(self, ctx: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        versions = self._advisor.library.templates.prompts().get(params.name)
        if params.name not in self._operations and not (versions and versions[0].tool):
            asked, known = short(params.name), ", ".join(self._tools)
            raise invalid(Words(f"没有工具 {asked}；可用：{known}", f"no tool {asked}; there are: {known}"))
        raw = params.arguments or {}
        operation, advisor = self._operations.get(params.name), self._serving(ctx)
        try:
            answer = await self._answer(advisor, params.name, raw)
            if isinstance(answer, FilledPrompt):
                answer = await self._fitting(advisor, params.name, raw, answer)
            files = await self._files(answer, advisor.caller.key) if operation and operation.gives_files else ()
        except AdvisorError as error:
            if isinstance(error, Forbidden):
                refused(ctx.request, error, params.name)
            text = told(error).said(language_in(raw))
            return types.CallToolResult(content=[types.TextContent(text=text)], is_error=True)
        return tool_answers.result(answer, language_in(raw), files)

    async def _answer(self, advisor: Advisor, name: str, raw: Mapping[str, Any]) -> Answer:
        operation = self._operations.get(name)
        return await (operation.run(advisor, raw) if operation else _fill(advisor, name, raw))

    async def _fitting(self, advisor: Advisor, name: str, raw: Mapping[str, Any], answer: FilledPrompt) -> FilledPrompt:
        """With only the beginnings of its arguments where clients would refuse the whole."""
        for most in tool_answers.BEGINNINGS:
            if tool_answers.fits(answer):
                break
            shorter = tool_answers.beginnings(raw, most, answer.language)
            answer = cast(FilledPrompt, await self._answer(advisor, name, shorter))
        return answer

    async def _files(self, answer: Any, owner: str) -> list[types.ContentBlock]:
        """Where its files are, and how their owner gets them."""
        paths: Sequence[Path] = ()
        if self._folder:
            paths = await to_thread.run_sync(documents.write, answer.files, self._folder)
        return list(documents.shown(answer.files, self._kept.of(owner), paths))

    async def read_resource(self, ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        if document := self._kept.of(caller_of(ctx.request).key).find(uri) or await self._page(uri):
            return types.ReadResourceResult(contents=[document])
        if asked := DOSSIER_URI.fullmatch(uri):
            return await _dossier(self._serving(ctx), uri, asked[1])
        await self._advisor.served.current()
        found = self._resource(uri)
        if found is None:
            words = Words(f"没有资源 {short(uri)}；见 resources/list", f"no resource {short(uri)}; see resources/list")
            raise MCPError(types.INVALID_PARAMS, words.said(None), {"uri": scrub(uri[:200])})
        mime_type, text = found
        content = types.TextResourceContents(uri=uri, mime_type=mime_type, text=text)
        return types.ReadResourceResult(contents=[content])

    async def _page(self, uri: str) -> types.TextResourceContents | None:
        return await to_thread.run_sync(apps.page, uri, self._advisor.library) if uri.startswith(apps.AT) else None

    def _resource(self, uri: str) -> tuple[str, str] | None:
        """Mime type and text. Only these exact forms are read; nothing in a URI becomes a path."""
        library = self._advisor.library
        if uri == surface.SCHEMA_URI:
            return "application/schema+json", json.dumps(surface.summary_schema(), ensure_ascii=False, indent=1)
        if (asked := _CASE_URI.fullmatch(uri)) and (case := library.cases.get(asked[1])):
            return surface.MARKDOWN, enveloped(case, case.body)
        if asked := _TEMPLATE_URI.fullmatch(uri):
            template = library.templates.find(asked[1], "zh" if asked[2] == "zh" else "en")
            return (surface.MARKDOWN, template.body) if template else None
        return None

    async def complete(self, ctx: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
        typed = params.argument.value
        others = (params.context.arguments if params.context else None) or {}
        values = self._values(params.ref, params.argument.name, typed[: completions.MOST_TYPED + 1], others)
        if isinstance(params.ref, types.ResourceTemplateReference) and params.ref.uri == "dossier://{id}":
            values = await completions.for_dossier(self._serving(ctx), typed)
        if values is None:
            asked = short(params.argument.name)
            raise invalid(Words(f"没有可补全的参数 {asked}", f"nothing to complete under the name {asked}"))
        shown = list(scrub(values))[: completions.MOST]
        found = types.Completion(values=shown, total=len(values), has_more=len(values) > len(shown))
        return types.CompleteResult(completion=found)

    def _values(
        self,
        ref: types.PromptReference | types.ResourceTemplateReference,
        name: str,
        typed: str,
        others: dict[str, str],
    ) -> list[str] | None:
        library = self._advisor.library
        if isinstance(ref, types.PromptReference):
            versions = library.templates.prompts().get(ref.name, ())
            known = any(name == argument.name for version in versions for argument in version.arguments)
            return completions.for_prompt(library, ref.name, name, typed, others) if known else None
        if ref.uri == "case://{id}" and name == "id":
            return completions.for_case_id(library, typed)
        if ref.uri == "template://{name}/{language}" and name in ("name", "language"):
            return completions.for_template(library, name, typed)
        return None


async def _fill(advisor: Advisor, name: str, raw: Mapping[str, Any]) -> FilledPrompt:
    if name == MAIN:
        return cast(FilledPrompt, await OPERATIONS[MAIN].run(advisor, raw))
    return cast(FilledPrompt, await OPERATIONS["render_template"].run(advisor, {"name": name, "arguments": dict(raw)}))


async def _dossier(advisor: Advisor, uri: str, of: str) -> types.ReadResourceResult:
    """The newest revision as a report; whoever may read it now need not be the next who asks."""
    try:
        answer = await OPERATIONS["get_dossier"].run(advisor, {"id": of, "view": "report"})
    except AdvisorError as error:
        raise MCPError(_code(error), told(error).said(None), {"uri": uri}) from error
    content = types.TextResourceContents(uri=uri, mime_type=surface.MARKDOWN, text=answer.text())
    return types.ReadResourceResult(contents=[content], ttl_ms=0, cache_scope="private")


def _code(error: AdvisorError) -> int:
    return types.INVALID_PARAMS if isinstance(error, BadRequest | Forbidden) else types.INTERNAL_ERROR


def build(desk: Desk, notices: Notices | None = None, folder: Path | None = None) -> Server[dict[str, Any]]:
    """The server every transport shares; `folder` is where documents are written, for a client on this computer."""
    handlers = Handlers(desk.advisor, desk.tools, folder)
    server = Announcing(
        "it-advisor",
        version=version("it-advisor"),
        title="企业IT系统选型顾问 IT Advisor",
        instructions=surface.INSTRUCTIONS,
        icons=[surface.ICON],
        cache_hints={
            "server/discover": _PUBLIC,
            "prompts/list": _PUBLIC,
            "tools/list": _PUBLIC,
            "resources/list": _PUBLIC,
            "resources/templates/list": _PUBLIC,
            "resources/read": _PUBLIC,
        },
        get_tool_input_schema=handlers.schema,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_resource_templates,
        on_read_resource=handlers.read_resource,
        on_completion=handlers.complete,
        on_subscriptions_listen=(notices or Notices()).listen,
    )
    return shielded(server)
