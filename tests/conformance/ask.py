"""Asks the server everything a client asks, with fastmcp's client or the Python SDK's; prints what came back as JSON.

python ask.py fastmcp|sdk '{"url": …, "command": […], "asked": {…}}'. It runs in an environment without the product.
"""

import asyncio
import itertools
import json
import sys
from typing import Any

from mcp import Client, MCPError, StdioServerParameters, types

ASKED = json.loads(sys.argv[2])


def shown(answer: Any) -> Any:
    return answer.model_dump(mode="json", by_alias=True, exclude_none=True)


def reference() -> types.PromptReference:
    return types.PromptReference(name=ASKED["asked"]["completion"]["ref"]["name"])


async def refusal(call: Any) -> dict[str, Any] | None:
    try:
        await call
    except MCPError as error:
        return {"code": error.error.code, "message": error.error.message}
    return None


async def with_the_sdk(client: Any) -> dict[str, Any]:
    asked = ASKED["asked"]
    return {
        "tools": shown(await client.list_tools())["tools"],
        "prompts": shown(await client.list_prompts())["prompts"],
        "resources": shown(await client.list_resources())["resources"],
        "templates": shown(await client.list_resource_templates())["resourceTemplates"],
        "completion": shown(await client.complete(reference(), asked["completion"]["argument"]))["completion"],
        "prompt": shown(await client.get_prompt(**asked["prompt"])),
        "call": shown(await client.call_tool(**asked["call"])),
        "mistake": shown(await client.call_tool(**asked["mistake"])),
        "read": shown(await client.read_resource(asked["read"]["uri"])),
        "calls": [shown(await client.call_tool(**call)) for call in asked["calls"]],
        "refusal": await refusal(client.get_prompt(**asked["refusal"])),
    }


async def with_fastmcp(client: Any) -> dict[str, Any]:
    asked = ASKED["asked"]
    return {
        "tools": shown(await client.list_tools_mcp())["tools"],
        "prompts": shown(await client.list_prompts_mcp())["prompts"],
        "resources": shown(await client.list_resources_mcp())["resources"],
        "templates": shown(await client.list_resource_templates_mcp())["resourceTemplates"],
        "completion": shown(await client.complete(reference(), asked["completion"]["argument"])),
        "prompt": shown(await client.get_prompt_mcp(**asked["prompt"])),
        "call": shown(await client.call_tool_mcp(**asked["call"])),
        "mistake": shown(await client.call_tool_mcp(**asked["mistake"])),
        "read": shown(await client.read_resource_mcp(asked["read"]["uri"])),
        "calls": [shown(await client.call_tool_mcp(**call)) for call in asked["calls"]],
        "refusal": await refusal(client.get_prompt_mcp(**asked["refusal"])),
    }


def connected(kind: str, transport: str, mode: Any) -> Any:
    """A client, to be entered."""
    program, *arguments = ASKED["command"]
    if kind == "sdk":
        pipes = StdioServerParameters(command=program, args=arguments)
        return Client(ASKED["url"] if transport == "http" else pipes, mode=mode)
    import fastmcp
    from fastmcp.client.transports import StdioTransport

    wire = ASKED["url"] if transport == "http" else StdioTransport(program, arguments, keep_alive=False)
    return fastmcp.Client(wire, mode=mode)


async def met(kind: str, transport: str, mode: str) -> dict[str, Any]:
    ask = with_the_sdk if kind == "sdk" else with_fastmcp
    try:
        async with connected(kind, transport, mode) as client:
            return {"answers": await ask(client), "era": client.protocol_version}
    except Exception as error:  # of any kind: what stops a client is what is looked for
        return {"error": repr(error)}


async def main(kind: str) -> list[dict[str, Any]]:
    name = "Python SDK" if kind == "sdk" else "fastmcp"
    ways = itertools.product(("legacy", "auto"), ("http", "stdio"))
    return [
        {"client": name, "mode": mode, "transport": transport, **await met(kind, transport, mode)}
        for mode, transport in ways
    ]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1]))))
