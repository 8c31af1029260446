"""An edited workbook is read back into the inputs it was made from; anything else is refused by name."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml
from openpyxl import Workbook

from documents import sheets
from documents.material import EXAMPLES, REPORTS
from documents.sheets import EDGES, example, parts, typed
from documents.typing_cases import CHANGED, GIVEN, Case
from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import CostsRequest
from it_advisor.documents.workbook.reading import differences, read
from it_advisor.doors import cli
from it_advisor.errors import BadRequest
from it_advisor.summary import totals_of


def changed(data: bytes) -> dict[str, tuple[str | None, str | None]]:
    told = read(data)
    return {one.where: (one.before, one.after) for one in differences(told.before, told.after)}


@pytest.mark.parametrize("name", GIVEN)
def test_what_nobody_touched_is_read_back_as_it_was(cases: Mapping[str, Case], name: str, tmp_path: Path) -> None:
    """The very same inputs, also after another program has saved the file."""
    told = read(cases[name].ours)
    assert told.before == told.after
    again = read(cases[name].saved)
    assert (again.after, again.unread) == (told.after, ())


def test_the_inputs_are_those_the_workbook_was_made_from(cases: Mapping[str, Case]) -> None:
    """Nothing is lost on the way, to the last digit of a price."""
    after = read(cases["en"].ours).after
    assert after.costs == CostsRequest.model_validate(example("costs"))
    assert after.comparison == ComparisonRequest.model_validate(example("comparison"))
    edges = read(cases["edges"].ours).after
    assert edges.costs == CostsRequest.model_validate(EDGES)


def test_every_change_is_told_and_nothing_else(cases: Mapping[str, Case]) -> None:
    """By the name of its row and field, with what stood there before."""
    found = changed(cases["en-typed"].ours)
    assert found["costs.discount_rate_pct"] == ("8", "11.5")
    assert found["costs.rates.USD"] == ("7.15", "6.9")
    assert found["costs.costs[L1].high"] == ("2200", None)
    assert found["costs.costs[L11].to_month"] == (None, "30")
    assert found["costs.benefits[B2].confidence_pct"] == ("100", "55")
    assert found["comparison.gates[Suite A / Data stays in China].result"] == ("pass", "fail")
    assert found["comparison.scores[Suite A / Orders and pricing / IT].score"] == ("8.0", "2.5")
    told = {where for where in found if not where.startswith("comparison.")}
    assert len(told) == sum(marker in ("assumptions", "costs", "benefits") for marker, _, _ in CHANGED["en"])


def test_a_weight_typed_over_a_judgement_weighs_its_whole_group(cases: Mapping[str, Case]) -> None:
    """The others of the group keep what the judgements gave them, and the judgements are gone."""
    after = read(cases["en-typed"].ours).after
    assert after.comparison is not None
    assert after.comparison.judgements == ()
    weights = {one.name: one.weight for one in after.comparison.criteria if one.parent == "Fit"}
    assert weights["Orders and pricing"] == 5
    assert weights["Batch tracing"] == pytest.approx(29.696, abs=0.001)


def test_a_report_s_prices_are_read_back_into_its_summary(cases: Mapping[str, Case]) -> None:
    """Quantity and unit price, and with them the amounts of the estimate."""
    found = changed(cases["zh-typed"].ours)
    after = read(cases["zh-typed"].ours).after
    assert after.summary is not None and after.costs is not None
    line = after.summary.cost_lines[0]
    assert (str(line.unit_price), str(line.quantity)) == ("77.25", "31")
    assert after.costs.cost_lines["L1"].likely == line.price
    assert found["summary.cost_lines[L1].unit_price"][1] == "77.25"
    assert found["summary.phases[P1].months"][1] == "5"
    assert after.summary.totals == totals_of(after.summary) != read(cases["zh-typed"].ours).before.summary.totals
    assert found["summary.risks[K1].likelihood"][1] == "4"


def test_rows_and_columns_may_be_moved(cases: Mapping[str, Case]) -> None:
    """Inputs are found by keys, not by where they stand."""
    book = sheets.opened(typed(cases["edges"].ours, {("costs", "L2", "likely"): 4321}))
    sheet = sheets.sheet_of(book, "costs")
    sheet.insert_rows(4, 3)
    sheet.insert_cols(3, 2)
    out = BytesIO()
    book.save(out)
    assert changed(out.getvalue()) == {"costs.costs[L2].likely": ("101", "4321")}


def put(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    return edit


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            put("Cost lines", "D25", "Second subscription"),
            "'Cost lines'!D25: 'Second subscription' stands in no yellow",
        ),
        (put("Cost lines", "C6", "Suite Z"), "'Cost lines'!C6: said 'Subscribed MES' and now says 'Suite Z'"),
        (put("Cost lines", "E6", "Support"), "'Cost lines'!E6: said 'Licence or subscription' and"),
        (put("Cost lines", "J6", "USD"), "'Cost lines'!J6: said 'CNY' and now says 'USD'"),
        (put("Cost lines", "L6", ""), "'Cost lines'!L6: said 'yes' and now says ''"),
        (put("Assumptions", "C7", 7), "'Assumptions'!C7: said '5' and now says '7'"),
        (put("Cost lines", "R6", 1800), "'Cost lines'!R6: held a formula and now says '1800'"),
        (put("Summary", "C21", None), "'Summary'!C21: held a formula and now says ''"),
        (lambda book: book.remove(book["Risks"]), "'Risks': is gone: what it held is read as it was exported"),
        (lambda book: setattr(book["Cash flow"], "title", "Flow"), "'Cash flow': is gone or has another name"),
        (lambda book: book.create_sheet("Mine"), "'Mine': is a sheet that was added"),
        (lambda book: book["Risks"].delete_rows(7), "'Risks': lacks K2, which is read as it was exported"),
        (lambda book: book["Risks"].insert_rows(7), "'Risks': has rows or columns that were moved"),
    ],
)
def test_what_is_changed_and_cannot_be_read_back_is_named(
    cases: Mapping[str, Case], edit: Callable[[Workbook], object], says: str
) -> None:
    """By sheet and cell, with what to do instead: nobody is told that nothing was changed."""
    book = sheets.opened(cases["en"].ours)
    edit(book)
    book.save(out := BytesIO())
    told = read(out.getvalue())
    assert told.after == told.before
    assert any(f"{one.field}: {one.words.en}".startswith(says) for one in told.unread)


def test_formulas_are_locked_against_slips_and_inputs_are_not(cases: Mapping[str, Case]) -> None:
    """Without a password; who fills in yellow cells and filters meets no lock."""
    for sheet in sheets.opened(cases["en"].ours):
        if sheet.title == "_source":
            continue
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert not sheet.protection.autoFilter
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            is_input = cell.fill.fgColor.rgb == "FFFFF2CC"
            assert cell.protection.locked is not is_input, f"{sheet.title}!{cell.coordinate}"


def test_rows_that_were_copied_or_deleted_are_refused(cases: Mapping[str, Case]) -> None:
    """Rather than read as something else than what the sheet now says."""
    for change, message in (("copy", "is a copy of another row"), ("delete", "workbook.costs: lacks L1; ")):
        book = sheets.opened(cases["en"].ours)
        page = sheets.sheet_of(book, "costs")
        row = next(cells for cells in page.iter_rows() if cells[0].value == "L1")
        if change == "copy":
            page.append([cell.value for cell in row])
        else:
            page.delete_rows(row[0].row)
        saved = BytesIO()
        book.save(saved)
        with pytest.raises(BadRequest, match=message):
            read(saved.getvalue())


def test_an_emptied_rate_is_refused(cases: Mapping[str, Case]) -> None:
    """The sheet would reckon without one, the inputs with the usual one."""
    with pytest.raises(BadRequest, match=r"'Assumptions'!C\d+: cannot be empty"):
        read(typed(cases["en"].ours, {("assumptions", "discount_rate_pct", "value"): None}))


def test_a_missing_score_may_be_filled_in(cases: Mapping[str, Case]) -> None:
    """With its reason; without one it is refused."""
    data = cases["en"].ours
    key = sheets.key_of(data, "scores", "Marketplace D", "Supplier strength")
    filled = {("scores", key, "score"): 6, ("scores", key, "rationale"): "Two calls"}
    after = read(typed(data, filled)).after
    assert after.comparison is not None
    assert (after.comparison.scores[-1].option, after.comparison.scores[-1].score) == ("Marketplace D", 6)
    with pytest.raises(BadRequest, match=r"'Scores'!F\d+: is required"):
        read(typed(data, {("scores", key, "score"): 6}))


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({("costs", "L1", "likely"): "cheap"}, "must be a number"),
        ({("costs", "L1", "likely"): None}, "'Cost lines'!H6: is required"),
        ({("costs", "L1", "likely"): -4}, "'Cost lines'!H6: must be ≥ 0"),
        ({("costs", "L1", "likely"): "=1700*1.02"}, "'Cost lines'!H6: holds a formula whose result is not in the file"),
        ({("costs", "L1", "low"): 99_999}, "ascend"),
        ({("costs", "L3", "from_month"): 2.5}, "'Cost lines'!M8: must be a whole number"),
        ({("assumptions", "discount_rate_pct", "value"): 150}, "'Assumptions'!C8: must be ≤ 100"),
        ({("gates", "0", "result"): "maybe"}, "'Must-haves'!D6: must be one of pass, fail, open; got 'maybe'"),
        ({("scores", "0", "score"): 11}, "'Scores'!E6: "),
        ({("scores", "0", "evidence_date"): "32 May"}, "'Scores'!H6: must be a date"),
        ({("criteria", "4", "weight"): -5}, "'Options and scores'!D10: must be > 0"),
        ({("costs", "L1", "item"): "a\u202eb"}, "'Cost lines'!D6: "),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(
    cases: Mapping[str, Case], edit: sheets.Edits, says: str
) -> None:
    """As the request itself would be."""
    with pytest.raises(BadRequest) as refused:
        read(typed(cases["en"].ours, edit))
    assert says in str(refused.value)


def repacked(data: bytes, more: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in {**dict(parts(data)), **more}.items():
            archive.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    "more",
    [
        {"xl/vbaProject.bin": b"x"},
        {"xl/externalLinks/externalLink1.xml": b"<x/>"},
        {"xl/embeddings/oleObject1.bin": b"x"},
        {"xl/connections.xml": b"<x/>"},
        {"xl/big.bin": bytes(70_000_000)},
        {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><sst/>'},
        {"xl/sharedStrings.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><sst/>'.encode("utf-16")},
        {f"xl/part{number}.xml": b"<x/>" for number in range(500)},
        {"xl/workbook.xml": b"<broken"},
        {"xl/worksheets/sheet1.xml": b"<broken"},
    ],
    ids=lambda more: f"{next(iter(more))} {len(next(iter(more.values())))}",
)
def test_what_runs_links_or_bursts_is_refused_before_it_is_opened(
    cases: Mapping[str, Case], more: dict[str, bytes]
) -> None:
    """Macros, links, embedded objects, bombs and damage, each with words."""
    with pytest.raises(BadRequest, match="workbook: "):
        read(repacked(cases["edges"].ours, more))


@pytest.mark.parametrize("data", [b"", b"PK", b"id,item\n1,2\n", b"\xd0\xcf\x11\xe0" * 100, b"PK" + bytes(5_000_000)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    """Text, an old format or one with a password, too much of anything."""
    with pytest.raises(BadRequest, match="workbook: "):
        read(data)


def test_a_few_bytes_that_stand_for_millions_of_cells_are_refused(cases: Mapping[str, Case]) -> None:
    """The hidden sheet is text like any other, and somebody may have written it."""
    wide = [[row, 0, 16_000] for row in range(2_000)]
    sheet = {"name": "x", "marker": "", "keys": [], "texts": [], "inputs": wide, "formulas": wide}
    book = sheets.opened(cases["edges"].ours)
    for row in range(3, 100):
        book["_source"].cell(row, 1).value = None
    text = json.dumps({"sheets": [sheet] * 3})
    for row, start in enumerate(range(0, len(text), 30_000), 1):
        book["_source"].cell(row + 1, 1).value = f"{row}:{text[start : start + 30_000]}"
    book.save(out := BytesIO())
    with pytest.raises(BadRequest, match="damaged"):
        read(out.getvalue())


def test_a_workbook_of_somebody_else_is_refused(cases: Mapping[str, Case]) -> None:
    """Also one of ours whose hidden sheet was deleted or written over."""
    foreign = sheets.opened(cases["edges"].ours)
    del foreign["_source"]
    out = BytesIO()
    foreign.save(out)
    with pytest.raises(BadRequest, match="no workbook that it-advisor exported"):
        read(out.getvalue())
    ours = sheets.opened(cases["edges"].ours)
    ours["_source"]["A2"].value = '1:{"costs":'
    ours.save(out := BytesIO())
    with pytest.raises(BadRequest, match="damaged"):
        read(out.getvalue())


def test_the_command_says_what_changed_and_writes_the_inputs(
    cases: Mapping[str, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file is what `costs --file` and `compare --file` take."""
    file, folder = tmp_path / "edited.xlsx", tmp_path / "out"
    file.write_bytes(cases["en-typed"].ours)
    assert cli.run(["read-workbook", str(file), "-o", str(folder)]) == 0
    first = {one.name: one.read_bytes() for one in folder.iterdir()}
    (folder / "costs.yaml").write_text("mine: 1\n", "utf-8")
    assert cli.run(["read-workbook", str(file), "-o", str(folder)]) == 0
    assert (folder / "costs.yaml").read_text("utf-8") == "mine: 1\n"
    assert (folder / "costs-2.yaml").read_bytes() == first["costs.yaml"]
    (folder / "costs-2.yaml").replace(folder / "costs.yaml")
    assert "costs.discount_rate_pct: 8 → 11.5" in capsys.readouterr().out
    after = read(file.read_bytes()).after
    written = yaml.safe_load((folder / "costs.yaml").read_text("utf-8"))
    assert CostsRequest.model_validate(written) == after.costs
    assert cli.run(["costs", "--file", str(folder / "costs.yaml")]) == 0
    assert cli.run(["compare", "--file", str(folder / "comparison.yaml")]) == 0
    capsys.readouterr()
    assert cli.run(["read-workbook", str(file), "--against", str(EXAMPLES / "costs.yaml"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["where"].split(".")[0] for one in told["changes"]} == {"costs"}
    assert told["costs"]["discount_rate_pct"] == "11.5"


def test_the_command_ends_with_1_where_something_is_not_read_back(
    cases: Mapping[str, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says what, in the workbook's language."""
    book = sheets.opened(cases["zh"].ours)
    book["费用行"]["D40"].value = "第二份订阅"
    book.save(tmp_path / "edited.xlsx")
    assert cli.run(["read-workbook", str(tmp_path / "edited.xlsx")]) == 1
    assert capsys.readouterr().out.startswith("'费用行'!D40: “第二份订阅”不在黄色单元格里")
    assert cli.run(["read-workbook", str(tmp_path / "edited.xlsx"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["unread"][0]["where"] == "'费用行'!D40"


def test_the_command_compares_with_a_report(
    cases: Mapping[str, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its summary, and the costs made from it."""
    file = tmp_path / "edited.xlsx"
    for name, expected in (("zh", "没有改动。"), ("zh-typed", "summary.cost_lines[L1].unit_price")):
        file.write_bytes(cases[name].ours)
        assert cli.run(["read-workbook", str(file), "--against", str(EXAMPLES / REPORTS["zh"])]) == 0
        assert expected in capsys.readouterr().out
    assert cli.run(["read-workbook", str(tmp_path / "none.xlsx")]) == 2
