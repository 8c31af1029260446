"""How close size and budget are, and that what was not said does not count."""

import pytest

from it_advisor import closeness
from it_advisor.brief import understand_budget, understand_size


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("320 人", "450 employees", 1),
        ("320 人", "中型", 1),
        ("40 staff", "320 人", 0.5),
        ("8 people", "320 人", 0),
        ("8 people", "6,000 people", 0),
        ("", "320 人", None),
        ("320 人", "many", None),
    ],
)
def test_sizes_are_compared_by_band(one: str, other: str, expected: float | None) -> None:
    """The same band is close, the next half as close."""
    assert closeness.of_sizes(understand_size(one), understand_size(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("三年合计 900 万元", "每年 300 万元", 1),
        ("三年合计 900 万元", "每年 600 万元", 1),
        ("每月 10 万元", "每年 120 万元", 1),
        ("EUR 100k per year", "EUR 1m per year", 0),
        ("EUR 100k per year", "CNY 100k per year", None),
        ("低", "low", 1),
        ("medium", "高", 0.5),
        ("medium", "三年合计 900 万元", None),
        ("", "三年合计 900 万元", None),
    ],
)
def test_budgets_are_compared_by_the_year(one: str, other: str, expected: float | None) -> None:
    """Only in the same currency: no exchange rate is made up."""
    assert closeness.of_budgets(understand_budget(one), understand_budget(other)) == expected


def test_budgets_drift_apart_evenly() -> None:
    """From a factor of 2 to a factor of 10."""
    others = [understand_budget(f"EUR {amount}k per year") for amount in (200, 300, 500, 900, 1000)]
    close = [closeness.of_budgets(understand_budget("EUR 100k per year"), other) for other in others]
    assert close == sorted(close, reverse=True) and close[0] == 1 and 0 < close[3] < close[1] < 1 and close[4] == 0
