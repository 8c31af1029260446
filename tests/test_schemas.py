"""What a client is shown is on record: a change to it is seen, and made on purpose."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from pydantic import BaseModel

from counting import o200k
from it_advisor.content import load
from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.doors.mcp_surface import INSTRUCTIONS, RESOURCE_TEMPLATES, prompts, summary_schema, tool
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings

RECORDS = Path(__file__).parent / "schemas"


def shown(thing: BaseModel, without: set[str] | None = None) -> dict[str, Any]:
    """As it goes over the wire."""
    return thing.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=without)


SHOWN: dict[str, Any] = {name: shown(tool(one)) for name, one in OPERATIONS.items()}
SHOWN["report-summary"] = summary_schema()
SHOWN["prompts"] = {one.name: shown(one, {"icons"}) for one in prompts(load(Settings()))}
SHOWN["surroundings"] = {"instructions": INSTRUCTIONS, "resourceTemplates": [shown(one) for one in RESOURCE_TEMPLATES]}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_client_is_shown_is_as_on_record(name: str) -> None:
    """Accept a change with UPDATE_SCHEMAS=1 pytest tests/test_schemas.py."""
    record = RECORDS / f"{name}.json"
    if os.environ.get("UPDATE_SCHEMAS"):
        record.write_text(json.dumps(SHOWN[name], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert json.loads(record.read_text("utf-8")) == SHOWN[name], "changed; see this test's docstring"


def test_no_record_is_left_of_what_is_gone() -> None:
    """The folder holds what is shown and nothing else."""
    assert {path.stem for path in RECORDS.glob("*.json")} == set(SHOWN)


CALCULATORS = [name for name, one in OPERATIONS.items() if one.calculates]


def fields_of(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field at any depth, under its path."""
    for name, field in schema.get("properties", {}).items():
        yield path + name, field
        yield from fields_of(field.get("items", {}), f"{path}{name}.")


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_field_of_a_calculator_says_what_belongs_in_it(name: str) -> None:
    """A type and a description each; no references, titles or nulls to read around."""
    for path, field in fields_of(SHOWN[name]["inputSchema"]):
        assert field.get("type"), path
        assert field.get("description"), path
        assert not {"title", "anyOf", "$ref", "$defs"} & field.keys(), path
    assert "null" not in json.dumps(SHOWN[name]["inputSchema"])


@pytest.mark.parametrize(
    ("name", "path", "facts"),
    [
        ("estimate_costs", "costs.likely", {"type": "number", "minimum": 0}),
        ("estimate_costs", "costs.growth_pct", {"type": "number", "default": 0, "minimum": -50, "maximum": 100}),
        ("estimate_costs", "costs.per_user", {"type": "boolean", "default": False}),
        ("estimate_costs", "discount_rate_pct", {"type": "number", "default": 8, "minimum": 0, "maximum": 100}),
        ("estimate_costs", "budget_total", {"type": "number", "minimum": 0}),
        ("estimate_costs", "benefits.confidence_pct", {"type": "number", "default": 100, "minimum": 0, "maximum": 100}),
        ("compare_options", "criteria.scale_max", {"type": "number", "default": 10}),
        ("compare_options", "criteria.better", {"type": "string", "default": "higher", "enum": ["higher", "lower"]}),
        ("compare_options", "scores.evidence_date", {"type": "string", "format": "date"}),
        ("compare_options", "judgements.times", {"type": "number", "minimum": 1, "maximum": 9}),
    ],
)
def test_a_model_sees_the_type_the_default_and_the_limits_it_may_meet(
    name: str, path: str, facts: dict[str, Any]
) -> None:
    """Decimals are numbers with numbers as defaults; a limit that guards against abuse is not shown."""
    field = dict(fields_of(SHOWN[name]["inputSchema"]))[path]
    assert {key: value for key, value in field.items() if key != "description"} == facts


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_text_has_a_limit_that_llama_cpp_makes_no_grammar_of(name: str) -> None:
    """It turns the schemas of all tools into one grammar, and one such limit makes it refuse every request."""
    assert not re.search(r'"m(in|ax)Length"', json.dumps(SHOWN[name]["inputSchema"]))


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_calculator_costs_a_model_at_most_1700_tokens(name: str) -> None:
    """Counted with o200k_base, output schema included."""
    assert o200k(json.dumps(SHOWN[name], ensure_ascii=False)) <= 1_700


async def test_the_core_tools_cost_a_model_at_most_1200_tokens() -> None:
    """Counted with o200k_base on tools/list as it goes over the wire, output schemas included."""
    async with Client(mcp_server.build(open_desk(Settings(toolsets=("core",))))) as client:
        listed = await client.list_tools()
    wire = json.dumps([one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in listed.tools])
    plain = json.dumps(json.loads(wire), ensure_ascii=False)
    assert o200k(plain) <= 1_200
