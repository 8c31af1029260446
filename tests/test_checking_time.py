"""Checking a report costs time in proportion to its length, whatever is repeated in it."""

import gc
import re
from collections import deque
from collections.abc import Iterator
from time import process_time

import pytest

from it_advisor.checkup import CheckRequest, checkup
from it_advisor.report.reading import read_report
from it_advisor.rules import RULES, Rule
from it_advisor.rules.pages import Example, page_of

HEAD = "## 决策摘要\n请董事会批准。\n## 业务需求分析\n需求。\n## 风险提示\n无。\n\n"
ITEMS = "| 项目 | 金额 |\n|---|---|\n"
LINES = "| 项目 | 数量 | 单价 | 金额 |\n|---|---|---|---|\n"
PAYMENTS = "| 付款节点 | 时间 | 比例 | 金额 |\n|---|---|---|---|\n| 试点 | 2027-06 | 40% | 40,000 |\n\n"
YEARS = "| 类别 | 2027年 | 2028年 |\n|---|---|---|\n| 实施合同 | 1 | 2 |\n\n"
BLOCK = "```yaml\nit_advisor_summary: 1\nx: "
CHARACTERS = 12_000
SHORT = 3_000
LEAST_SECONDS = 0.004
"""What takes less for a short text and its square for a long one is still done in seconds for the longest."""
MOST_TIMES = 3
"""As long for twice the text; 2 is what it should be, 4 what it must not be."""
MOST_FOR_FOUR = 8
"""As long for four times the text; 4 is what it should be, 16 what it must not be."""


def many(unit: str, length: int) -> str:
    return unit * (length // len(unit))


REPEATED = {
    "sentences on lines": lambda length: many("Aa.\n", length),
    "sentences in a line": lambda length: many("A. ", length),
    "totals": lambda length: ITEMS + many("| 合计 | 1 |\n", length),
    "totals of products": lambda length: LINES + many("| 合计 | 1 | 1 | 1 |\n| a | 2 | 2 | 5 |\n", length),
    "totals with tax": lambda length: ITEMS + many("| 含税合计 | 1 |\n", length) + "| 合计 | 9 |\n",
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
    "impossible days": lambda length: many("2027年2月30日，", length),
    "addresses": lambda length: many("10.0.0.30, 10.0.0.31, ", length),
    "open brackets in a cell": lambda length: ITEMS + "| a | (" + "1" * length + " |\n",
    "short rows of wide tables": lambda length: many(
        "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|a\n" * 60 + "\n", length
    ),
    "backticks": lambda length: "<!-- a -->" + many("` `` ``` ", length),
    "comments in code": lambda length: many("`<!--` and -->, ", length),
    "plain totals": lambda length: (
        many("三年总成本 500 万元。", length // 2)
        + many("\n\n# 成本\n| 年度 | 2027年 | 2028年 |\n|---|---|---|\n| 合计 | 1 | 2 |\n", length // 2)
    ),
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
    """The best of five tries in turn, for something else may be running; what takes no time at all may vary."""
    took = [(seconds(name, CHARACTERS), seconds(name, 2 * CHARACTERS)) for _ in range(5)]
    once, twice = map(min, zip(*took, strict=True))
    assert twice < max(MOST_TIMES * once, 0.1)


def in_one_line(snippet: str) -> str:
    """The sentences of a snippet without the stops between them."""
    prose = [line.strip("。. ") for line in snippet.split("\n") if line and not line.startswith(("|", "#", "`", " "))]
    return "，".join(prose).replace("。", "，").replace(". ", ", ").replace("；", "，") + "，" if prose else ""


def repeated(snippet: str, length: int) -> Iterator[str]:
    """A report of about this length, made of a snippet's sentences in one line, or of its rows in one table."""
    heads = "".join(f"{line}\n" for line in snippet.split("\n") if line.startswith("#"))
    if unit := in_one_line(snippet):
        yield HEAD + heads + many(unit, max(length, len(unit)))
    before, rule, rows = snippet.partition("|\n|--")
    if rule:
        first, _, rest = rows.partition("\n")
        yield HEAD + before + rule + first + "\n" + many(rest, max(length, len(rest)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_a_rule_takes_no_longer_for_a_letter_of_a_longer_text(rule: Rule) -> None:
    """Whatever it looks for stands many times in one sentence or one table."""
    for example in page_of(rule).examples:
        for short, long in zip(repeated(example.markdown, SHORT), repeated(example.markdown, 4 * SHORT), strict=True):
            if example.bad and asked(rule, short, example) > LEAST_SECONDS:
                took = [(asked(rule, short, example), asked(rule, long, example)) for _ in range(3)]  # in turn: a
                once, four = map(min, zip(*took, strict=True))  # machine that is busy for a while is so for both
                assert four < MOST_FOR_FOUR * once, long[:400]


def asked(rule: Rule, text: str, example: Example) -> float:
    """How long it alone takes."""
    report = read_report(text, example.understood)
    report.says(re.compile("$x"))  # what all rules share is read before
    start = process_time()
    deque(rule.check(report), maxlen=0)
    return process_time() - start


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? "])
def test_a_block_of_nested_brackets_is_refused_at_once(unit: str) -> None:
    """As a block that cannot be read; the parser alone would take minutes, or the whole process with it."""
    start = process_time()
    found = checkup(CheckRequest(report=HEAD + BLOCK + "\n" + many(unit, 190_000) + "\n```\n"))
    assert process_time() - start < 2
    assert "ST108" in [one.code for one in found.findings]
