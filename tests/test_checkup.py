"""A checked report: worst first, bounded, the same every time, and never an error whatever is handed in."""

from collections.abc import Callable
from time import process_time

import pytest

from benchmarks.corpus import good
from it_advisor.checkup import LISTED, MOST, CheckRequest, Checkup, checkup
from it_advisor.errors import BadRequest
from it_advisor.operations import OPERATIONS
from it_advisor.report.reading import read_report
from it_advisor.rules.portions import portions

HEAD = "## 决策摘要\n请董事会批准。\n## 业务需求分析\n需求。\n## 风险提示\n无。\n"
MOST_SECONDS = 30
"""Of the processor, for garbage of the greatest length; a real report takes a hundredth."""


def check(report: str, **given: str) -> Checkup:
    return checkup(CheckRequest(report=report, **given))  # type: ignore[arg-type]


def codes(found: Checkup) -> list[str]:
    return [one.code for one in found.findings]


def test_the_worst_comes_first_and_the_same_report_gives_the_same_answer() -> None:
    """Errors, then warnings, then notes, each by line."""
    report = good()["courier"].replace("| L3 | Phones |", "| L3 | TBD |").replace("3. 5 March", "5. 5 March")
    found = check(report)
    order = [("error", "warning", "info").index(one.severity) for one in found.findings]
    assert order == sorted(order)
    assert found.findings
    assert found == check(report)


def test_no_more_is_listed_than_a_client_takes() -> None:
    """The rest is counted."""
    found = check(HEAD + "".join(f"\n{at}：[待填写]\n" for at in range(200)))
    assert len(found.findings) == LISTED
    assert found.counts.errors == LISTED + found.counts.not_listed - found.counts.warnings - found.counts.notes
    assert str(found.counts.not_listed) in found.text()
    assert len(found.text()) < 20_000


LONG = "甲" * 100_000


@pytest.mark.parametrize(
    "text",
    [
        f"# {LONG}\n" + "[待填写]\n" * 60,
        f"## 成本\n| 项目 | {LONG}金额 |\n|---|---|\n" + "| a | 2 |\n| b | 2 |\n| 合计 | 9 |\n" * 60,
        f"| 编号 | 需求 | 组件 | 验收指标 |\n|---|---|---|---|\n| R1 | {LONG} | — | — |\n",
    ],
)
def test_long_words_of_the_report_do_not_make_a_long_answer(text: str) -> None:
    """Headings, titles and cells are quoted by their beginnings, and the whole answer is bounded."""
    found = check(HEAD + "\n" + text)
    assert len(found.text()) < 25_000
    assert len(found.model_dump_json()) < 35_000
    assert all(one.message and one.fix for one in found.findings)


def test_the_findings_are_the_first_thing_said() -> None:
    """A client that shows only the first text of an answer shows them; what to do then stands below."""
    found = check(HEAD + "\n[待填写]\n")
    assert found.next_step == ""
    assert found.text().splitlines()[2].startswith("1. [错误")
    assert found.text().endswith("先改错误，再检查一次。\n")


def test_the_answer_is_in_the_language_of_the_report() -> None:
    """Unless another is asked for."""
    assert check(HEAD).language == "zh"
    assert check(good()["courier"]).language == "en"
    assert "Mend: " in check(HEAD, language="en").text()


def test_another_kind_of_document_is_called_that() -> None:
    """A recipe does not get forty findings."""
    with pytest.raises(BadRequest, match=r"^report: does not look like a selection report"):
        check("# Pancakes\n\nTake two eggs and flour. Fry them.\n")


def test_a_report_under_headings_of_its_own_is_known_by_its_tables() -> None:
    """Whatever its author calls the parts."""
    text = good()["courier"]
    for heading in [line for line in text.splitlines() if line.startswith("## ")]:
        text = text.replace(heading, f"## Our view {len(heading)}")
    assert check(text).score.overall


def test_the_score_says_what_raises_it_most() -> None:
    """Mending what is named first brings most."""
    found = check(good()["trading-company"].replace("2. 2027-01-10：总经理批准。", "2. [待填写]：总经理批准。"))
    assert found.score.families["HY"] == 75
    assert {one.family for one in found.findings} <= found.score.families.keys()
    assert found.score.gains[0].code == "HY001"


