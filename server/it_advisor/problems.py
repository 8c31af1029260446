"""What pydantic found wrong with a request, in our words: what was wrong and what would be right."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from it_advisor.errors import Problem, Refusal, Words
from it_advisor.text import short

_TEXT = Words("应为文字", "must be text")
_WHOLE = Words("应为整数", "must be a whole number")
_NUMBER = Words("应为数字，例如 12.5", "must be a number, e.g. 12.5")
_DATE = Words("应为日期，例如 2026-11-23", "must be a date, e.g. 2026-11-23")
_LIST = Words("应为列表", "must be a list")
_MAPPING = Words("应为“名称: 值”的映射（JSON 对象）", "must be a mapping of names to values (a JSON object)")
_FLAG = Words("应为 true 或 false", "must be true or false")
_WORDS = {
    "missing": Words("必填，请给出", "is required; give it"),
    "string_type": _TEXT,
    "string_unicode": Words("含无效字符；请重新输入", "holds characters that are not valid; type it anew"),
    "string_too_short": Words(
        "不能为空，至少 {min_length} 个字符", "is blank or too short; at least {min_length} characters"
    ),
    "string_too_long": Words(
        "太长，至多 {max_length} 个字符；请缩短", "is too long; shorten it to {max_length} characters"
    ),
    "string_pattern_mismatch": Words("写法应符合 {pattern}", "must be written as {pattern} has it"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": Words("数字太大", "is too large a number"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": Words("应为有限的数字", "must be a finite number"),
    "decimal_max_digits": Words("至多 {max_digits} 位数字", "must have at most {max_digits} digits"),
    "decimal_max_places": Words("至多 {decimal_places} 位小数", "must have at most {decimal_places} decimal places"),
    "decimal_whole_digits": Words(
        "整数部分至多 {whole_digits} 位", "must have at most {whole_digits} digits before the point"
    ),
    "multiple_of": Words("应为 {multiple_of} 的倍数", "must be a multiple of {multiple_of}"),
    "greater_than": Words("应 > {gt}", "must be > {gt}"),
    "greater_than_equal": Words("应 ≥ {ge}", "must be ≥ {ge}"),
    "less_than": Words("应 < {lt}", "must be < {lt}"),
    "less_than_equal": Words("应 ≤ {le}", "must be ≤ {le}"),
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
    "too_long": Words("至多 {max_length} 项", "must have at most {max_length} items"),
    "none_required": Words("应留空", "must be left out"),
}
"""By pydantic's name of the fault; what stands in braces is in the fault's context."""


def problems(error: ValidationError, fields: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Pydantic's findings in our words; at most ten. `fields` are the names there are at the top."""
    for item in error.errors(include_url=False)[:10]:
        yield Problem(".".join(short(part) for part in item["loc"]), _words(item, fields))


def _words(item: ErrorDetails, fields: tuple[str, ...]) -> Words:
    context = item.get("ctx", {})
    refusal = context.get("error")
    if isinstance(refusal, Refusal):
        return refusal.words
    match item["type"]:
        case "extra_forbidden":
            return _extra(fields if len(item["loc"]) == 1 else ())
        case "literal_error" | "enum":
            expected = context["expected"]
            chinese = expected.replace("' or '", "'、'").replace("', '", "'、'")
            return Words(f"应为其中之一：{chinese}", f"must be one of {expected}")
        case kind if kind in _WORDS:
            return Words(*(said.format(**context) for said in _WORDS[kind]))
        case _:
            return Words("不符合要求；请对照说明改正", f"is not as it should be: {item['msg']}")


def _extra(fields: tuple[str, ...]) -> Words:
    if not fields:
        return Words("没有这个参数；请删除", "is not an argument; leave it out")
    known = ", ".join(fields)
    return Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")
