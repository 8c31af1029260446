"""Phrases searched for in parts find what one pattern of them all does."""

import re
import sys

import pytest

import it_advisor.rules  # noqa: F401 - loads every rule
from benchmarks.corpus import community, from_elsewhere, good, planted
from it_advisor.report.phrases import Phrases

PHRASES = {
    f"{name.removeprefix('it_advisor.rules.')}.{field}": value
    for name, module in sorted(sys.modules.items())
    if name.startswith("it_advisor.rules.")
    for field, value in vars(module).items()
    if isinstance(value, Phrases)
}
SOME = {"absolute_claim._ABSOLUTE", "talk_of_a_model._TALK", "item_counted_twice._SOUGHT", "phases_sum_off._WHOLE"}


@pytest.fixture(scope="module")
def texts() -> str:
    """Every report there is, as a search gets it, and the snippets of the rules' own pages."""
    reports = [
        *good().values(),
        *community().values(),
        *from_elsewhere().values(),
        *(one.markdown for one in planted()),
    ]
    pages = [module.__doc__ or "" for name, module in sys.modules.items() if name.startswith("it_advisor.rules.")]
    return "\n".join(dict.fromkeys("\n".join((*reports, *pages)).lower().split("\n")))


def test_the_rules_that_search_for_many_phrases_are_here() -> None:
    assert PHRASES.keys() >= SOME


@pytest.mark.parametrize("name", PHRASES)
def test_parts_find_what_the_whole_pattern_finds(name: str, texts: str) -> None:
    phrases = PHRASES[name]
    whole = re.compile(phrases.source, phrases.flags)
    assert [found.span() for found in phrases.finditer(texts)] == [found.span() for found in whole.finditer(texts)]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("(?:a|b)c|d", "acbcd", ["ac", "bc", "d"]),
        ("(?:no )?risk|none", "no risk, risk, none", ["no risk", "risk", "none"]),
        (r"\(x\)|[(]y|a\|b", "(x) (y a|b", ["(x)", "(y", "a|b"]),
        ("(?P<n>one|two) men|two", "one men two men two", ["one men", "two men", "two"]),
        ("cut-?over|cut", "cutover cut-over cut", ["cutover", "cut-over", "cut"]),
        (r"\d{1,2} days?|[1-9] weeks", "12 days 3 weeks", ["12 days", "3 weeks"]),
        ("x{3,}|[¥$]x+", "xx xxxx $x", ["xxxx", "$x"]),
        ("abc|bcd", "abcd bcd", ["abc", "bcd"]),
    ],
)
def test_what_is_written_in_a_pattern_is_found(source: str, text: str, found: list[str]) -> None:
    assert [one[0] for one in Phrases(source).finditer(text)] == found
