"""The longest texts that are accepted are read in time that grows with their length and no faster."""

import asyncio
import time
from typing import Any

import pytest

from it_advisor.advisor import Advisor
from it_advisor.content import load
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings

TEXTS = {
    "zh": "药品批发企业，两座仓库，供货给医院和药店；不是酒店，860 人，三年 1200 万元；",
    "en": "a wholesaler of medicines with shops and 860 people, not a hotel; EUR 2m in 3 years; ",
    "one word": "hotel ",
    "no words": "zqxj vkwp ",
    "no blanks": "酒店",
}
LONGEST = {"business_nature": 4_000, "company_size": 8_000, "budget_range": 8_000, "technical_requirements": 8_000}


def requests(text: str, part: int) -> dict[str, dict[str, Any]]:
    """Each operation that reads free text, with texts of a part of their limits."""
    long = text * (60_000 // len(text))
    return {
        "recommend_it_systems": {name: long[: most // part] for name, most in LONGEST.items()},
        "search_cases": {"words": long[: 8_000 // part], "company_size": long[: 8_000 // part]},
        "render_template": {
            "name": "recommend_it_systems_from_text",
            "arguments": {"description": long[: 60_000 // part]},
        },
    }


def seconds(advisor: Advisor, name: str, raw: dict[str, Any]) -> float:
    """Of computing time, the least of three tries; a worker's time is the process's."""

    def once() -> float:
        start = time.process_time()
        asyncio.run(OPERATIONS[name].run(advisor, raw))
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", requests("x", 1))
def test_twice_the_text_takes_about_twice_the_time(kind: str, name: str) -> None:
    """Whatever it says, up to the limit: quadratic work would take four times as long."""
    advisor = Advisor(load(Settings()))
    half, whole = (seconds(advisor, name, requests(TEXTS[kind], part)[name]) for part in (2, 1))
    assert whole < 2.5 * half + 0.02
