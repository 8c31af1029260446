"""The main job shown end to end: a real server process, a real client, a filled prompt, and where to paste what."""

import sys
from importlib.resources import files
from pathlib import Path

import anyio
import yaml
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from it_advisor.doors.clients import CLIENTS, entry

PROMPT = "recommend_it_systems"
SERVER = StdioServerParameters(command=sys.executable, args=["-m", "it_advisor"])


def main() -> None:
    brief = yaml.safe_load((files("it_advisor.examples") / "demo-brief.yaml").read_text("utf-8"))
    anyio.run(show, brief)
    program = str(Path(sys.executable).with_name("it-advisor"))
    for client in CLIENTS:
        block = entry(client, program)
        print(f"\n--- {block.where}\n{block.text}")


async def show(brief: dict[str, str]) -> None:
    """List the prompts, fill one, print it."""
    async with Client(SERVER) as client:
        for prompt in (await client.list_prompts()).prompts:
            arguments = ", ".join(f"{one.name}{'*' if one.required else ''}" for one in prompt.arguments or ())
            print(f"prompt {prompt.name}({arguments})")
        filled = await client.get_prompt(PROMPT, brief)
        print(f"\n{'=' * 72}")
        for message in filled.messages:
            print(getattr(message.content, "text", ""))
        print("=" * 72)


if __name__ == "__main__":
    main()
