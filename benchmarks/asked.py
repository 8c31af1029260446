"""What the servers are asked: the main job of a different company every time, so that no cache can answer."""

from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple


class Job(NamedTuple):
    """A request: what it is called in tables, its method, and the prompt or tool it names."""

    title: str
    method: str
    name: str


PROMPT = Job("prompts/get", "prompts/get", "recommend_it_systems")
TOOL = Job("tools/call", "tools/call", "recommend_it_systems")
STATIC = Job("prompts/get, static", "prompts/get", "static_prompt")
"""The very text the peer serves, as a template of a team's own: what is left when nothing is worked out."""
JOBS = (PROMPT, TOOL, STATIC)

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}
_NUMBERS = count(1)


def brief(number: int) -> dict[str, str]:
    """The four arguments, in Chinese and English by turns."""
    if number % 2:
        return {
            "business_nature": f"汽车零部件制造，{number % 90 + 2} 条产线，按单生产",
            "company_size": f"{number + 100} 人，{number % 7 + 2} 家工厂",
            "budget_range": f"三年合计 {number + 300}–{number * 2 + 400} 万元",
            "technical_requirements": f"单点登录；对接WMS；RPO≤{number % 60 + 1}分钟；OPC UA、MQTT接入",
        }
    return {
        "business_nature": f"grocery chain with {number % 90 + 10} shops and an online shop",
        "company_size": f"{number + 100} people, {number % 7 + 2} warehouses",
        "budget_range": f"EUR {number + 300}-{number * 2 + 400}k one-off plus {number % 80 + 20}k a year",
        "technical_requirements": f"single sign-on; loyalty points; RPO <= {number % 60 + 1} min; POS interface",
    }


def requests(job: Job) -> Iterator[dict[str, Any]]:
    """A job in protocol 2026-07-28, without end and, but for the static one, never the same."""
    for number in _NUMBERS:
        arguments = {} if job is STATIC else brief(number)
        params = {"name": job.name, "arguments": arguments, "_meta": META}
        yield {"jsonrpc": "2.0", "id": number, "method": job.method, "params": params}
