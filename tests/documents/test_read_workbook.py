"""An edited workbook is read back into the inputs it was made from; anything else is refused by name."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml

from documents import sheets
from documents.material import EXAMPLES, REPORTS
from documents.sheets import EDGES, example, parts, typed
from documents.typing_cases import CHANGED, GIVEN, Case
from it_advisor.comparison import ComparisonRequest
from it_advisor.costs import CostsRequest
from it_advisor.documents.workbook.reading import differences, read
from it_advisor.doors import cli
from it_advisor.errors import BadRequest


def changed(data: bytes) -> dict[str, tuple[str | None, str | None]]:
    return {one.where: (one.before, one.after) for one in differences(*read(data))}


@pytest.mark.parametrize("name", GIVEN)
def test_what_nobody_touched_is_read_back_as_it_was(cases: Mapping[str, Case], name: str, tmp_path: Path) -> None:
    """The very same inputs, also after another program has saved the file."""
    before, after = read(cases[name].ours)
    assert before == after
    saved = BytesIO()
    cases[name].counted.save(saved)
    assert changed(saved.getvalue()) == {}


def test_the_inputs_are_those_the_workbook_was_made_from(cases: Mapping[str, Case]) -> None:
    """Nothing is lost on the way, to the last digit of a price."""
    _, after = read(cases["en"].ours)
    assert after.costs == CostsRequest.model_validate(example("costs"))
    assert after.comparison == ComparisonRequest.model_validate(example("comparison"))
    _, edges = read(cases["edges"].ours)
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
    _, after = read(cases["en-typed"].ours)
    assert after.comparison is not None
    assert after.comparison.judgements == ()
    weights = {one.name: one.weight for one in after.comparison.criteria if one.parent == "Fit"}
    assert weights["Orders and pricing"] == 5
    assert weights["Batch tracing"] == pytest.approx(29.696, abs=0.001)


def test_a_report_s_prices_are_read_back_into_its_summary(cases: Mapping[str, Case]) -> None:
    """Quantity and unit price, and with them the amounts of the estimate."""
    found = changed(cases["zh-typed"].ours)
    _, after = read(cases["zh-typed"].ours)
    assert after.summary is not None and after.costs is not None
    line = after.summary.cost_lines[0]
    assert (str(line.unit_price), str(line.quantity)) == ("77.25", "31")
    assert after.costs.cost_lines["L1"].likely == line.price
    assert found["summary.cost_lines[L1].unit_price"][1] == "77.25"
    assert found["summary.phases[P1].months"][1] == "5"
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
    _, after = read(typed(data, filled))
    assert after.comparison is not None
    assert (after.comparison.scores[-1].option, after.comparison.scores[-1].score) == ("Marketplace D", 6)
    with pytest.raises(BadRequest, match="rationale"):
        read(typed(data, {("scores", key, "score"): 6}))


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({("costs", "L1", "likely"): "cheap"}, "must be a number"),
        ({("costs", "L1", "likely"): None}, "costs.0.likely"),
        ({("costs", "L1", "likely"): -4}, "costs.0.likely"),
        ({("costs", "L1", "low"): 99_999}, "ascend"),
        ({("costs", "L3", "from_month"): 2.5}, "from_month"),
        ({("gates", "0", "result"): "maybe"}, "result"),
        ({("costs", "L1", "item"): "a\u202eb"}, "invisible"),
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
    assert "costs.discount_rate_pct: 8 → 11.5" in capsys.readouterr().out
    _, after = read(file.read_bytes())
    written = yaml.safe_load((folder / "costs.yaml").read_text("utf-8"))
    assert CostsRequest.model_validate(written) == after.costs
    assert cli.run(["costs", "--file", str(folder / "costs.yaml")]) == 0
    assert cli.run(["compare", "--file", str(folder / "comparison.yaml")]) == 0
    capsys.readouterr()
    assert cli.run(["read-workbook", str(file), "--against", str(EXAMPLES / "costs.yaml"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["where"].split(".")[0] for one in told["changes"]} == {"costs"}
    assert told["costs"]["discount_rate_pct"] == "11.5"


def test_the_command_compares_with_a_report(
    cases: Mapping[str, Case], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its summary, and the costs made from it."""
    file = tmp_path / "edited.xlsx"
    for name, expected in (("zh", "Nothing was changed"), ("zh-typed", "summary.cost_lines[L1].unit_price")):
        file.write_bytes(cases[name].ours)
        assert cli.run(["read-workbook", str(file), "--against", str(EXAMPLES / REPORTS["zh"])]) == 0
        assert expected in capsys.readouterr().out
    assert cli.run(["read-workbook", str(tmp_path / "none.xlsx")]) == 2
