"""The Markdown of an estimate: whole in both languages, safe in a table, and the same as in the manual."""

import os
import re
from pathlib import Path

import pytest
import yaml

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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_of_a_table_has_as_many_cells_as_its_head(language: Language) -> None:
    """A name with a bar or a line break in it does not tear the table."""
    awkward = EXAMPLE.replace("Subscribed MES", '"MES | cloud\\nedition"')
    for block in answer(awkward, language).split("\n\n"):
        if block.startswith("|"):
            counts = {len(re.findall(r"(?<!\\)\|", row)) for row in block.strip().split("\n")}
            assert len(counts) == 1


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