def test_the_brief_is_checked_against() -> None:
    """A need, a law and nothing else of the brief are looked for."""
    needs = "断网能查库存；无人机送货到船上；HIPAA"
    found = check(good()["trading-company"], technical_requirements=needs)
    assert {"RQ201", "SC801"} <= set(codes(found))
    assert not {"RQ201", "SC801"} & set(codes(check(good()["trading-company"])))


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("<!-- it-advisor: ignore HY001 日期待董事会定 -->\n[待填写]\n", 0),
        ("[待填写] <!-- it-advisor: ignore HY001 日期待董事会定 -->\n", 0),
        ("<!-- it-advisor: ignore-file HY001, HY002 日期待董事会定 -->\n\n正文。\n\n[待填写]\n", 0),
        ("<!-- it-advisor: ignore HY001 -->\n[待填写]\n", 1),
        ("<!-- it-advisor: ignore HY002 日期待董事会定 -->\n[待填写]\n", 1),
        ("<!-- it-advisor: ignore HY001 日期待董事会定 -->\n正文。\n\n[待填写]\n", 1),
        ("<!-- it-advisor: ignore hy001 日期待董事会定 -->\n[待填写]\n", 0),
        ("<!-- it-advisor: ignore-file HY002 HY001 日期待董事会定 -->\n\n正文。\n\n[待填写]\n", 0),
        ("| 项 | 日期 |\n|---|---|\n| 签约 | [待填写] | <!-- it-advisor: ignore HY001 日期待董事会定 -->\n", 0),
    ],
)
def test_a_comment_with_a_reason_lets_a_finding_stand(comment: str, left: int) -> None:
    """On its line, on the next where it stands alone, or everywhere; without a reason it does nothing."""
    found = check(HEAD + "\n" + comment)
    assert codes(found).count("HY001") == left
    assert found.counts.suppressed == 1 - left
    assert ("HY006" in codes(found)) == ("HY001 -->" in comment)
    assert "HY004" not in codes(found)


@pytest.mark.parametrize(
    "comment", [" ignore", " ignore-file 原因", " ignore HY001 原因", ": disable HY001", ": ignore X1 原因"]
)
def test_a_comment_that_cannot_be_read_is_named(comment: str) -> None:
    """It would otherwise be taken for one that works."""
    found = check(HEAD + f"\n<!-- it-advisor{comment} -->\n[待填写]\n")
    assert {"HY001", "HY006"} <= set(codes(found))


def test_the_rest_of_a_text_cut_by_its_comma_is_explained() -> None:
    """The block's author is told to quote it, not that an argument is unknown."""
    text = good()["charity-40-staff"]
    acceptance = next(line for line in text.splitlines() if line.lstrip().startswith("- {id: R1,"))
    found = check(text.replace(acceptance, acceptance.replace("acceptance: ", "acceptance: 8 hours, ", 1)))
    (said,) = (one.message for one in found.findings if one.code == "ST108")
    assert "needs quotes" in said
    assert "argument" not in said


ROW = "| 1 | 2 |\n"
GARBAGE = {
    "brackets": "[",
    "pictures": "![",
    "stars": "*a",
    "links": "[a](",
    "pipes": "|",
    "quotes": "> ",
    "digits": "1,",
    "numerals": "三百万",
    "comments": "<!--",
    "headings": "# a\n",
    "fences": "```\n",
    "braces": "{{",
    "capital dotted i": "\u0130",
    "percent": "5%",
    "lists": "1. a\n",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_text_made_to_explode_a_parser_costs_bounded_time(name: str) -> None:
    """Whatever is repeated up to the greatest length."""
    unit = GARBAGE[name]
    start = process_time()
    found = check(HEAD + "\n" + unit * ((MOST - len(HEAD) - 1) // len(unit)))
    assert process_time() - start < MOST_SECONDS
    assert len(found.findings) <= LISTED


@pytest.mark.parametrize("cell", [lambda n: "- " * (n // 2) + "1", lambda n: "(" + "1" * n, lambda n: "1" * n + "-"])
def test_a_cell_of_signs_is_no_figure(cell: Callable[[int], str]) -> None:
    """Neither an error nor a wait, whatever stands before a digit."""
    start = process_time()
    found = check(
        HEAD + "## 成本\n| 项目 | 金额 |\n|---|---|\n" + "".join(f"| a | {cell(n)} |\n" for n in (70, 30_000))
    )
    assert process_time() - start < MOST_SECONDS / 10
    assert found.score.overall


def test_amounts_of_many_rows_are_not_paired_with_each_other() -> None:
    """A table with hundreds of one-off rows says nothing of the whole, and costs no memory with their square."""
    rows = "".join(f"| 一次性 | {at} | 2 |\n| 年费 | {at} | 2 |\n" for at in range(200))
    assert portions(read_report("## 成本\n| 类别 | 2027年 | 2028年 |\n|---|---|---|\n" + rows)) is None


def test_tables_with_merged_or_missing_cells_are_read() -> None:
    """A row too short, one too long, a mark for the same; each is said, none ends the check."""
    table = "| 编号 | 项目 | 金额 |\n|---|---|---:|\n| L1 | 订阅 |\n| L2 | 实施 | 12 | 多 |\n| L3 | 同上 | 3 |\n"
    found = codes(check(HEAD + "\n## 成本效益分析\n\n" + table))
    assert found.count("HY004") == 2
    assert "HY010" in found


@pytest.mark.parametrize("report", ["", "x" * (MOST + 1), 5])
def test_a_report_too_short_too_long_or_no_text_is_refused_by_name(report: object) -> None:
    """With the limit, so that the next try can be right."""
    with pytest.raises(BadRequest) as caught:
        OPERATIONS["check_report"].read({"report": report})
    assert caught.value.problems[0].field == "report"
