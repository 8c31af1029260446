"""A tool's answer as clients take it: its text and its data, neither of them longer than they accept."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mcp import types

from it_advisor.brief import read_as
from it_advisor.doors import apps
from it_advisor.errors import Language, Words
from it_advisor.operations import Answer
from it_advisor.recommendation import MOST_TOKENS, MOST_UNDERSTOOD, FilledPrompt, Recommendation
from it_advisor.text import fitting, tokens

MOST_OF_TEXT = 20_000
"""Tokens of a text, by our estimate: clients refuse an answer of over 25,000. Of the data, MOST_TOKENS."""
BEGINNINGS = (12_000, 6_000, 4_000, 2_500, 1_500, 1_000)
"""Characters of each argument that a prompt over the limit holds instead: the most with which it fits."""
EXCERPTS = ((200, 12_000), (100, 6_000), (50, 2_000), (25, 500), (12, 200), (6, 100), (3, 50))
"""Items of a list and characters of a text that data over the limit hold instead: the most with which they fit."""
UNDERSTOOD = (50, 100)
"""The same of how arguments were understood, which stand in the prompt as well."""
_CUT = Words(
    "以上已截断：未列出的还有 {} 行。请减少内容再问；全部结果可由命令行或 REST 取得。",
    "Cut here: {} more lines are not shown. Ask for less at once; the command line and REST give all of it.",
)
_CUT_DATA = Words(
    "结构化结果中，长列表与长文字只有开头。", "In the structured content, long lists and texts are beginnings only."
)
_REST = Words("……（此后略去 {} 字；全文见你给出的参数 {}）", "… ({} more characters: read on in the {} you sent)")


def result(answer: Answer, language: Language | None, files: Sequence[types.ContentBlock] = ()) -> types.CallToolResult:
    """What to do next, then the text; of a long one the beginning, and how much is left out."""
    text, data = answer.text(), structured(answer)
    told: list[str] = []
    if not isinstance(answer, FilledPrompt):  # whose arguments were cut for it
        text, left_out = fitting(text, MOST_OF_TEXT)
        whole, data = data, _fitting(data)
        told = [_CUT.said(language).replace("{}", str(left_out))] * bool(left_out) + [_CUT_DATA.said(language)] * (
            data != whole
        )
    texts = (part for part in (answer.next_step, text, *told) if part)
    return types.CallToolResult(
        content=[*(types.TextContent(text=part) for part in texts), *files],
        structured_content=data,
        _meta=_read(answer),
    )


def _read(answer: Answer) -> dict[str, Any] | None:
    """For our page that shows it: how the arguments were understood, as a person reads it."""
    if not isinstance(answer, Recommendation):
        return None
    understood, language = answer.understood, answer.language
    told = {"company_size": understood.size, "budget_range": understood.budget}
    return {apps.READ: {name: read_as(one, language) for name, one in told.items()}}


def structured(answer: Answer) -> dict[str, Any]:
    """The answer as data. Long arguments are told in excerpts beside the prompt."""
    data = answer.model_dump(mode="json")
    if isinstance(answer, Recommendation) and tokens(answer.understood.model_dump_json()) > MOST_UNDERSTOOD:
        return data | {"understood": _excerpts(data["understood"], *UNDERSTOOD)}
    return data


def _fitting(data: dict[str, Any]) -> dict[str, Any]:
    """As much of each list and text as clients take."""
    for items, characters in EXCERPTS:
        if _tokens(data) <= MOST_TOKENS:
            break
        data = _excerpts(data, items, characters)
    return data


def _excerpts(value: Any, items: int, characters: int) -> Any:
    if isinstance(value, dict):
        return {name: _excerpts(item, items, characters) for name, item in value.items()}
    if isinstance(value, list):
        return [_excerpts(item, items, characters) for item in value[:items]]
    return f"{value[:characters]}…" if isinstance(value, str) and len(value) > characters else value


def _tokens(data: dict[str, Any]) -> int:
    return tokens(json.dumps(data, ensure_ascii=False))


def fits(prompt: FilledPrompt) -> bool:
    """Whether clients take it, as text and as data."""
    return _tokens(structured(prompt)) <= MOST_TOKENS


def beginnings(raw: Mapping[str, Any], most: int, language: Language) -> dict[str, Any]:
    """The same request with the beginnings of its long texts. The model that sent them has the rest before it."""
    return {name: _beginning(name, value, most, language) for name, value in raw.items()}


def _beginning(name: str, value: Any, most: int, language: Language) -> Any:
    if isinstance(value, Mapping):
        return beginnings(value, most, language)
    if isinstance(value, str) and len(value) > most:
        return value[:most] + _REST.said(language).format(len(value) - most, name)
    return value
