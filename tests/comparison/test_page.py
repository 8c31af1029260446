"""The page people read."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.samples import Row, answer_to, requests
from it_advisor.comparison import Comparison
from it_advisor.errors import Language

ROOT = Path(__file__).parents[2]
EXAMPLE = yaml.safe_load((ROOT / "examples" / "comparison.yaml").read_text(encoding="utf-8"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
BAR = re.compile(r"(?<!\\)\|")


def named(request: Row, names: dict[str, str]) -> Row:
    return request | {
        "options": [names[option] for option in request["options"]],
        "scores": [row | {"option": names[row["option"]]} for row in request["scores"]],
    }


@settings(max_examples=30, deadline=None)
@given(requests(options=4, criteria=3), st.sampled_from(LANGUAGES), st.data())
def test_no_name_can_break_a_table(request_: Row, language: Language, data: st.DataObject) -> None:
    """Bars, stars, brackets and Chinese in a name stay text; every row has as many cells as its head."""
    letters = st.text(alphabet="aB|*_`\\<>[]#- 系统", min_size=1, max_size=9).filter(str.strip)
    count = len(request_["options"])
    fresh = data.draw(st.lists(letters.map(str.strip), min_size=count, max_size=count, unique=True))
    page = answer_to(named(request_, dict(zip(request_["options"], fresh, strict=True)))).markdown(language)
    for block in page.split("\n\n"):
        if block.startswith("| "):
            assert len({len(BAR.findall(line)) for line in block.splitlines()}) == 1


@pytest.mark.parametrize(("name", "language"), [("compare_options.md", "en"), ("compare_options.zh-CN.md", "zh")])
def test_the_worked_example_in_the_docs_is_what_a_run_answers(name: str, language: Language) -> None:
    """Nobody learns from an answer the program no longer gives; `cog -r docs/compare_options*.md` writes it anew."""
    assert answer_to(EXAMPLE).markdown(language) in (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_facts_survive_json() -> None:
    """A program reads from the structured answer exactly what the page was written from."""
    answer = answer_to(EXAMPLE)
    assert Comparison.model_validate_json(answer.model_dump_json()) == answer


def test_a_ranking_that_depended_on_names_or_order_would_be_called_out() -> None:
    """The check is printed either way, so a silent failure cannot pass for a success."""
    answer = answer_to(EXAMPLE)
    unfair = answer.model_copy(update={"robustness": answer.robustness.model_copy(update={"is_neutral": False})})
    assert "**renaming and reversing the options changes a ranking**" in unfair.markdown("en")


def test_the_points_of_the_criteria_add_up_to_the_total() -> None:
    """A reader can check every column by hand."""
    for standing in answer_to(EXAMPLE).ranking:
        assert sum(standing.points_by_criterion.values()) == pytest.approx(standing.points, abs=1e-5)


def test_a_field_of_two_hundred_is_cut_on_the_page_and_says_so() -> None:
    """A page stays printable; what is not shown is counted."""
    names = [f"o{at:03}" for at in range(200)]
    rows = [{"option": name, "criterion": "c", "score": at / 20, "rationale": "x"} for at, name in enumerate(names)]
    request = {"as_of": "2026-11-23", "options": names, "criteria": [{"name": "c", "weight": 1}], "scores": rows}
    page = answer_to(request).markdown("en")
    assert "Placed lower and not shown: 194." in page
    assert "Not shown: 190 more." in page
    assert len(page) < 40_000
