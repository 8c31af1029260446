"""A tool's answer as clients take it: its text and its data, neither of them longer than they accept."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mcp import types

from it_advisor.errors import Language, Words
from it_advisor.operations import Answer, Operation
from it_advisor.recommendation import MOST_TOKENS, MOST_UNDERSTOOD, FilledPrompt, Recommendation
from it_advisor.text import fitting, short, tokens

MOST_OF_TABLES = 20_000
"""Tokens of an answer's tables as text, by our estimate: clients refuse an answer of over 25,000."""
BEGINNINGS = (12_000, 6_000, 4_000, 2_500, 1_500, 1_000)
"""Characters of each argument that a prompt over the limit holds instead: the most with which it fits."""
MOST_ITEMS, EXCERPT = 50, 100
"""Items of a list and characters of a text that an excerpt holds."""
_CUT = Words(
    "以上已截断：未列出的还有 {} 行；全部数据在结构化结果中。要看完整表格，请减少方案或行数后再算。",
    "Cut here: {} more lines are not shown; all the facts are in the structured content. "
    "For whole tables, ask again with fewer options or rows.",
)
_REST = Words("……（此后略去 {} 字；全文见你给出的参数 {}）", "… ({} more characters: read on in the {} you sent)")


def result(
    answer: Answer, operation: Operation | None, language: Language | None, files: Sequence[types.ContentBlock]
) -> types.CallToolResult:
    """What to do next, then the text; of long tables the beginning, and how much is left out."""
    text, left_out = answer.text(), 0
    if operation and operation.calculates:
        text, left_out = fitting(text, MOST_OF_TABLES)
    cut = _CUT.said(language).format(left_out) if left_out else ""
    texts = (part for part in (answer.next_step, text, cut) if part)
    return types.CallToolResult(
        content=[*(types.TextContent(text=part) for part in texts), *files], structured_content=structured(answer)
    )


def structured(answer: Answer) -> dict[str, Any]:
    """The answer as data. Long arguments are told in excerpts beside the prompt."""
    data = answer.model_dump(mode="json")
    if isinstance(answer, Recommendation) and tokens(answer.understood.model_dump_json()) > MOST_UNDERSTOOD:
        return data | {"understood": _excerpts(data["understood"])}
    return data


def _excerpts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _excerpts(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_excerpts(item) for item in value[:MOST_ITEMS]]
    return short(value, EXCERPT) if isinstance(value, str) else value


def fits(prompt: FilledPrompt) -> bool:
    """Whether clients take it, as text and as data."""
    return tokens(json.dumps(structured(prompt), ensure_ascii=False)) <= MOST_TOKENS


def beginnings(raw: Mapping[str, Any], most: int, language: Language) -> dict[str, Any]:
    """The same request with the beginnings of its long texts. The model that sent them has the rest before it."""
    return {name: _beginning(name, value, most, language) for name, value in raw.items()}


def _beginning(name: str, value: Any, most: int, language: Language) -> Any:
    if isinstance(value, Mapping):
        return beginnings(value, most, language)
    if isinstance(value, str) and len(value) > most:
        return value[:most] + _REST.said(language).format(len(value) - most, name)
    return value
