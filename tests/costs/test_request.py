"""A wrong request for an estimate is refused with words that name the field and what would be right."""

from time import process_time
from typing import Any

import pytest
from pydantic import ValidationError

from it_advisor.advisor import Advisor
from it_advisor.content import load
from it_advisor.costs import CostEstimate, CostsRequest
from it_advisor.errors import BadRequest
from it_advisor.operations import OPERATIONS
from it_advisor.problems import problems
from it_advisor.settings import Settings

COST = {"option": "A", "item": "thing", "category": "staff", "kind": "yearly", "likely": 100}
BENEFIT = {"option": "A", "item": "gain", "kind": "saving", "likely": 100}
REQUEST = {"currency": "CNY", "costs": [COST], "benefits": [BENEFIT]}


def refusal(request: dict[str, Any]) -> tuple[str, str]:
    """The field that is named first, and its words, as every door tells them."""
    with pytest.raises(ValidationError) as caught:
        CostsRequest.model_validate(request)
    field, words = next(problems(caught.value, CostsRequest))
    return field, words.en


@pytest.mark.parametrize("amount", [-1, "NaN", float("nan"), float("inf"), "1e14", "1,000", "0.0000001", True, None])
@pytest.mark.parametrize("place", ["costs", "benefits"])
def test_an_amount_that_is_no_sensible_money_is_refused_by_its_field(amount: Any, place: str) -> None:
    """Negative, infinite, absurd or unreadable: the answer says which line's amount it is."""
    line = {"costs": COST, "benefits": BENEFIT}[place] | {"likely": amount}
    assert refusal(REQUEST | {place: [line]})[0] == f"{place}.0.likely"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"horizon_years": 11}, "horizon_years"),
        ({"horizon_years": "5"}, "horizon_years"),
        ({"discount_rate_pct": -1}, "discount_rate_pct"),
        ({"users": 0}, "users"),
        ({"currency": "yuan"}, "currency"),
        ({"rates": {"USD": 0}}, "rates.USD"),
        ({"budget_total": "inf"}, "budget_total"),
        ({"costs": []}, "costs"),
        ({"costs": [COST | {"category": "licence"}]}, "costs.0.category"),
        ({"costs": [COST | {"from_month": -1}]}, "costs.0.from_month"),
        ({"costs": [COST | {"growth_pct": 101}]}, "costs.0.growth_pct"),
        ({"benefits": [BENEFIT | {"confidence_pct": 101}]}, "benefits.0.confidence_pct"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_its_field(wrong: dict[str, Any], field: str) -> None:
    """Each bound of the schema holds, and the field is named."""
    assert refusal(REQUEST | wrong)[0] == field


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"costs": [COST | {"low": 200}]}, "costs.0", "must ascend, got 200, 100, 100"),
        ({"costs": [COST | {"kind": "one-off", "growth_pct": 3}]}, "costs.0", "say kind: yearly"),
        ({"costs": [COST | {"from_month": 6, "to_month": 6}]}, "costs.0", "to_month must be after from_month (6)"),
        ({"costs": [COST | {"per_user": True}]}, "costs.0.per_user", "give users"),
        ({"costs": [COST | {"taxed": True}]}, "costs.0.taxed", "give tax_pct"),
        ({"costs": [COST | {"currency": "USD"}]}, "costs.0.currency", "say in rates how much CNY one USD costs"),
        ({"benefits": [BENEFIT | {"currency": "EUR"}]}, "benefits.0.currency", "say in rates"),
        ({"rates": {"CNY": 7}}, "rates.CNY", "is the answer's own currency"),
        ({"rates": {"usd": 7, "USD": 8}}, "rates.USD", "more than one rate"),
        ({"costs": [COST | {"from_month": 60}]}, "costs.0.from_month", "at most 59"),
        ({"costs": [COST | {"from_month": 61, "kind": "one-off"}]}, "costs.0.from_month", "at most 60"),
        ({"costs": [COST | {"id": "L1"}, COST | {"id": "L1"}]}, "costs", "give every id once"),
        ({"costs": [COST | {"id": "L2"}, COST]}, "costs", "give every id once"),
        ({"benefits": [BENEFIT | {"id": "B2"}, BENEFIT]}, "benefits", "give every id once"),
        ({"benefits": [BENEFIT | {"option": "B"}]}, "benefits.0.option", "no line of costs has the option 'B'"),
        ({"do_nothing": "C"}, "do_nothing", "no line of costs has the option 'C'"),
        ({"do_nothing": "A"}, "benefits.0.option", "a benefit is measured against doing nothing"),
        ({"costs": [COST | {"option": str(n)} for n in range(11)], "benefits": []}, "costs", "at most 10 options"),
    ],
)
def test_fields_that_do_not_fit_together_are_refused_with_what_would_be_right(
    wrong: dict[str, Any], field: str, says: str
) -> None:
    """The field is named and the words say what to change, in English and in Chinese."""
    with pytest.raises(ValidationError) as caught:
        CostsRequest.model_validate(REQUEST | wrong)
    named, words = next(problems(caught.value, CostsRequest))
    assert named == field
    assert says in words.en
    assert words.zh != words.en


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"costs": [COST | {"likely": -1}]}, ["costs.0.likely"]),
        ({"costs": [COST | {"likely": -1}, COST | {"kind": "monthly"}]}, ["costs.0.likely", "costs.1.kind"]),
        ({"costs": []}, ["costs"]),
    ],
)
async def test_a_list_with_a_wrong_line_is_not_called_too_short_as_well(wrong: dict[str, Any], told: list[str]) -> None:
    """The whole message holds the true mistakes and nothing that only follows from them."""
    with pytest.raises(BadRequest) as caught:
        await OPERATIONS["estimate_costs"].run(Advisor(load(Settings())), REQUEST | {"benefits": []} | wrong)
    assert [problem.field for problem in caught.value.problems] == told


def test_ten_thousand_lines_are_refused_at_once() -> None:
    """A request far too large costs no time: only its length is looked at."""
    start = process_time()
    assert refusal(REQUEST | {"costs": [COST] * 10_000})[0] == "costs"
    assert process_time() - start < 1


def test_at_most_five_mistakes_are_told_at_once() -> None:
    """A table with the same slip in each of 200 lines does not come back as a page of messages."""
    with pytest.raises(ValidationError) as caught:
        CostsRequest.model_validate(REQUEST | {"costs": [COST | {"taxed": True}] * 200})
    assert [problem.field for problem in problems(caught.value)] == [f"costs.{n}.taxed" for n in range(5)]


def test_every_field_a_model_fills_is_described() -> None:
    """Nobody has to guess what a field means, or its unit."""
    schema = CostsRequest.model_json_schema()
    fields = {name: field for name, field in schema["properties"].items() if name not in ("costs", "benefits")}
    for line in ("Cost", "Benefit"):
        fields |= {f"{line}.{name}": field for name, field in schema["$defs"][line]["properties"].items()}
    assert [name for name, field in fields.items() if not field.get("description")] == []


def test_money_travels_as_text() -> None:
    """A figure of an answer is not rounded by a JSON reader on its way."""
    schema = CostEstimate.model_json_schema(mode="serialization")
    assert schema["$defs"]["YearSum"]["properties"]["cost"]["type"] == "string"
