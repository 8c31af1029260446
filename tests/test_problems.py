"""Every fault of a request is told in our words and in both languages, never in a library's."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError

from it_advisor.brief import Brief
from it_advisor.cases import CaseId
from it_advisor.errors import BadRequest
from it_advisor.problems import problems
from it_advisor.summary_block import read_summary
from it_advisor.template import Name


class Row(BaseModel, extra="forbid"):
    """A part of a request."""

    name: str = ""


# a type, a wrong value, what would be right in English
FAULTS: list[tuple[Any, Any, str]] = [
    (dict[str, str], [], "a mapping"),
    (Row, "x", "a mapping"),
    (list[str], "x", "a list"),
    (tuple[str, ...], {}, "a list"),
    (int, "many", "a whole number"),
    (int, 1.5, "a whole number"),
    (int, "9" * 5_000, "too large"),
    (float, "many", "a number such as"),
    (Decimal, "many", "a number such as"),
    (Decimal, [], "a number such as"),
    (Annotated[Decimal, Field(allow_inf_nan=False)], "Infinity", "a finite number"),
    (Annotated[float, Field(allow_inf_nan=False)], float("nan"), "a finite number"),
    (Annotated[Decimal, Field(decimal_places=2)], "1.234", "at most 2 decimal places"),
    (Annotated[Decimal, Field(max_digits=3)], "1234", "at most 3 digits"),
    (Annotated[int, Field(multiple_of=5)], 7, "a multiple of 5"),
    (Annotated[int, Field(gt=5)], 5, "> 5"),
    (Annotated[int, Field(lt=5)], 5, "< 5"),
    (bool, "perhaps", "true or false"),
    (date, "soon", "e.g. 2026-11-23"),
    (date, [], "e.g. 2026-11-23"),
    (date, "2026-11-23T10:00:00", "e.g. 2026-11-23"),
    (Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")], "euro", "three capital letters, e.g. EUR"),
    (CaseId, "My Case", "joined by hyphens, e.g. hotel-group-2"),
    (Name, "My memo", "e.g. board_memo"),
    (Annotated[str, Field(pattern="^R[1-9][0-9]{0,2}$")], "7", "must be R1, R2 and so on"),
    (Annotated[list[str], Field(min_length=2)], ["x"], "at least 2 items"),
    (Annotated[list[str], Field(max_length=1)], ["x", "y"], "at most 1 items"),
    (Literal["a", "b", "c"], "d", "'a', 'b' or 'c'"),
    (None, "x", "left out"),
    (list[Row], [{"colour": 1}], "leave it out"),
]


@pytest.mark.parametrize(("kind", "value", "right"), FAULTS)
def test_a_fault_is_told_in_both_languages(kind: Any, value: Any, right: str) -> None:
    """What would be right, in Chinese without an English sentence and in English without a library's jargon."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (found,) = problems(caught.value)
    assert right in found.words.en
    assert "nput" not in found.words.en
    assert re.search("[\u4e00-\u9fff]", found.words.zh)
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", found.words.zh.replace("true 或 false", ""))
    assert "{" not in found.words.zh.replace("{3}", "")


def test_a_business_cut_to_its_first_letter_is_told_to_be_cut() -> None:
    """Of `A charity running shops` some clients send the first word alone; a blank one is still blank."""
    for sent, right in (("A", "holds only “A” and seems cut off: quote a value that has blanks"), (" ", "is blank")):
        with pytest.raises(ValidationError) as caught:
            Brief(business_nature=sent)
        (problem,) = problems(caught.value, Brief)
        assert problem.field == "business_nature"
        assert right in problem.words.en


def test_the_choices_are_listed_in_chinese() -> None:
    """Without an English `or` between them."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Literal["a", "b", "c"]).validate_python("d")
    assert next(problems(caught.value)).words.zh == "应为其中之一：'a'、'b'、'c'"


def test_what_is_unknown_is_told_the_names_there_are_or_to_be_left_out() -> None:
    """The names of the model that was asked for; where none is known, none is made up."""
    with pytest.raises(ValidationError) as caught:
        Row.model_validate({"colour": 1})
    assert next(problems(caught.value, Row)).words.en == "is not an argument; there are: name"
    assert next(problems(caught.value)).words.en == "is not an argument; leave it out"


def test_a_wrong_summary_block_is_told_in_chinese_too() -> None:
    """A report's author reads the same words as whoever calls an operation."""
    with pytest.raises(BadRequest) as caught:
        read_summary("```yaml\nit_advisor_summary: 1\ncost_lines: many\n```\n")
    told = {problem.field: problem.words for problem in caught.value.problems}
    assert told["summary.cost_lines"].zh == "应为列表"
    assert told["summary.title"].zh == "必填，请给出"
