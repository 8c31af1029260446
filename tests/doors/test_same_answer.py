"""Every operation gives the same answer through every door."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, MCPError, types
from mcp.client.sse import sse_client
from mcp.client.stdio import StdioServerParameters

from it_advisor.frontmatter import read_yaml
from it_advisor.operations import OPERATIONS
from processes import HttpServer

EXAMPLES = Path(__file__).parents[2] / "examples"
STDIO = StdioServerParameters(command=sys.executable, args=["-m", "it_advisor"])
CASES: dict[str, dict[str, Any]] = {
    "recommend_it_systems": {
        "business_nature": '区域酒店集团，12 家酒店，"旺季" 10–3 月\n另有 2 家民宿',
        "company_size": "600 人",
        "budget_range": "三年 400 万元以内",
        "technical_requirements": "中央预订；会员统一；RPO≤15分钟、RTO≤4小时",
        "cases": 3,
    },
    "render_template": {
        "name": "recommend_it_systems_from_text",
        "arguments": {"description": "A charity of 40 people needs donor management"},
        "language": "en",
    },
    "check_report": {
        "report": "## 决策摘要\n请董事会批准。\n## 成本效益分析\n[待填写]\n## 风险提示\n接口。\n",
        "technical_requirements": "会员统一；等保二级",
    },
    "estimate_costs": read_yaml((EXAMPLES / "costs.yaml").read_text("utf-8")),
    "compare_options": read_yaml((EXAMPLES / "comparison.yaml").read_text("utf-8")),
    "export_report": {"report": "# A report\n\n## Risks\n\nNone.", "owner": "IT", "formats": ["html"]},
    "search_cases": {"words": "insurance claims workflow", "limit": 3},
    "get_case": {"id": "hotel-group-pms-crs"},
}
BAD: dict[str, dict[str, Any]] = {
    "recommend_it_systems": {"company_size": "320 people"},
    "render_template": {"name": "recommend_it_systems_from_text", "arguments": {"description": ""}},
    "check_report": {"business_nature": "a hotel"},
    "estimate_costs": {"currency": "CNY", "costs": [{"option": "A", "item": "x", "category": "gold"}]},
    "compare_options": {"as_of": "2026-11-23", "options": ["A"], "criteria": [{"name": "Fit"}], "scores": []},
    "export_report": {"report": "# A report", "formats": ["wordperfect"]},
    "search_cases": {"words": "x", "industry": "alchemy"},
    "get_case": {"id": "no-such-case"},
}


def test_no_operation_is_left_out() -> None:
    """A new operation needs its line here."""
    assert set(CASES) == set(BAD) == set(OPERATIONS)


async def through_mcp(client: Client, name: str, raw: dict[str, Any]) -> Any:
    """The structured answer of the tool; of a refusal the words."""
    async with client:
        answer = await client.call_tool(name, raw)
        assert isinstance(answer.content[0], types.TextContent)
        return answer.content[0].text if answer.is_error else answer.structured_content


def mcp_doors(http_server: HttpServer) -> dict[str, Client]:
    """Clients that are not connected yet, of both eras, on every transport."""
    return {
        "stdio, modern": Client(STDIO),
        "stdio, legacy": Client(STDIO, mode="legacy"),
        "http, modern": Client(f"{http_server.url}/mcp"),
        "http, legacy": Client(f"{http_server.url}/mcp", mode="legacy"),
        "sse": Client(sse_client(f"{http_server.url}/sse"), mode="legacy"),
    }


def through_cli(name: str, raw: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "it_advisor", *OPERATIONS[name].command.split(), "--json", "--file", "-"]
    return subprocess.run(command, input=json.dumps(raw), capture_output=True, encoding="utf-8", timeout=30)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_every_door_gives_the_same_answer(name: str, http_server: HttpServer) -> None:
    """MCP on stdio, Streamable HTTP in both eras and SSE; REST; the command line."""
    raw = CASES[name]
    rest = httpx2.post(f"{http_server.url}/api/v1/{name}", json=raw, headers={"Accept": "application/json"})
    assert rest.status_code == 200
    expected = rest.json()
    cli = through_cli(name, raw)
    assert (cli.returncode, json.loads(cli.stdout)) == (0, expected)
    for door, client in mcp_doors(http_server).items():
        assert await through_mcp(client, name, raw) == expected, door


@pytest.mark.parametrize("name", OPERATIONS)
async def test_every_door_refuses_in_its_own_way_with_the_same_words(name: str, http_server: HttpServer) -> None:
    """REST 4xx with the field, CLI exit 2 with one line, tool is_error, prompt -32602."""
    raw = BAD[name]
    rest = httpx2.post(f"{http_server.url}/api/v1/{name}", json=raw)
    assert rest.status_code in (404, 422)
    problem = rest.json()
    assert problem["errors"][0]["field"] in problem["detail"]
    cli = through_cli(name, raw)
    assert (cli.returncode, cli.stdout, cli.stderr.count("\n")) == (2, "", 1)
    assert problem["errors"][0]["field"] in cli.stderr
    for door, client in mcp_doors(http_server).items():
        assert await through_mcp(client, name, raw) == problem["detail"], door


async def test_the_prompt_is_the_tools_text_and_its_refusal_a_protocol_error(http_server: HttpServer) -> None:
    """On every transport and in both eras: the same text, and -32602 with the same words."""
    good = {key: value for key, value in CASES["recommend_it_systems"].items() if key != "cases"}
    bad = BAD["recommend_it_systems"]
    for door, client in mcp_doors(http_server).items():
        async with client:
            prompt = (await client.get_prompt("recommend_it_systems", good)).messages[0].content
            tool = await client.call_tool("recommend_it_systems", good)
            assert isinstance(prompt, types.TextContent) and isinstance(tool.content[-1], types.TextContent), door
            assert prompt.text == tool.content[-1].text, door
            with pytest.raises(MCPError) as refused:
                await client.get_prompt("recommend_it_systems", bad)
            said = (await client.call_tool("recommend_it_systems", bad)).content[0]
            assert isinstance(said, types.TextContent)
            assert (refused.value.error.code, refused.value.error.message) == (types.INVALID_PARAMS, said.text), door
