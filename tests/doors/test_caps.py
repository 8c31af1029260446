"""An answer fits what clients take: 25,000 tokens as a real tokenizer counts them, its text and its data each."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, types

from counting import o200k
from doors.large import LARGE
from it_advisor.desk import open_desk
from it_advisor.doors import mcp_server
from it_advisor.settings import Settings

CAP = 25_000
WORDS = {
    "zh": (
        "药品批发企业，两座仓库，供货给医院和药店；",
        "860 人，60 家门店；",
        "三年 1200 万元；",
        "全渠道库存；批号追溯；",
    ),
    "en": ("a wholesaler of medicines with shops; ", "860 people, 60 shops; ", "EUR 2m in 3 years; ", "WMS; recall; "),
}
LIMITS = (4_000, 8_000, 8_000, 8_000)
FOUR = ("business_nature", "company_size", "budget_range", "technical_requirements")


def given(language: str, limits: tuple[int, ...] = LIMITS) -> dict[str, str]:
    """The four arguments at these lengths."""
    lengths = zip(FOUR, WORDS[language], limits, strict=True)
    return {name: (words * (most // len(words) + 1))[:most] for name, words, most in lengths}


async def answered(**arguments: Any) -> tuple[str, dict[str, Any]]:
    async with Client(mcp_server.build(open_desk(Settings()))) as client:
        answer = await client.call_tool("recommend_it_systems", arguments)
    assert answer.structured_content is not None
    texts = [block.text for block in answer.content if isinstance(block, types.TextContent)]
    return "\n".join(texts), answer.structured_content


def cost(text: str, data: dict[str, Any]) -> tuple[int, int]:
    return o200k(text), o200k(json.dumps(data, ensure_ascii=False))


WHOLE = {"cases": 3, "case_detail": "full", "weak_cases": True}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("limits", "cut"), [((40, 20, 20, 40), {0}), ((400, 100, 100, 800), {0, 1}), ((3_000, 100, 100, 3_000), {2, 3})]
)
async def test_cases_are_whole_as_far_as_there_is_room(language: str, limits: tuple[int, ...], cut: set[int]) -> None:
    """The best first; of one that finds no room the summary is there, and how to read the rest."""
    text, data = await answered(**given(language, limits), **WHOLE)
    assert max(cost(text, data)) <= CAP
    told = re.findall(r"(?:可读案例|get_case reads case) (\S+) ", text)
    assert len(told) in cut and len(data["cases"]) == 3
    assert told == [case["id"] for case in data["cases"]][3 - len(told) :]


@pytest.mark.parametrize("limits", [LIMITS, (4_000, 60, 60, 8_000)], ids=["all", "two"])
@pytest.mark.parametrize("language", WORDS)
async def test_the_longest_arguments_are_told_as_far_as_clients_take_them(
    language: str, limits: tuple[int, ...]
) -> None:
    """A model has sent them itself: of those too long the prompt has the beginnings, and says so."""
    arguments = given(language, limits)
    text, data = await answered(**arguments, **WHOLE)
    assert max(cost(text, data)) <= CAP
    assert arguments["business_nature"][:1_000] in text
    assert data["prompt"] in text
    told = "technical_requirements you sent" in text or "全文见你给出的参数 technical_requirements" in text
    assert told == (language == "zh" and limits == LIMITS)


async def test_any_prompt_that_is_a_tool_fits() -> None:
    """Also a template of which each argument may be a whole report."""
    report = "系统按批号追溯，每家门店一台扫码枪；" * 3_000
    async with Client(mcp_server.build(open_desk(Settings()))) as client:
        asked = {"name": "review_report", "arguments": {"report": report, "role": "CIO"}}
        answer = await client.call_tool("render_template", asked)
    text = "\n".join(block.text for block in answer.content if isinstance(block, types.TextContent))
    assert answer.structured_content and not answer.is_error
    assert max(cost(text, answer.structured_content)) <= CAP
    assert "全文见你给出的参数 report" in text


CASE = Path(__file__).parents[2] / "examples" / "charity-40-staff.md"
LARGEST: dict[str, dict[str, Any]] = {
    "compare_options": LARGE["compare_options"],
    "estimate_costs": LARGE["estimate_costs"],
    "get_case": {"id": "long"},
    "search_cases": {"words": "药品批发 wholesale", "limit": 10},
    "check_report": {
        "report": "## 解决方案\n云。\n## 成本效益\n三年。\n"
        + f"# 决策摘要\n{'采购一套系统，[待填写] 万元。' * 20}\n" * 200
    },
}


@pytest.mark.parametrize("name", LARGEST)
async def test_every_answer_fits(name: str, tmp_path: Path) -> None:
    """Of what does not, both forms have the beginning, and the text says that there is more."""
    long = CASE.read_text("utf-8").replace("id: charity-40-staff", "id: long")
    more = "\nThe stores of this charity were counted once more.\n" * 4_000
    (tmp_path / "long.md").write_text(long.replace("\n## ", f"{more}\n## ", 1), "utf-8")
    async with Client(mcp_server.build(open_desk(Settings(cases=tmp_path)))) as client:
        answer = await client.call_tool(name, LARGEST[name])
    text = "\n".join(block.text for block in answer.content if isinstance(block, types.TextContent))
    assert answer.structured_content and not answer.is_error
    assert max(cost(text, answer.structured_content)) <= CAP
    told = "Cut here" in text, "beginnings only" in text or "只有开头" in text
    assert told == (name == "get_case", name in ("get_case", "compare_options"))


async def test_a_prompt_is_whole_where_a_person_takes_it() -> None:
    """No cap of a tool's answer holds for it: every word of the caller's stands in it."""
    arguments = given("zh")
    async with Client(mcp_server.build(open_desk(Settings()))) as client:
        message = (await client.get_prompt("recommend_it_systems", arguments)).messages[0]
    assert isinstance(message.content, types.TextContent)
    assert arguments["business_nature"] in message.content.text
    assert message.content.text.count("批号追溯") > 7_000 / 11


async def test_arguments_of_the_usual_length_are_told_in_full_as_data() -> None:
    """A program finds every word and every requirement."""
    arguments = given("zh", (400, 100, 100, 800))
    _, data = await answered(**arguments, cases=0)
    brief = data["understood"]["brief"]
    assert [brief[name] for name in FOUR] == [arguments[name].strip() for name in FOUR]
    assert len(data["understood"]["requirements"]) > 100
