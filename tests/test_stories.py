"""A model that knows only a tool's schema gets a messy story right at the first try."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, types

from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.frontmatter import read_yaml
from it_advisor.settings import Settings

Row = dict[str, Any]
STORIES: dict[str, list[Row]] = read_yaml((Path(__file__).parent / "stories.yaml").read_text("utf-8"))
NAMED = {(tool, story["name"]): story for tool, stories in STORIES.items() for story in stories}


async def called(tool: str, arguments: Row) -> tuple[bool, str]:
    """Whether it was refused, and the text. The client checks the structured answer against the tool's schema."""
    async with Client(mcp_server.build(open_desk(Settings()))) as client:
        answer = await client.call_tool(tool, arguments)
    texts = [block.text for block in answer.content if isinstance(block, types.TextContent)]
    return bool(answer.is_error), "\n".join(texts)


@pytest.mark.parametrize(("tool", "name"), NAMED)
async def test_a_story_is_understood_at_the_first_try(tool: str, name: str) -> None:
    """Nothing is refused, and the answer holds the figures a careful reader works out by hand."""
    refused, text = await called(tool, NAMED[tool, name]["arguments"])
    assert not refused, text
    assert [shown for shown in NAMED[tool, name]["shows"] if shown not in text] == []


def put(*path: str | int, value: object) -> Callable[[Row], None]:
    def change(request: Any) -> None:
        for step in path[:-1]:
            request = request[step]
        request[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("tool", "name", "change"),
    [
        ("estimate_costs", "charity-office", put("currency", value="usd")),
        ("estimate_costs", "charity-office", put("tax_pct", value=None)),
        ("estimate_costs", "charity-office", put("costs", 0, "growth_pct", value=None)),
        ("estimate_costs", "charity-office", put("costs", 1, "to_month", value=None)),
        ("estimate_costs", "charity-office", put("costs", 0, "likely", value="1980")),
        ("compare_options", "pharma-wms-gate", put("scores", 3, "evidence_date", value="2026-09")),
        ("compare_options", "pharma-wms-gate", put("scores", 3, "evidence_date", value="2026/9/1")),
        ("compare_options", "pharma-wms-gate", put("scores", 3, "evidence_date", value="2026年9月")),
        ("compare_options", "pharma-wms-gate", put("scores", 0, "evidence_date", value=None)),
        ("compare_options", "pharma-wms-gate", put("options", 0, value=" 甲\n")),
    ],
)
async def test_other_ways_to_write_the_same_give_the_same(tool: str, name: str, change: Callable[[Row], None]) -> None:
    """Small letters, nulls for what is left out, numbers as text, months and other ways to write a day."""
    neat: Row = NAMED[tool, name]["arguments"]
    other = deepcopy(neat)
    change(other)
    assert await called(tool, other) == await called(tool, neat)
