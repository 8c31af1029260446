"""What people write is understood as they mean it; the table is phrasings.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from it_advisor.brief import Brief, split_requirements, understand, understand_budget, understand_size

TABLE = yaml.safe_load((Path(__file__).parent / "phrasings.yaml").read_text(encoding="utf-8"))


def rows(name: str) -> Any:
    return pytest.mark.parametrize("row", TABLE[name], ids=[row["say"] for row in TABLE[name]])


def kinds(**arguments: str) -> list[str]:
    return [note.kind for note in understand(Brief(business_nature="零售连锁 retail", **arguments)).notes]


def test_the_table_is_worth_its_name() -> None:
    """At least 120 phrasings, none of them twice."""
    said = [str(row.get("say") or row["sent"]) for part in TABLE.values() for row in part]
    assert len(said) == len(set(said)) >= 120


@rows("budgets")
def test_a_budget_means_what_its_writer_means(row: dict[str, Any]) -> None:
    """Amounts, currency, period and firmness are read; the rest stays verbatim and doubts are asked about."""
    budget = understand_budget(row["say"])
    assert budget is not None
    assert budget.said("en") == row["means"]
    assert list(budget.not_understood) == row.get("left", [])
    assert kinds(budget_range=row["say"]) == row.get("asks", [])


@rows("sizes")
def test_a_size_means_what_its_writer_means(row: dict[str, Any]) -> None:
    """People, sites and the bands that fit are read; the rest stays verbatim and doubts are asked about."""
    size = understand_size(row["say"])
    assert size is not None
    assert size.said("en") == row["means"]
    assert list(size.not_understood) == row.get("left", [])
    assert kinds(company_size=row["say"]) == row.get("asks", [])


@rows("requirements")
def test_requirements_are_parted_where_their_writer_parts_them(row: dict[str, Any]) -> None:
    """Every list is numbered as it was meant, and nothing that belongs together is torn apart."""
    found = split_requirements(row["say"])
    assert [f"{one.heading}: {one.text}" if one.heading else one.text for one in found] == row["means"]
    assert [one.id for one in found] == [f"R{n}" for n in range(1, len(found) + 1)]
