"""What pydantic found wrong with a request, in our words: what was wrong and what would be right."""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from it_advisor.errors import Problem, Refusal, Words
from it_advisor.schemas import fields_at, input_schema
from it_advisor.text import short

_NUMBER = Words(
    "应为数字，例如 320000；不带千分位、单位和货币符号", "must be a number such as 320000, without separators or units"
)
_DAY = Words("应为日期，例如 2026-09-30", "must be a date such as 2026-09-30")
_WORDS = {
    "missing": Words("必填，请给出", "is required; give it"),
    "string_type": Words("应为文字", "must be text"),
    "int_type": Words("应为整数", "must be a whole number"),
    "bool_type": Words("应为 true 或 false", "must be true or false"),
    "tuple_type": Words("应为列表", "must be a list"),
    "dict_type": Words("应为“名称: 值”的映射", "must map names to values"),
    "model_type": Words("应为带字段名的对象", "must be an object with named fields"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": Words("应为有限的数，不能是 NaN 或无穷大", "must be a finite number, not NaN or infinity"),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}
_SIGNS = {"greater_than_equal": "≥", "less_than_equal": "≤", "greater_than": ">", "less_than": "<"}


def problems(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """Pydantic's findings about a request of this model in our words; at most ten."""
    for item in error.errors(include_url=False)[:10]:
        yield Problem(".".join(short(part) for part in item["loc"]), _words(item, model))


def _words(item: ErrorDetails, model: type[BaseModel]) -> Words:
    """What was wrong and what would be right."""
    limits, kind = item.get("ctx", {}), item["type"]
    if isinstance(refusal := limits.get("error"), Refusal):
        return refusal.words
    match kind:
        case "extra_forbidden":
            known = ", ".join(fields_at(input_schema(model), item["loc"][:-1]))
            return Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")
        case "string_too_short":
            least = limits["min_length"]
            return Words(f"不能为空，至少 {least} 个字符", f"is blank or too short; at least {least} characters")
        case "string_too_long":
            most = limits["max_length"]
            return Words(f"太长，至多 {most} 个字符；请缩短", f"is too long; shorten it to {most} characters")
        case "too_short":
            least = limits["min_length"]
            return Words(f"至少 {least} 项，收到 {limits['actual_length']} 项", f"must have at least {least} items")
        case "too_long":
            return _too_many(limits["max_length"], limits["actual_length"])
        case "literal_error":
            return Words(f"应为其中之一：{limits['expected']}", f"must be one of {limits['expected']}")
        case "string_pattern_mismatch":
            return Words(f"格式应为 {limits['pattern']}", f"must have the form {limits['pattern']}")
        case "decimal_max_places":
            places = limits["decimal_places"]
            return Words(f"小数至多 {places} 位", f"must have at most {places} decimal places")
        case _ if kind in _SIGNS:
            bound = f"{_SIGNS[kind]} {Decimal(str(next(iter(limits.values())))).normalize():f}"
            return Words(f"应 {bound}", f"must be {bound}")
    return _WORDS.get(kind, Words(item["msg"], item["msg"]))


def _too_many(most: int, given: int | None) -> Words:
    """Pydantic stops counting some lists at the limit."""
    zh, en = (f"，收到 {given} 项", f", got {given}") if given else ("", "")
    return Words(
        f"至多 {most} 项{zh}；请合并小项或分几次提交",
        f"at most {most} items{en}; merge small ones or send several requests",
    )
