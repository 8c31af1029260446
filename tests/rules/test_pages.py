"""Every rule's manual page is true: the bad is found, the good is not."""

import re
from pathlib import Path

import pytest

import it_advisor.rules
from it_advisor.report.reading import read_report
from it_advisor.rules import FAMILIES, RULES, SEVERITIES, Rule
from it_advisor.rules.pages import Example, page_of

HOUSE = Path(it_advisor.rules.__file__).parent
CODED = {path.stem for path in HOUSE.glob("*.py") if re.search(r"^CODE = ", path.read_text("utf-8"), re.MULTILINE)}
"""The package's modules that are rules; the others are what several rules share."""
EXAMPLES = [(rule, at) for rule in RULES for at in range(len(page_of(rule).examples))]
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)


@every_rule
def test_a_page_says_what_and_why_in_both_languages_with_examples(rule: Rule) -> None:
    """Four paragraphs, at least one bad snippet and one good."""
    page = page_of(rule)
    assert (re.search(r"[\u4e00-\u9fff]", page.what.zh) and page.what.en.isascii()) or "“" in page.what.en
    assert page.why.en.startswith("Why: ") and page.why.zh.startswith("为何：")
    assert {example.bad for example in page.examples} == {True, False}


@pytest.mark.parametrize(("rule", "at"), EXAMPLES, ids=lambda value: getattr(value, "CODE", value))
def test_the_bad_is_found_and_the_good_is_not(rule: Rule, at: int) -> None:
    """Each snippet by itself; every finding points to a line there is and has words in both languages."""
    example: Example = page_of(rule).examples[at]
    found = list(rule.check(read_report(example.markdown, example.understood)))
    assert bool(found) == example.bad, found
    for one in found:
        assert 1 <= one.line <= example.markdown.count("\n") + 1
        for words in (one.message, one.fix):
            assert re.search(r"[\u4e00-\u9fff]", words.zh) and words.en


def test_the_list_is_the_folder_in_the_order_of_the_codes() -> None:
    """No rule is forgotten; no code is given twice."""
    assert {rule.__name__.rpartition(".")[2] for rule in RULES} == CODED
    codes = [rule.CODE for rule in RULES]
    assert codes == list(dict.fromkeys(codes))
    digits = dict(zip(FAMILIES, "1239456780", strict=True))
    for rule in RULES:
        assert re.fullmatch(rf"{rule.CODE[:2]}{digits[rule.CODE[:2]]}\d\d", rule.CODE)
        assert rule.SEVERITY in SEVERITIES
