"""The Markdown of an estimate: whole in both languages, safe in a table, and the same as in the manual."""

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from it_advisor.costs import CostsRequest, estimate
from it_advisor.errors import Language

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "examples" / "costs.yaml").read_text(encoding="utf-8")
MANUALS: dict[Language, Path] = {
    "en": ROOT / "docs" / "estimate_costs.md",
    "zh": ROOT / "docs" / "estimate_costs.zh-CN.md",
}


def answer(text: str, language: Language) -> str:
    return estimate(CostsRequest.model_validate(yaml.safe_load(text))).markdown(language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_shows_the_request_and_the_answer_as_they_are(language: Language) -> None:
    """What the worked example says is what a run gives; UPDATE_DOCS=1 pytest tests/costs writes it anew."""
    manual = MANUALS[language].read_text(encoding="utf-8")
    fresh = manual
    for name, text in (("request", f"```yaml\n{EXAMPLE}```\n"), ("answer", answer(EXAMPLE, language))):
        fresh, found = re.subn(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda m, t=text: m[1] + t + m[2], fresh, flags=re.DOTALL
        )
        assert found == 1
    if "UPDATE_DOCS" in os.environ:
        MANUALS[language].write_text(fresh, encoding="utf-8")
        manual = fresh
    assert manual == fresh


AWKWARD = st.text(alphabet="aB|*_`\\<>[]#-~&$;1. 系统\n", min_size=1, max_size=12).filter(str.strip)
BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
LIVE = re.compile(r"(?<!\\)(?:\\\\)*[*_`<>\[\]~$]")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["en", "zh"]), st.lists(AWKWARD, min_size=3, max_size=3, unique_by=str.strip))
def test_no_name_can_break_a_table_or_become_markup(language: Language, names: list[str]) -> None:
    """Bars, stars, brackets and breaks in a name stay text; every row has as many cells as its head."""
    option, item, gain = names
    request = {
        "currency": "CNY",
        "do_nothing": "As today",
        "costs": [
            {"option": option, "item": item, "category": "staff", "kind": "yearly", "likely": 9, "high": 10},
            {"option": "As today", "item": gain, "category": "staff", "kind": "yearly", "likely": 9, "high": 10},
        ],
        "benefits": [{"option": option, "item": gain, "kind": "saving", "likely": 9, "low": 1}],
    }
    page = estimate(CostsRequest.model_validate(request)).markdown(language)
    assert LIVE.search(page) is None
    for block in page.split("\n\n"):
        if block.startswith("|"):
            assert len({len(BAR.findall(row)) for row in block.strip().split("\n")}) == 1


@pytest.mark.parametrize(("language", "other"), [("en", "[\u4e00-\u9fff]"), ("zh", "Payback|Year|Lines|within|Total ")])
def test_an_answer_is_in_one_language(language: Language, other: str) -> None:
    """No word of the other language is left over."""
    assert re.search(other, answer(EXAMPLE, language)) is None


def test_the_page_names_overruns_and_several_rates() -> None:
    """What a board must not overlook stands in the first table."""
    text = """
currency: CNY
horizon_years: 2
budget_total: 400
costs:
  - {option: A, item: now, category: support, kind: one-off, likely: 100}
  - {option: A, item: end, category: exit, kind: one-off, likely: 540, from_month: 24}
benefits: [{option: A, item: gain, kind: saving, likely: 600, from_month: 11}]
"""
    first = answer(text, "en").split("\n\n")[1]
    assert "over: Total +240" in first
    assert re.search(r"several: -?\d+\.\d+, \d+\.\d+", first)
