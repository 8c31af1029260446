"""The bare peer: a low-level server of the SDK with one static prompt and one static tool on the SDK's transports.

Both answer with our main prompt as it was filled once, so that as many bytes travel as from us.
Without arguments it serves its standard input and output, with a port that port, which it prints on stderr; 0 is any.
"""

import socket
import sys
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server

Context = ServerRequestContext[dict[str, Any]]
NAME = "recommend_it_systems"
TEXT = Path(__file__).with_name("static").joinpath("static_prompt.zh.md").read_text("utf-8").split("---\n", 2)[2]
FIELDS = ("business_nature", "company_size", "budget_range", "technical_requirements")
PROMPT = types.Prompt(name=NAME, arguments=[types.PromptArgument(name=name) for name in FIELDS])
SCHEMA = {"type": "object", "properties": {name: {"type": "string"} for name in FIELDS}}
TOOL = types.Tool(name=NAME, input_schema=SCHEMA)


async def list_prompts(_: Context, __: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
    return types.ListPromptsResult(prompts=[PROMPT])


async def get_prompt(_: Context, __: types.GetPromptRequestParams) -> types.GetPromptResult:
    return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=types.TextContent(text=TEXT))])


async def list_tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[TOOL])


async def call_tool(_: Context, __: types.CallToolRequestParams) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=TEXT)], structured_content={"prompt": TEXT})


server = Server(
    "peer",
    get_tool_input_schema=lambda _: SCHEMA,
    on_list_prompts=list_prompts,
    on_get_prompt=get_prompt,
    on_list_tools=list_tools,
    on_call_tool=call_tool,
)


async def serve_stdio() -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def serve_http(port: int) -> None:
    listener = socket.create_server(("127.0.0.1", port), backlog=2048)
    print(f"peer: http://127.0.0.1:{listener.getsockname()[1]}/mcp", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        server.streamable_http_app(stateless_http=True), loop="uvloop", http="httptools", log_config=None
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    serve_http(int(sys.argv[1])) if sys.argv[1:] else anyio.run(serve_stdio)
