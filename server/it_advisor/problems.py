"""What pydantic found wrong with a request, in our words: what was wrong and what would be right."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from it_advisor.errors import Problem, Refusal, Words
from it_advisor.text import short


def problems(error: ValidationError, fields: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Pydantic's findings in our words; at most ten."""
    for item in error.errors(include_url=False)[:10]:
        yield Problem(".".join(short(part) for part in item["loc"]), _words(item, fields))


def _words(item: ErrorDetails, fields: tuple[str, ...]) -> Words:
    """What was wrong and what would be right."""
    limits = item.get("ctx", {})
    refusal = limits.get("error")
    if isinstance(refusal, Refusal):
        return refusal.words
    known = ", ".join(fields)
    match item["type"]:
        case "missing":
            return Words("必填，请给出", "is required; give it")
        case "extra_forbidden":
            return Words(f"没有这个参数；可用：{known}", f"is not an argument; there are: {known}")
        case "string_too_short":
            least = limits["min_length"]
            return Words(f"不能为空，至少 {least} 个字符", f"is blank or too short; at least {least} characters")
        case "string_too_long":
            most = limits["max_length"]
            return Words(f"太长，至多 {most} 个字符；请缩短", f"is too long; shorten it to {most} characters")
        case "string_type":
            return Words("应为文字", "must be text")
        case "int_type":
            return Words("应为整数", "must be a whole number")
        case "bool_type":
            return Words("应为 true 或 false", "must be true or false")
        case "literal_error":
            return Words(f"应为其中之一：{limits['expected']}", f"must be one of {limits['expected']}")
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than" as bound:
            sign = {"greater_than_equal": "≥", "less_than_equal": "≤", "greater_than": ">", "less_than": "<"}[bound]
            limit = next(iter(limits.values()))
            return Words(f"应 {sign} {limit}", f"must be {sign} {limit}")
        case _:
            return Words(item["msg"], item["msg"])
