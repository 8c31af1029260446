"""A spreadsheet or a report as the request of a calculator, through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from it_advisor.costs import CostsRequest, estimate
from it_advisor.doors import cli
from it_advisor.summary_block import read_summary

EXAMPLES = Path(__file__).parent.parent / "examples"

COSTS = """option,item,category,kind,likely,low,high,per_user,taxed,from_month,ramp_months
SaaS,Subscription,subscription,yearly,"1,800","1,600.00","2,200",yes,是,0,
SaaS,Implementation,implementation,one-off,"380,000",,,no,TRUE,3,
SaaS,"Less
scrap",,saving,420000,,,,,6,12
,,,,,,,,,,
"""
COST_LINES = {
    "currency": "CNY",
    "users": 120,
    "tax_pct": 6,
    "costs": [
        {
            **{"option": "SaaS", "item": "Subscription", "category": "subscription", "kind": "yearly"},
            **{"likely": 1800, "low": 1600, "high": 2200, "per_user": True, "taxed": True},
        },
        {
            **{"option": "SaaS", "item": "Implementation", "category": "implementation", "kind": "one-off"},
            **{"likely": 380000, "taxed": True, "from_month": 3},
        },
    ],
    "benefits": [
        {
            **{"option": "SaaS", "item": "Less\nscrap", "kind": "saving"},
            **{"likely": 420000, "from_month": 6, "ramp_months": 12},
        }
    ],
}
COST_OPTIONS = ["--currency", "CNY", "--users", "120", "--tax-pct", "6"]

SCORES = """option,gate,result,evidence,criterion,weight,better,scale_max,score,rationale,evidence_kind,evidence_date
甲,,,,集成,30,,,8,演示过,demo,2026/9/30
乙,,,,集成,,,,6,未提供依据,,
甲,,,,三年成本（万元）,"1,000",lower,"3,000","2,600",报价,document,2026-11-01
乙,,,,三年成本（万元）,,,,"2,100",报价,document,2026-11-01
甲,GSP,pass,附件2,,,,,,,,
"""


def run(command: str, file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, Any, str]:
    """Exit code, the answer's facts, and what stands on standard error."""
    code = cli.run([command, "--file", str(file), "--json", *options])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def saved(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "lines.csv"
    file.write_bytes(text.encode(encoding))
    return file


def as_in_europe(text: str) -> str:
    """Cells parted by semicolons, numbers with a decimal comma."""
    parted = text.replace(",", ";")
    for there, here in {
        '"1;800"': "1.800",
        '"1;600.00"': "1.600,00",
        '"2;200"': "2 200",
        '"380;000"': "380000,0",
    }.items():
        parted = parted.replace(there, here)
    return parted


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (COSTS, "utf-8"),
        (COSTS.replace("\n", "\r\n").replace("Less\r\n", "Less\n"), "utf-8-sig"),
        (COSTS.replace("option,item", "Option, Item ").replace(",ramp_months", ",ramp_months,,"), "utf-8"),
        (COSTS.replace("yes,是", "Y,1").replace("no,TRUE", "否,true"), "utf-8"),
        (as_in_europe(COSTS), "utf-8"),
    ],
    ids=["plain", "byte order mark", "headings", "yes and no", "semicolons"],
)
def test_cost_lines_are_read_as_a_spreadsheet_saves_them(
    text: str, encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Thousands separators, yes and no, empty cells and rows, a line break in a cell: the figures are the same."""
    code, answer, err = run("costs", saved(tmp_path, text, encoding), capsys, *COST_OPTIONS)
    assert (code, err) == (0, "")
    assert answer == estimate(CostsRequest.model_validate(COST_LINES)).model_dump(mode="json")


@pytest.mark.parametrize("text", [SCORES, SCORES.replace('"1,000"', "1000").replace("2026/9/30", "2026-09-30")])
def test_scores_are_read_with_weights_and_must_haves_beside_them(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A criterion's weight and scale stand in one of its rows; an option's name in any row makes it an option."""
    code, answer, err = run("compare", saved(tmp_path, text), capsys, "--as-of", "2026-11-23")
    assert (code, err) == (0, "")
    assert [(one["criterion"], round(one["in_total_pct"], 2)) for one in answer["weights"]] == [
        ("集成", 2.91),
        ("三年成本（万元）", 97.09),
    ]
    assert {one["option"]: one["result"] for one in answer["gates"]} == {"甲": "pass", "乙": "open"}
    assert answer["winners"] == ["乙"]
    assert [gap["why"] for gap in answer["gaps"] if gap["criterion"] == "集成"] == ["no-evidence", "weak-kind"]


TREE = """option,criterion,parent,weight,better,scale_max,over,times,score,rationale,evidence_kind,evidence_date
,Function,,60,,,,,,,,
,Cost,,40,lower,500,,,,,,
,Orders,Function,,,,,,,,,
,Tracing,Function,,,,,,,,,
,Orders,,,,,Tracing,3,,,,
A,Orders,,,,,,,8,seen,demo,2026-09-30
A,Tracing,,,,,,,4,seen,demo,2026-09-30
A,Cost,,,,,,,300,offer,document,2026-09-30
B,Orders,,,,,,,5,seen,demo,2026-09-30
B,Tracing,,,,,,,9,seen,demo,2026-09-30
B,Cost,,,,,,,200,offer,document,2026-09-30
"""


def test_a_tree_and_its_judgements_can_be_written_as_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row without option and score says what a criterion is; one with `over` compares two."""
    code, answer, err = run("compare", saved(tmp_path, TREE), capsys, "--as-of", "2026-11-23")
    assert (code, err) == (0, "")
    assert {one["criterion"]: round(one["in_total_pct"], 6) for one in answer["weights"]} == {
        **{"Function": 60, "Orders": 45, "Tracing": 15, "Cost": 40}
    }
    assert {one["option"]: one["points"] for one in answer["ranking"]} == {"A": 58, "B": 60}


@pytest.mark.parametrize(
    ("command", "text", "says"),
    [
        ("costs", COSTS.replace("taxed", "colour"), ["csv", "no such column: colour", "taxed"]),
        ("costs", COSTS.replace("kind,likely", "kind,费用"), ["no such column: 费用", "likely"]),
        ("costs", "option,item\nSaaS,Licence,7\n", ["no such column: ?"]),
        ("costs", COSTS.replace("yes,是", "perhaps,是"), ["costs.0.per_user", "true or false"]),
        ("costs", COSTS.replace("420000", "42万"), ["benefits.0.likely", "without separators or units"]),
        ("costs", COSTS.replace('"1,800"', '"1,80"'), ["costs.0.likely", "without separators or units"]),
        ("costs", as_in_europe(COSTS).replace("1.800", "1,800"), ["costs.0.likely", "without separators"]),
        ("costs", COSTS.replace("one-off", "monthly"), ["costs.1.kind", "'one-off' or 'yearly'"]),
        ("costs", 'option,item\n"SaaS,' + "x" * 200_000, ["csv", "quotation mark"]),
        ("costs", "", ["costs", "at least 1"]),
        (
            "compare",
            SCORES.replace("乙,,,,集成,,", "乙,,,,集成,40,"),
            ["weight (集成)", "第 2 行为 30", "第 3 行为 40"],
        ),
        ("compare", SCORES.replace("rationale", "reason"), ["csv", "没有这些列：reason", "rationale"]),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused_by_column(
    command: str, text: str, says: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the place and what would be right; `1,80` is not taken for 180."""
    options = {"costs": [*COST_OPTIONS, "--language", "en"], "compare": ["--as-of", "2026-11-23", "--language", "zh"]}
    code, answer, err = run(command, saved(tmp_path, text), capsys, *options[command])
    assert (code, answer, err.count("\n")) == (2, None, 1)
    assert [word for word in says if word not in err] == []


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_that_is_not_utf_8_is_refused_with_the_way_to_save_it(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel's plain CSV is in the code page of the country."""
    code, _, err = run("compare", saved(tmp_path, SCORES, encoding), capsys, "--as-of", "2026-11-23")
    assert code == 2
    assert "CSV UTF-8" in err


@pytest.mark.parametrize("report", ["charity-40-staff", "k12-school-group"])
def test_a_reports_own_lines_come_to_what_the_report_says(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`it-advisor costs --file report.md` reads the summary block: each option's lines, year by year."""
    file = EXAMPLES / f"{report}.md"
    summary = read_summary(file.read_text("utf-8"))
    assert summary
    code, answer, err = run("costs", file, capsys)
    assert (code, err) == (0, "")
    for one in answer["options"]:
        lines = [line for line in summary.cost_lines if line.option == one["option"].split()[0]]
        assert float(one["tco"]["value"]) == float(sum(line.over(summary.horizon_years) for line in lines))
    assert answer["currency"] == summary.currency


@pytest.mark.parametrize("report", ["omnichannel-retail-composable", "../README"])
def test_a_report_without_cost_lines_is_refused(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made up from a report that names no price."""
    code, answer, err = run("costs", EXAMPLES / f"{report}.md", capsys)
    assert (code, answer) == (2, None)
    assert "no summary block with cost lines" in err
