"""What pydantic found wrong with a request, in our words: what was wrong and what would be right."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from it_advisor.errors import Problem, Refusal, Words
from it_advisor.schemas import fields_at, input_schema
from it_advisor.text import short

_TEXT = Words("应为文字", "must be text")
_WHOLE = Words("应为整数", "must be a whole number")
_NUMBER = Words(
    "应为数字，例如 320000；不带千分位、单位和货币符号", "must be a number such as 320000, without separators or units"
)
_DATE = Words("应为日期，例如 2026-11-23", "must be a date, e.g. 2026-11-23")
_LIST = Words("应为列表", "must be a list")
_MAPPING = Words("应为“名称: 值”的映射（JSON 对象）", "must be a mapping of names to values (a JSON object)")
_FLAG = Words("应为 true 或 false", "must be true or false")
MISSING = Words("必填，请给出", "is required; give it")
_WORDS = {
    "missing": MISSING,
    "string_type": _TEXT,
    "string_unicode": Words("含无效字符；请重新输入", "holds characters that are not valid; type it anew"),
    "string_too_short": Words(
        "不能为空，至少 {min_length} 个字符", "is blank or too short; at least {min_length} characters"
    ),
    "string_too_long": Words(
        "太长，至多 {max_length} 个字符；请缩短", "is too long; shorten it to {max_length} characters"
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": Words("数字太大", "is too large a number"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": Words("应为有限的数，不能是 NaN 或无穷大", "must be a finite number, not NaN or infinity"),
    "decimal_max_digits": Words("至多 {max_digits} 位数字", "must have at most {max_digits} digits"),
    "decimal_max_places": Words("至多 {decimal_places} 位小数", "must have at most {decimal_places} decimal places"),
    "decimal_whole_digits": Words(
        "整数部分至多 {whole_digits} 位", "must have at most {whole_digits} digits before the point"
    ),
    "multiple_of": Words("应为 {multiple_of} 的倍数", "must be a multiple of {multiple_of}"),
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": Words("至少 {min_length} 项", "must have at least {min_length} items"),
    "none_required": Words("应留空", "must be left out"),
}
"""By pydantic's name of the fault; what stands in braces is in the fault's context."""


MOST = 10
LONGEST_PATH = 200
_PATTERNS = {
    "^[A-Z]{3}$": Words("应为三个大写字母的币种，例如 CNY", "must be a currency's three capital letters, e.g. EUR"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": Words(
        "应为小写字母和数字，可用连字符相连，例如 hotel-group-2",
        "must be lower-case letters and digits, joined by hyphens, e.g. hotel-group-2",
    ),
    "^[a-z][a-z0-9_]{0,63}$": Words(
        "应以小写字母开头，只含小写字母、数字和下划线，至多 64 个字符，例如 board_memo",
        "must begin with a lower-case letter and hold only such, digits and underscores, at most 64, e.g. board_memo",
    ),
}
"""What is right, in words, by the pattern that says so to a program."""
_NUMBERED = re.compile(r"\^([A-Z])\[1-9\]")
"""The pattern of ids such as R1."""
_SIGNS = {"greater_than_equal": "≥", "less_than_equal": "≤", "greater_than": ">", "less_than": "<"}


def problems(error: ValidationError, model: type[BaseModel] | None = None) -> Iterator[Problem]:
    """Pydantic's findings in our words; at most ten. Of a `model` the fields there are can be named.

    A list is not said to be too short where only its wrong items are missing from it.
    """
    found = error.errors(include_url=False)
    within = {item["loc"][:depth] for item in found for depth in range(len(item["loc"]))}
    wrong = (item for item in found if item["type"] != "too_short" or item["loc"] not in within)
    yield from islice((problem for item in wrong for problem in _told(item, model)), MOST)


def _told(item: ErrorDetails, model: type[BaseModel] | None) -> Iterator[Problem]:
    """One finding: where a validator named the fields itself, one problem for each."""
    refusal = item.get("ctx", {}).get("error")
    if isinstance(refusal, Refusal) and refusal.problems:
        yield from (Problem(short(at, LONGEST_PATH), words) for at, words in refusal.problems)
    else:
        yield Problem(".".join(short(part) for part in item["loc"]), _words(item, model))


def _words(item: ErrorDetails, model: type[BaseModel] | None) -> Words:
    """What was wrong and what would be right."""
    limits, kind = item.get("ctx", {}), item["type"]
    if isinstance(refusal := limits.get("error"), Refusal):
        return refusal.words
    match kind:
        case "string_too_short" if item["loc"][-1:] == ("business_nature",) and str(item["input"]).strip():
            return _cut(short(str(item["input"])))
        case "extra_forbidden":
            return undeclared(fields_at(input_schema(model), item["loc"][:-1]) if model else ())
        case "literal_error" | "enum":
            expected = limits["expected"]
            chinese = expected.replace("' or '", "'、'").replace("', '", "'、'")
            return Words(f"应为其中之一：{chinese}", f"must be one of {expected}")
        case "string_pattern_mismatch":
            return _written(limits["pattern"])
        case "too_long":
            return _too_many(limits["max_length"], limits["actual_length"])
        case _ if kind in _SIGNS:
            bound = f"{_SIGNS[kind]} {Decimal(str(next(iter(limits.values())))).normalize():f}"
            return Words(f"应 {bound}", f"must be {bound}")
        case _ if kind in _WORDS:
            return Words(*(said.format(**limits) for said in _WORDS[kind]))
    return Words("不符合要求；请对照说明改正", f"is not as it should be: {item['msg']}")


def _cut(said: str) -> Words:
    return Words(
        f"只收到“{said}”，似乎被截断：含空格的值请加引号；至少 2 个字符",
        f"holds only “{said}” and seems cut off: quote a value that has blanks; at least 2 characters",
    )


def _written(pattern: str) -> Words:
    if numbered := _NUMBERED.match(pattern):
        letter = numbered[1]
        return Words(f"应为 {letter}1、{letter}2……", f"must be {letter}1, {letter}2 and so on")
    unnamed = Words(f"写法应符合 {pattern}", f"must be written as {pattern} has it")
    return _PATTERNS.get(pattern, unnamed)


def undeclared(fields: Iterable[str]) -> Words:
    """Of an argument that is none of these."""
    if not (known := ", ".join(fields)):
        return Words("没有这个参数；请删除", "is not an argument; leave it out")
    return Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")


def _too_many(most: int, given: int | None) -> Words:
    """Pydantic stops counting some lists at the limit."""
    zh, en = (f"，收到 {given} 项", f", got {given}") if given else ("", "")
    return Words(
        f"至多 {most} 项{zh}；请合并小项",
        f"at most {most} items{en}; merge small ones",
    )
