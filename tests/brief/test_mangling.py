"""What clients do to arguments is noticed, mended where that is certain, and asked about where it is not."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from it_advisor.brief import Brief, Understanding, understand

FIELDS = tuple(Brief.model_fields)
ROWS = yaml.safe_load((Path(__file__).parent / "phrasings.yaml").read_text(encoding="utf-8"))["mangled"]


def understood(*sent: str | None) -> Understanding:
    return understand(Brief.model_validate(dict(zip_longest(FIELDS, sent))))


@pytest.mark.parametrize("row", ROWS, ids=[" | ".join(row["sent"]) for row in ROWS])
def test_a_mangled_argument_is_named_with_what_was_done_to_it(row: dict[str, Any]) -> None:
    """Each mishap leads to one note on its field; arguments that arrived whole lead to none."""
    notes = [f"{note.field} {note.kind} {note.action}" for note in understood(*row["sent"]).notes]
    assert sorted(notes) == sorted(row["notes"])


def test_surrounding_quotes_are_taken_off_and_nothing_else_is_changed() -> None:
    """What is used further on is what was meant, to the letter."""
    brief = understood('"auto parts maker"', "“320 people”", "'EUR 90k'", 'a "quoted" word').brief
    assert tuple(dict(brief).values()) == ("auto parts maker", "320 people", "EUR 90k", 'a "quoted" word')


@pytest.mark.parametrize("empty", ["$1", "{{x}}", "${x}", "<budget>", "undefined", "null", "None", "无", "n/a"])
def test_what_says_nothing_counts_as_not_given(empty: str) -> None:
    """A placeholder is not read as a size, a budget or a requirement."""
    answer = understood("retail chain", empty, empty, empty)
    assert (answer.size, answer.budget, answer.requirements) == (None, None, ())
    assert tuple(dict(answer.brief).values()) == ("retail chain", None, None, None)


def test_the_required_argument_is_kept_even_when_it_is_a_placeholder() -> None:
    """There is always something to show the asker, together with the question what should stand there."""
    answer = understood("{{business_nature}}")
    assert answer.brief.business_nature == "{{business_nature}}"
    assert [note.kind for note in answer.notes] == ["unfilled"]


@pytest.mark.parametrize(
    "sent", ["a%20%00b", "x&#8238;y", "x&#0;y", "&#32;&#32;", "%20%20", "&nbsp;a", "%E9%20%E9", "\\n\\n"]
)
def test_an_escape_brings_in_nothing_that_would_have_been_refused(sent: str) -> None:
    """No control, no mark that turns the writing round, and no blank business: it stays as it was sent."""
    assert understood(sent).brief.business_nature == sent
