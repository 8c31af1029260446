"""it-advisor check and it-advisor rules: what a person and a pipeline see."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from benchmarks.corpus import good
from it_advisor.doors import cli
from it_advisor.rules import RULES

SARIF = json.loads((Path(__file__).parents[1] / "sarif-2.1.0.json").read_text("utf-8"))
GOOD, BAD = "courier", ("| L3 | Phones |", "| L3 | TBD |")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(good()[GOOD].replace(*BAD).replace("3. 5 March", "4. 5 March"), "utf-8")
    return path


def test_the_exit_code_says_whether_an_error_stays(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1 with an error, 0 without."""
    assert cli.run(["check", str(report)]) == 1
    assert "HY001" in capsys.readouterr().out
    report.write_text(good()[GOOD], "utf-8")
    assert cli.run(["check", str(report)]) == 0


def test_sarif_is_valid_and_names_the_place(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against the schema of SARIF 2.1.0."""
    assert cli.run(["check", str(report), "--format", "sarif"]) == 1
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(RULES)
    (found,) = (one for one in run["results"] if one["ruleId"] == "HY001")
    place = found["locations"][0]["physicalLocation"]
    assert report.read_text("utf-8").splitlines()[place["region"]["startLine"] - 1].startswith("| L3 | TBD")
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "HY001"


def test_annotations_stand_on_one_line_each(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a GitHub workflow reads them."""
    cli.run(["check", str(report), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"::error file={report},line=") and "title=HY001::" in line for line in lines)
    assert all(line.startswith("::") for line in lines)


def test_json_is_the_whole_answer(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same fields as every other door's."""
    cli.run(["check", str(report), "--format", "json"])
    one = capsys.readouterr().out
    cli.run(["check", str(report), "--json"])
    assert json.loads(one) == json.loads(capsys.readouterr().out)
    assert json.loads(one)["counts"]["errors"] == 1


def test_mending_is_shown_first_and_written_when_asked(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list that skips a number is renumbered; nothing else changes."""
    before = report.read_text("utf-8")
    cli.run(["check", str(report), "--fix"])
    shown = capsys.readouterr().out
    assert "-4. 5 March" in shown and "+3. 5 March" in shown
    assert report.read_text("utf-8") == before
    cli.run(["check", str(report), "--fix", "--write"])
    assert report.read_text("utf-8") == before.replace("4. 5 March", "3. 5 March")


def test_without_write_the_file_is_judged_as_it_is(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline that only looks at the diff is not told that the report is right; --write alone is refused."""
    whole = good()["trading-company"].replace("| 434,000 |", "| 443,000 |")
    report.write_text(whole, "utf-8")
    assert cli.run(["check", str(report), "--fix"]) == 1
    assert cli.run(["check", str(report), "--fix", "--write"]) == 0
    capsys.readouterr()
    assert cli.run(["check", str(report), "--write"]) == 2
    assert "--fix" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_what_a_program_reads_is_not_mixed_with_the_diff(
    report: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """The diff goes to stderr."""
    cli.run(["check", str(report), "--fix", "--format", name])
    told = capsys.readouterr()
    assert json.loads(told.out)
    assert "+3. 5 March" in told.err


@pytest.mark.parametrize(
    ("case", "find", "put"),
    [
        ("trading-company", "| L3 |", None),
        ("courier", "3. 5 March 2027: operations", "4. 5 March 2027: as step 4 says, operations"),
    ],
)
def test_what_would_do_harm_elsewhere_is_not_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, find: str, put: str | None
) -> None:
    """A total that the text repeats though one of its lines is lost, a number that a sentence refers to."""
    lines = good()[case].splitlines(keepends=True)
    kept = [line for line in lines if put is not None or not line.startswith(find)]
    assert put is not None or len(kept) < len(lines)
    path = tmp_path / "report.md"
    path.write_text("".join(kept).replace(find, put or find), "utf-8")
    before = path.read_text("utf-8")
    cli.run(["check", str(path), "--fix", "--write", "--language", "en"])
    assert path.read_text("utf-8") == before
    assert "nothing is safe to mend" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("case", "edits"),
    [
        ("trading-company", [("60 人、30 个", "６０ 人、６０ 个", "60 人、60 个")]),
        ("trading-company", [("| 434,000 |", "| **¥443,000** |", "| **¥434,000** |")]),
    ],
)
def test_what_is_mended_is_the_figure_alone(tmp_path: Path, case: str, edits: list[tuple[str, str, str]]) -> None:
    """The same digits twice in a line; bold totals with a currency sign."""
    path, wrong, right = tmp_path / "report.md", good()[case], good()[case]
    for find, put, mended in edits:
        assert find in wrong
        wrong, right = wrong.replace(find, put), right.replace(find, mended)
    path.write_text(wrong, "utf-8")
    cli.run(["check", str(path), "--fix", "--write"])
    assert path.read_text("utf-8") == right


def test_one_column_is_written_in_one_unit(tmp_path: Path) -> None:
    """In the one that most of its cells have, where that is exact; prose and ranges stay."""
    head = "## 决策摘要\n请批准。\n## 需求\n见下。\n## 成本\n共 1.2 亿元。\n\n| 项目 | 金额 | 依据 |\n|---|---|---|\n"
    cells = ("1.2 亿元", "800 万元", "**90 万元**", "70 万元", "800,000 元", "812,345 元", "30–50 万元")
    mended = ("12,000 万元", "800 万元", "**90 万元**", "70 万元", "80 万元", "812,345 元", "30–50 万元")
    path = tmp_path / "report.md"
    path.write_text(head + "".join(f"| 项 | {cell} | 假设 |\n" for cell in cells), "utf-8")
    cli.run(["check", str(path), "--fix", "--write"])
    assert path.read_text("utf-8") == head + "".join(f"| 项 | {cell} | 假设 |\n" for cell in mended)


def test_rows_that_nothing_refers_to_are_numbered_through(tmp_path: Path) -> None:
    """A gap in the ids is closed; where the ids are named elsewhere, that is for a person."""
    head = "# Report\n## Executive Summary\nDirectors approve.\n## Requirements\nOne record.\n## Risks\n"
    table = (
        "| ID | Risk | Trigger | Mitigation | Owner |\n|---|---|---|---|---|\n| K1 | Late | Month 3 | Stop | CFO |\n"
        "| K3 | Dear | Quote | Cut | CFO |\n"
    )
    path = tmp_path / "report.md"
    for tail, name in (("## Next Steps\nNone.\n", "K2"), ("## Next Steps\nK3 is hard.\n", "K3")):
        path.write_text(head + table + tail, "utf-8")
        cli.run(["check", str(path), "--fix", "--write"])
        assert path.read_text("utf-8") == head + table.replace("K3", name) + tail


def test_only_what_the_diff_shows_is_written(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A byte order mark, mixed line ends, a soft hyphen and composed letters stay as they were."""
    text = "\ufeff" + report.read_text("utf-8").replace("\n", "\r\n", 5) + "A soft\xadhyphen, cafe\u0301.\n"
    report.write_bytes(text.encode())
    cli.run(["check", str(report), "--fix", "--write"])
    assert report.read_bytes() == text.replace("4. 5 March", "3. 5 March").encode()
    shown = capsys.readouterr().out.splitlines()
    assert [line[:10] for line in shown if line[:2] in ("+3", "-4")] == ["-4. 5 March"[:10], "+3. 5 March"[:10]]


def test_a_sum_and_digits_are_mended(tmp_path: Path) -> None:
    """A total whose parts are certain is summed anew, full-width digits become plain; the report is then as good."""
    path, whole = tmp_path / "report.md", good()["trading-company"]
    path.write_text(whole.replace("| 434,000 |", "| 443,000 |").replace("60 人、30 个", "６０ 人、30 个"), "utf-8")
    assert cli.run(["check", str(path), "--fix", "--write"]) == 0
    assert path.read_text("utf-8") == whole


def test_mending_keeps_the_ends_of_lines(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of Windows stays one."""
    before = report.read_text("utf-8")
    report.write_text(before, "utf-8", newline="\r\n")
    cli.run(["check", str(report), "--fix", "--write"])
    assert report.read_bytes() == before.replace("4. 5 March", "3. 5 March").replace("\n", "\r\n").encode()
    assert capsys.readouterr().out.count("5 March") == 2


def test_a_baseline_hides_what_is_known_even_when_lines_move(report: Path, tmp_path: Path) -> None:
    """What comes later is still an error."""
    baseline = tmp_path / "known.yaml"
    assert cli.run(["check", str(report), "--baseline", str(baseline), "--update-baseline"]) == 0
    report.write_text("A line more.\n\n" + report.read_text("utf-8"), "utf-8")
    assert cli.run(["check", str(report), "--baseline", str(baseline)]) == 0
    report.write_text(report.read_text("utf-8").replace("| K1 | Drivers", "| K1 | TBD: drivers"), "utf-8")
    assert cli.run(["check", str(report), "--baseline", str(baseline)]) == 1


def test_a_baseline_knows_one_missing_section_from_another(tmp_path: Path) -> None:
    """What is missing stands on no line of its own; each is known by what it is."""
    path, baseline = tmp_path / "report.md", str(tmp_path / "known.yaml")
    whole = good()["charity-40-staff"]
    path.write_text(whole.replace("## Risks\n", "## Notes\n"), "utf-8")
    cli.run(["check", str(path), "--baseline", baseline, "--update-baseline"])
    assert cli.run(["check", str(path), "--baseline", baseline]) == 0
    path.write_text(path.read_text("utf-8").replace("## Cost-Benefit Analysis\n", "## More\n"), "utf-8")
    assert cli.run(["check", str(path), "--baseline", baseline]) == 1


def test_a_baseline_knows_one_requirement_or_law_from_another(report: Path, tmp_path: Path) -> None:
    """Asked for later, they are found."""
    baseline, brief = str(tmp_path / "known.yaml"), tmp_path / "brief.yaml"
    asked = "business_nature: courier\ntechnical_requirements: telephone exchange with call recording; HIPAA"
    brief.write_text(asked, "utf-8")
    given = ["check", str(report), "--brief", str(brief), "--baseline", baseline]
    cli.run([*given, "--update-baseline"])
    assert cli.run(given) == 0
    for more in ("; drones on the roof", "; PCI DSS"):
        brief.write_text(asked + more, "utf-8")
        assert cli.run(given) == 1


def test_the_same_line_written_once_more_is_new(report: Path, tmp_path: Path) -> None:
    """A baseline with one placeholder does not let a second pass."""
    baseline = str(tmp_path / "known.yaml")
    cli.run(["check", str(report), "--baseline", baseline, "--update-baseline"])
    lines = report.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if "| L3 | TBD |" in line)
    report.write_text("".join((*lines[: at + 1], *lines[at:])), "utf-8")
    assert cli.run(["check", str(report), "--baseline", baseline]) == 1


def test_findings_do_not_depend_on_the_process(report: Path) -> None:
    """Whatever Python's hashing is seeded with: the same findings in the same order, the same fingerprints."""
    report.write_text(report.read_text("utf-8") + "\n[待填写]、[待填写]，100% guaranteed, 零停机, TBD\n" * 3, "utf-8")
    outputs = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "it_advisor", "check", str(report), "--format", "sarif"]
        ran = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False)
        outputs.add(ran.stdout)
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_brief_in_a_file_is_checked_against(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `recommend --file` takes it."""
    brief = tmp_path / "brief.yaml"
    brief.write_text(
        "business_nature: courier\ntechnical_requirements: telephone exchange with call recording\n", "utf-8"
    )
    cli.run(["check", str(report), "--brief", str(brief)])
    assert "RQ201" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is no text"),
        (b"## Risks\n\x00", "is no text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF; copy its text"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "is a Word or other Office file; save"),
        ("# 选型报告\n## 决策摘要\n请董事会批准。\n".encode("gb18030"), "is text in GB18030"),
        ("# Report\n".encode("utf-16"), "is text in UTF-16"),
        (b"# Minutes\n## Decision\nApproved.\n## Risks\nNone.\n## Next steps\nMeet.\n", "does not look like"),
        (b"a" * 5_000_001, "larger than"),
        (b"a" * 4_000_000, "too long"),
        (b"# Pancakes\n\nTake two eggs.\n", "does not look like a selection report"),
        (b"", "too short"),
    ],
)
def test_a_file_that_is_no_report_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, says: str
) -> None:
    """Exit code 2; what it is and what would do."""
    path = tmp_path / "report.md"
    path.write_bytes(content)
    assert cli.run(["check", str(path), "--language", "en"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert says in told.err


def test_a_missing_file_or_baseline_is_named(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is checked."""
    for arguments in (
        ["nowhere.md"],
        [str(report), "--baseline", "nowhere.yaml"],
        [str(report), "--baseline", str(report)],
        [str(report), "--update-baseline", "--baseline", "nowhere/known.yaml"],
    ):
        assert cli.run(["check", *arguments]) == 2
        assert arguments[-1] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("brief", "says"),
    [
        ('{"business_nature": "x"}', "business_nature"),
        ('{"industry": "courier"}', "industry"),
        ('{"language": "en"}', "business_nature"),
        ('{"business_nature": ["x"]}', "business_nature"),
    ],
)
def test_a_brief_that_cannot_be_used_is_refused_by_field(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], brief: str, says: str
) -> None:
    """Exit code 2 and one line."""
    path = tmp_path / "brief.json"
    path.write_text(brief, "utf-8")
    assert cli.run(["check", str(report), "--brief", str(path), "--language", "en"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert says in told.err


def test_the_manual_lists_every_rule_and_prints_the_page_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    """In either language; an unknown code is refused by name."""
    assert cli.run(["rules", "--language", "zh"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)
    assert cli.run(["rules", "nu301", "--language", "en"]) == 0
    assert "Bad:" in capsys.readouterr().out
    assert cli.run(["rules", "XX999"]) == 2
    assert "XX999" in capsys.readouterr().err


def test_a_fault_of_ours_does_not_look_like_one_of_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One line that says where, and an exit code that no pipeline takes for errors found."""
    monkeypatch.setattr("it_advisor.checking.findings", lambda _: [][0])
    report = tmp_path / "report.md"
    report.write_text("# A report\n", "utf-8")
    assert cli.run(["check", str(report)]) == cli.FAILED
    said = capsys.readouterr().err
    assert "IndexError" in said
    assert "test_check_command.py" in said
    assert len(said.splitlines()) == 1


def test_a_server_that_stops_by_a_fault_of_ours_says_where_in_its_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("it_advisor.doors.cli.open_desk", lambda _: [][0])
    assert cli.run([]) == cli.FAILED
    assert "IndexError" in capsys.readouterr().err
    assert "_serve_stdio" in caplog.text
