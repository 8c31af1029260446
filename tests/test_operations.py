"""What the table itself decides: in which language a caller is answered who made a mistake."""

from typing import Any

import pytest

from it_advisor.operations import language_in

DEEP: Any = "需要"
for _ in range(5_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ({"name": "compare_offers", "arguments": {"offers": "甲方报价 100 万元，乙方 90 万元"}}, "zh"),
        ({"name": "compare_offers", "arguments": {"offers": "one asks for a million"}}, "en"),
        ({"words": "酒店", "industry": "hospitality-x"}, "zh"),
        ({"options": ["A", "B"], "criteria": [{"name": "集成能力"}], "as_of": "2026-11-23"}, "zh"),
        ({"business_nature": "a chain of bakeries", "company_size": "三百人"}, "zh"),
        ({"company_size": "300 people"}, "en"),
        ({"business_nature": "una cadena de panaderías"}, "en"),
        ({"id": "no-such-case"}, None),
        ({"id": "案例"}, "zh"),
        ({"id": "Müller"}, None),
        ({"words": "x y", "limit": 5, "industry": None}, None),
        ({"需要一个系统": 1}, None),
        ({"language": "en", "words": "酒店会员"}, "en"),
        ({"language": "fr", "words": "hotel"}, None),
        ({"deep": DEEP}, "zh"),
        ({}, None),
    ],
)
def test_a_caller_is_told_in_the_language_they_write(raw: dict[str, Any], language: str | None) -> None:
    """However deep the prose stands. Ids, names of fields and single words say nothing; then the door decides."""
    assert language_in(raw) == language
