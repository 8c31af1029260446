"""The files for buying: what goes to vendors holds no money of ours, and every sum follows what is filled in."""

from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import Workbook

from documents.material import TODAY, report, request
from documents.sheets import CENT, differing, opened
from documents.typing_cases import SCORED, Case, pack
from it_advisor.documents import export
from it_advisor.summary import Summary
from it_advisor.summary_block import read_summary

SHORT = 9
"""A name of so few characters may be a word of a requirement too."""


@pytest.fixture(scope="module", params=["zh", "en"])
def summary(request: pytest.FixtureRequest) -> Summary:
    found = read_summary(report(request.param))
    assert found is not None
    return found


def texts(book: Workbook) -> list[str]:
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]


def test_vendors_learn_the_needs_and_neither_money_nor_scores_nor_choices(summary: Summary) -> None:
    """Every requirement with its acceptance is in their file; no price, ceiling, option or product is in any part."""
    tender, _ = pack(summary.language).values()
    said = "\n".join(texts(opened(tender)))
    assert all(one.need in said and one.acceptance in said for one in summary.requirements)
    secret = {option.name for option in summary.options} | {line.item for line in summary.cost_lines}
    secret |= {one.choice for one in summary.components}
    secret |= {f"{line.unit_price:f}" for line in summary.cost_lines if line.unit_price > 100}
    assert not [one for one in secret if len(one) > SHORT and one in said]
    assert "costs" not in said
    assert not [name for name in opened(tender).sheetnames if name.startswith("_")]


def test_nothing_is_filled_in_for_vendors(summary: Summary) -> None:
    """Their columns are empty, yellow, and offer the answers to choose from."""
    tender, _ = pack(summary.language).values()
    sheet = opened(tender)["需求应答" if summary.language == "zh" else "Requirements"]
    cells = [cell for row in sheet.iter_rows(6, 5 + len(summary.requirements), 6, 10) for cell in row]
    assert {cell.value for cell in cells} == {None}
    assert {cell.fill.fgColor.rgb for cell in cells} == {"FFFFF2CC"}
    assert any(rule.type == "list" for rule in sheet.data_validations.dataValidation)


@pytest.mark.parametrize("name", ["tender", "scoring"])
def test_empty_sheets_say_what_their_formulas_give(cases: Mapping[str, Case], name: str) -> None:
    """As in the workbook, to the cent."""
    assert differing(cases[name].ours, cases[name].counted) == []


def test_sums_follow_what_is_filled_in(cases: Mapping[str, Case]) -> None:
    """Answers are counted, payments come from shares, credits stop at the cap."""
    book = cases["tender-typed"].counted
    asked, paid, kept = book["Requirements"], book["Payment milestones"], book["Service levels"]
    counted = {row[0]: row[2] for row in asked.iter_rows(min_col=2, values_only=True) if row[0]}
    assert (counted["standard"], counted["not met"], counted["Extra prices together"]) == (1, 1, 1200.5)
    assert [paid[f"G{row}"].value for row in (6, 7)] == pytest.approx([75_000.00, 175_000.01], abs=CENT)
    assert "comes to 100 %" in texts(book)
    assert kept["I6"].value + kept["I8"].value == pytest.approx(0.05 * 9_999 + 0.05 * 9_999, abs=CENT)
    assert kept["I19"].value == pytest.approx(999.9, abs=CENT)


def test_demos_are_scored_by_weight(cases: Mapping[str, Case]) -> None:
    """Points = Σ weight × score ÷ (5 × Σ weight), and the highest comes first."""
    sheet = cases["scoring-typed"].counted["Demo and PoC scoring"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_col=2, max_col=10)}
    weights = {
        row[4].row: float(row[4].value)
        for row in sheet.iter_rows(6, max_col=10, min_col=2)
        if row[0].value and str(row[0].value).startswith("R")
    }
    scores: dict[str, list[tuple[int, Any]]] = {}
    for (_, cell), score in SCORED.items():
        scores.setdefault(cell[0], []).append((int(cell[1:]), score))
    expected = [
        100 * sum(weights[row] * score for row, score in given) / (5 * sum(weights.values()))
        for given in scores.values()
    ]
    points = [cell.value for cell in rows["Points of 100"][5:]]
    assert points == pytest.approx(expected[: len(points)])
    places = [cell.value for cell in rows["Place"][5:]]
    assert places[points.index(max(points))] == 1


def test_the_files_travel_with_an_export() -> None:
    """Asked for by part; their names say what they are; the report's own file stays as it is."""
    asked = request("en", formats=["xlsx"], parts=["rfp", "scoring"])
    names = [file.name for file in export(asked, TODAY).files]
    assert len(names) == 3
    assert ("-tender-" in names[1], "-scoring-" in names[2]) == (True, True)
    (only,) = export(request("en", formats=["xlsx"]), TODAY).files
    assert "tender" not in only.name
