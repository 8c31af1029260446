"""Checking a report costs time in proportion to its length, whatever is repeated in it."""

import gc
from time import process_time

import pytest

from it_advisor.checkup import CheckRequest, checkup

HEAD = "## 决策摘要\n请董事会批准。\n## 业务需求分析\n需求。\n## 风险提示\n无。\n\n"
ITEMS = "| 项目 | 金额 |\n|---|---|\n"
LINES = "| 项目 | 数量 | 单价 | 金额 |\n|---|---|---|---|\n"
PAYMENTS = "| 付款节点 | 时间 | 比例 | 金额 |\n|---|---|---|---|\n| 试点 | 2027-06 | 40% | 40,000 |\n\n"
YEARS = "| 类别 | 2027年 | 2028年 |\n|---|---|---|\n| 实施合同 | 1 | 2 |\n\n"
BLOCK = "```yaml\nit_advisor_summary: 1\nx: "
CHARACTERS = 12_000
MOST_TIMES = 3
"""As long for twice the text; 2 is what it should be, 4 what it must not be."""


def many(unit: str, length: int) -> str:
    return unit * (length // len(unit))


REPEATED = {
    "sentences on lines": lambda length: many("Aa.\n", length),
    "sentences in a line": lambda length: many("A. ", length),
    "totals": lambda length: ITEMS + many("| 合计 | 1 |\n", length),
    "totals of products": lambda length: LINES + many("| 合计 | 1 | 1 | 1 |\n| a | 2 | 2 | 5 |\n", length),
    "totals without a figure": lambda length: ITEMS + many("| a | 2 |\n| 合计 | |\n", length),
    "wrong products": lambda length: (
        LINES + many("| a | 2 | 2 | 5 |\n| a | 2 | 2 | 4 |\n", length) + "| 合计 | | | 7 |"
    ),
    "comments": lambda length: (
        many("<!--it-advisor: ignore HY001 x-->", length // 2) + "\n" * (length // 2) + "[待填写]"
    ),
    "payments and years": lambda length: many(PAYMENTS, length // 2) + many(YEARS, length // 2),
    "tables of costs": lambda length: many("# 成本\n| 项目 | 金额 |\n|---|---|\n| a | 1 |\n\n", length),
    "tables under one heading": lambda length: "# 成本\n" + many(ITEMS + "| a | 1 |\n\n", length),
    "placeholders": lambda length: many("## 成本\n[待填写]\n", length),
    "brackets": lambda length: BLOCK + "[" * length + "\n```\n",
    "braces": lambda length: BLOCK + many("{a: ", length) + "\n```\n",
    "lists in lists": lambda length: BLOCK + "\n" + many("- ", length) + "\n```\n",
    "blocks never closed": lambda length: many(BLOCK + "\n", length),
}


def seconds(name: str, length: int) -> float:
    """Without the time in which the garbage of all the tests before is looked through."""
    request = CheckRequest(report=HEAD + REPEATED[name](length))
    gc.disable()
    start = process_time()
    checkup(request)
    took = process_time() - start
    gc.enable()
    return took


@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_takes_about_twice_as_long(name: str) -> None:
    """The best of three tries, for something else may be running; what takes no time at all may vary."""
    once = min(seconds(name, CHARACTERS) for _ in range(3))
    twice = min(seconds(name, 2 * CHARACTERS) for _ in range(3))
    assert twice < max(MOST_TIMES * once, 0.1)


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? "])
def test_a_block_of_nested_brackets_is_refused_at_once(unit: str) -> None:
    """As a block that cannot be read; the parser alone would take minutes, or the whole process with it."""
    start = process_time()
    found = checkup(CheckRequest(report=HEAD + BLOCK + "\n" + many(unit, 190_000) + "\n```\n"))
    assert process_time() - start < 2
    assert "ST108" in [one.code for one in found.findings]
