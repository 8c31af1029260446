"""The main job shown end to end: a real server process, a real client, a filled prompt, and where to paste what."""

import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import anyio
import yaml
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import GetPromptResult, ListPromptsResult

from it_advisor.doors.clients import CLIENTS, entry

PROMPT = "recommend_it_systems"
RULE = "=" * 72
SERVER = StdioServerParameters(command=sys.executable, args=["-m", "it_advisor"])


def main() -> None:
    try:
        for text in shown():
            print(text)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def shown() -> Iterator[str]:
    """The prompts there are, one filled, and for each client the lines to paste."""
    brief = yaml.safe_load((files("it_advisor.examples") / "demo-brief.yaml").read_text("utf-8"))
    listed, filled = anyio.run(asked, brief)
    for prompt in listed.prompts:
        arguments = ", ".join(f"{one.name}{'*' if one.required else ''}" for one in prompt.arguments or ())
        yield f"prompt {prompt.name}({arguments})"
    yield f"\n{RULE}"
    yield from (getattr(message.content, "text", "") for message in filled.messages)
    yield RULE
    program = str(Path(sys.executable).with_name("it-advisor"))
    for client in CLIENTS:
        block = entry(client, program)
        yield f"\n--- {block.where.en}\n{block.text}"


async def asked(brief: dict[str, str]) -> tuple[ListPromptsResult, GetPromptResult]:
    """What the server answers: the list of its prompts, and the main one filled."""
    async with Client(SERVER) as client:
        return await client.list_prompts(), await client.get_prompt(PROMPT, brief)


if __name__ == "__main__":
    main()
