"""The workbook, counted again by LibreOffice: what is written is what the formulas give, and is our calculators'."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from documents import sheets
from documents.sheets import CENT, EDGES, differing, named, opened, sheet_of
from documents.typing_cases import GIVEN, Case
from it_advisor.comparison import ComparisonRequest, compare
from it_advisor.costs import CostsRequest, estimate
from it_advisor.costs.figures import OptionEstimate
from it_advisor.documents.workbook.reading import read
from it_advisor.documents.workbook.sensitivity import NAMES


@pytest.mark.parametrize("name", GIVEN)
def test_every_result_that_is_written_is_what_its_formula_gives(cases: Mapping[str, Case], name: str) -> None:
    """A viewer that cannot count shows the same to the cent; of several rates of return, a program may find any."""
    case = cases[name]
    before = read(case.ours).before
    assert before.costs is not None
    rates = [s.irr_pct for option in estimate(before.costs).options for s in option.scenarios if len(s.irr_pct) > 1]
    assert len(sheets.formulas(case.ours)) > 500
    assert differing(case.ours, case.counted, [float(rate) for several in rates for rate in several]) == []


@pytest.mark.parametrize("name", [*GIVEN, "zh-typed", "en-typed"])
def test_money_is_the_estimate_s(cases: Mapping[str, Case], name: str) -> None:
    """TCO, NPV, IRR, payback and ratio of each option, whatever was typed, as our calculator gives them."""
    after = read(cases[name].ours).after
    assert after.costs is not None
    answer = estimate(after.costs)
    for number, option in enumerate(answer.options, 1):
        found = {figure: named(cases[name].counted, f"{figure}_{number}") for figure in _figures(option)}
        expected = _figures(option)
        assert {figure: value for figure, value in found.items() if not _agrees(value, expected[figure])} == {}


def _figures(option: OptionEstimate) -> dict[str, tuple[Any, ...]]:
    """What may stand in each cell: one value, or any of several rates."""
    likely = option.scenarios[1]
    if option.returns is None:
        return {"TCO": (likely.tco,)}
    values = (
        (likely.tco,),
        (likely.npv,),
        likely.irr_pct or (None,),
        (likely.payback_months,),
        (likely.discounted_payback_months,),
        (likely.benefit_cost_ratio,),
        (option.returns.break_even_pct.value,),
    )
    return dict(zip(NAMES, values, strict=True))


def _agrees(value: object, expected: tuple[Any, ...]) -> bool:
    return any(
        value == "—" if one is None else isinstance(value, int | float) and abs(value - float(one)) < CENT
        for one in expected
    )


@pytest.mark.parametrize("name", ["en", "edges", "random", "en-typed", "zh-typed"])
def test_what_moves_worth_most_is_the_estimate_s(cases: Mapping[str, Case], name: str) -> None:
    """Which lines, in which order, and by how much; also after prices and ranges were typed over."""
    after = read(cases[name].ours).after
    assert after.costs is not None
    title = "敏感性" if name.startswith("zh") else "Sensitivity"
    rows = list(cases[name].counted[title].iter_rows(min_col=2, max_col=6, values_only=True))
    heads = [at for at, row in enumerate(rows) if row[1] in ("No.", "编号")]
    rivals = [one for one in estimate(after.costs).options if not one.is_baseline]
    shown = [[row for row in rows[at + 1 : at + 6] if isinstance(row[4], int | float)] for at in heads]
    expected = [
        [(one.item, one.line, *map(float, (one.npv_at_low, one.npv_at_high, one.swing))) for one in option.tornado]
        for option in rivals
    ]
    for found, wanted in zip(shown, expected, strict=True):
        assert [row[:2] for row in found] == [row[:2] for row in wanted]
        assert [row[2:] for row in found] == [pytest.approx(row[2:], abs=CENT) for row in wanted]


@pytest.mark.parametrize("name", ["en", "edges", "random", "en-typed", "zh-typed"])
def test_the_years_are_the_estimate_s(cases: Mapping[str, Case], name: str) -> None:
    """Costs, gains, net and net so far of each year and option."""
    after = read(cases[name].ours).after
    assert after.costs is not None
    label = {"zh": ("费用合计", "分年总拥有成本", "累计净额"), "en": ("All costs", "TCO by year", "Net so far")}
    words = label["zh" if name.startswith("zh") else "en"]
    rows = list(cases[name].counted[words[1]].iter_rows(min_col=2, values_only=True))
    years = after.costs.horizon_years
    costs = [row[1 : years + 1] for row in rows if row[0] == words[0]]
    so_far = [row[1 : years + 1] for row in rows if row[0] == words[2]]
    options = estimate(after.costs).options
    assert costs == [pytest.approx([float(year.cost) for year in one.years], abs=CENT) for one in options]
    rivals = [one for one in options if not one.is_baseline]
    assert so_far == [pytest.approx([float(year.cumulative) for year in one.years], abs=CENT) for one in rivals]


@pytest.mark.parametrize("name", ["zh", "en", "en-typed"])
def test_points_and_places_are_the_comparison_s(cases: Mapping[str, Case], name: str) -> None:
    """Also after weights, scores and must-haves were typed over."""
    after = read(cases[name].ours).after
    assert after.comparison is not None
    answer = compare(after.comparison)
    rows = list(sheet_of(cases[name].counted, "criteria").iter_rows(min_col=2, values_only=True))
    options = rows[4][7 : 7 + len(after.comparison.options)]
    points, places = (next(row[7:] for row in rows if row[0] in words) for words in (_POINTS, _PLACE))
    expected = {standing.option: (standing.points, standing.place) for standing in answer.ranking}
    found = {o: (p, n) for o, p, n in zip(options, points, places, strict=False) if n != "—"}
    assert found == {option: (pytest.approx(p, abs=1e-6), n) for option, (p, n) in expected.items()}


def test_the_options_of_a_report_are_there_where_nobody_scored_them_anew(cases: Mapping[str, Case]) -> None:
    """With their money; places follow scores and must-haves, and what is typed is read back."""
    for name, places in (("report", [1, 2, "—", "—"]), ("report-typed", ["—", 1, "—", "—"])):
        rows = list(sheet_of(cases[name].counted, "options").iter_rows(min_row=6, min_col=2, values_only=True))
        assert [row[5] for row in rows] == places
        assert rows[0][6] == pytest.approx(14_377_800)
    after = read(cases["report-typed"].ours).after
    assert after.summary is not None
    assert [(one.gates, one.score) for one in after.summary.options[:2]] == [("fail", 86), ("open", 91)]


_POINTS, _PLACE = ("加权得分", "Points"), ("名次", "Place")


def test_what_is_typed_changes_who_leads(cases: Mapping[str, Case]) -> None:
    """The example is typed over so that another option comes first."""
    winners = []
    for name in ("en", "en-typed"):
        after = read(cases[name].ours).after
        assert isinstance(after.comparison, ComparisonRequest)
        winners.append(compare(after.comparison).winners)
    assert winners[0] != winners[1]


def test_half_a_cent_is_rounded_up_however_it_came_about() -> None:
    """Twelve twelfths of 100.005 are 100.01, as in the workbook, not 100.00."""
    line = {"option": "A", "item": "x", "category": "staff", "kind": "yearly", "likely": "100.005"}
    asked = CostsRequest.model_validate({"currency": "EUR", "horizon_years": 1, "costs": [line]})
    assert str(estimate(asked).options[0].tco.value) == "100.01"


@pytest.fixture(scope="session")
def book(cases: Mapping[str, Case]) -> Workbook:
    return opened(cases["en"].ours)


def test_the_sheets_a_reader_looks_for_are_there(cases: Mapping[str, Case], book: Workbook) -> None:
    """In both languages, the summary first; what has no data is said to be missing."""
    names = {"Requirements trace", "Options and scores", "Cost lines", "TCO by year", "Cash flow", "Sensitivity"}
    assert names | {"Roadmap", "Risks"} <= set(book.sheetnames)
    assert book.sheetnames[0] == "Summary"
    assert {"摘要", "需求追溯", "方案与加权评分", "费用行", "分年总拥有成本", "现金流", "敏感性"} <= set(
        opened(cases["zh"].ours).sheetnames
    )
    bare = opened(cases["edges"].ours)
    said = " ".join(str(cell.value) for row in bare["Summary"].iter_rows() for cell in row)
    assert "no comparison" in said.lower()


def test_every_sheet_scrolls_and_prints_well(book: Workbook) -> None:
    """Frozen heads where there is a table, a print area, one page wide or more but never a column lost."""
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert sheet.print_area
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet["A1"].parent.column_dimensions["A"].hidden
    assert all(book[name].freeze_panes for name in ("Cost lines", "Cash flow", "Risks", "Options and scores"))
    assert {"discount_rate_pct", "users", "rate_USD", "NPV_1", "TCO_1"} <= set(book.defined_names)


def test_inputs_are_yellow_and_validated(book: Workbook) -> None:
    """Every cell that is read back is marked, and its number, month or choice is checked as it is typed."""
    sheet = sheet_of(book, "costs")
    column = next(cell.column for cell in sheet[1] if cell.value == "likely")
    assert sheet.cell(6, column).fill.fgColor.rgb == "FFFFF2CC"
    rules = [rule for one in book for rule in one.data_validations.dataValidation]
    assert {rule.type for rule in rules} >= {"decimal", "whole", "list"}
    assert all(rule.errorTitle for rule in rules)


def test_the_same_report_makes_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the time of day is in a file."""
    assert sheets.workbook_of_costs(EDGES) == sheets.workbook_of_costs(EDGES)
