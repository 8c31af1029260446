"""A report becomes a document: chapters counted, tables captioned and measured, charts where they belong."""

from documents.material import TODAY, report, request
from it_advisor.documents import ExportRequest
from it_advisor.documents.assembly import document_of
from it_advisor.documents.content import Chart, Code, Document, Heading, Paragraph, Table
from it_advisor.documents.measure import layout, width, wrapped
from it_advisor.frontmatter import read_yaml
from it_advisor.markdown import Span, plain
from material import EXAMPLES


def document(text: str) -> Document:
    return document_of(ExportRequest(report=text), TODAY)


def test_chapters_are_counted_and_lose_numbers_of_their_own() -> None:
    """A single first heading is the title; no level is left out."""
    made = document("# 选型报告\n\n## 一、现状\n\n#### 1.1 深\n\n## 2. 方案\n\n### 3 家厂商\n")
    assert made.title == "选型报告"
    assert [(one.number, one.text) for one in made.headings] == [
        ("1", "现状"),
        ("1.1", "深"),
        ("2", "方案"),
        ("2.1", "3 家厂商"),
    ]


def test_a_title_keeps_the_numbers_that_are_its_own() -> None:
    """Only what counts the chapter at its beginning goes; a line across the page at the top takes no text along."""
    titles = [
        "工业4.0转型",
        "预算 1.2 亿元",
        "SAP ECC 6.0 EHP8",
        "TLS 1.3",
        "1.2 亿元预算",
        "3.5 million at stake",
        "2.0版",
    ]
    made = document("".join(f"## {title}\n\n甲。\n\n" for title in titles))
    assert [one.text for one in made.headings] == titles
    ruled = document("---\nFirst.\n\n---\n\n## 1. Next\n")
    assert any(isinstance(one, Paragraph) and plain(one.spans) == "First." for one in ruled.blocks)
    assert [one.text for one in ruled.headings][-1] == "Next"


def test_a_line_with_a_colon_before_a_table_is_its_caption() -> None:
    """Else the chapter and the first columns are."""
    one, other = "| 编号 | 陈述 |\n|---|---|\n| E1 | x |", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"
    made = document(f"## 风险\n\n证据台账：\n\n{one}\n\n文字。\n\n{other}\n")
    tables = [block for block in made.blocks if isinstance(block, Table)]
    assert [one.caption for one in tables] == ["证据台账", "风险：甲、乙"]
    assert [plain(block.spans) for block in made.blocks if isinstance(block, Paragraph)] == ["文字。"]


def test_charts_stand_in_the_chapters_they_belong_to() -> None:
    """Money under costs, the plan under implementation; the block for programs is never printed."""
    made = document_of(request("zh"), TODAY)
    chapter, found = "", {}
    for block in made.blocks:
        chapter = block.text if isinstance(block, Heading) else chapter
        if isinstance(block, Chart):
            found[block.name] = chapter
    money = dict.fromkeys(("tco-by-year", "cash-flow", "sensitivity"), "成本效益分析")
    assert found == {"scores": "适用性分析", "roadmap": "实施建议", **money, "risk-matrix": "风险提示"}
    assert not [block for block in made.blocks if isinstance(block, Code)]
    assert [note for note in made.notes if "维持现状的费用" not in note] == []


def test_no_chapter_stays_empty_where_the_block_stood() -> None:
    """Whatever its heading says, and wherever it stands; a heading with a word of its own below it stays."""
    title, block = "附：报告数据", report("zh")[report("zh").index("```yaml") :]
    for text, chapters in (
        (f"## 结论\n\n选甲。\n\n## 附录：机器可读摘要\n\n{block}", ["结论"]),
        (f"## 附录\n\n### 数据\n\n{block}\n\n## 结论\n\n选甲。", ["结论"]),
        (f"## 附录\n\n见下。\n\n### 数据\n\n{block}\n\n### 其他\n\n选甲。", ["附录", "其他"]),
    ):
        headings = [one.text for one in document(text).headings]
        assert headings[: headings.index(title)] == [*chapters, "图表"], text


def test_what_is_left_out_is_said() -> None:
    """Without a block, with one that does not fit, and without grades for the risks."""
    bare, broken = document("## 结论\n\n选甲。"), document("## 结论\n\n```yaml\nit_advisor_summary: 1\n```\n")
    assert "没有机器可读摘要" in bare.notes[0]
    assert "title" in broken.notes[0]
    assert [block for block in broken.blocks if isinstance(block, Code)]
    plainly = document(report("zh").replace(", likelihood: 3, impact: 5", "").replace("likelihood", "trigger_"))
    assert plainly.notes
    idle = document((EXAMPLES / "hotel-group-pms-crs.md").read_text("utf-8"))
    assert any("维持现状的费用（L20, L21）未计入图表" in note for note in idle.notes)
    raw = {"report": (EXAMPLES / "property-manager-germany.md").read_text("utf-8")}
    raw["costs"] = read_yaml((EXAMPLES / "costs.yaml").read_text("utf-8"))
    mixed = document_of(ExportRequest.model_validate(raw), TODAY)
    assert any("counts in EUR, the cost file in CNY" in note for note in mixed.notes)


def test_the_money_agrees_with_the_report_s_own_totals() -> None:
    """The payback on the chart is the one the report prints."""
    made = document_of(request("zh"), TODAY)
    assert made.material.summary and made.material.summary.totals and made.material.estimate
    (option,) = made.material.estimate.options
    assert option.tco.value == made.material.summary.totals.tco
    assert option.scenarios[1].payback_months == made.material.summary.totals.payback_months


def test_columns_get_the_width_they_need() -> None:
    """Ids little, prose much, and all of it together the whole."""
    header = ((Span("编号"),), (Span("说明"),))
    rows = tuple(((Span(f"R{n}"),), (Span("一段很长的说明文字" * 8),)) for n in range(9))
    narrow, broad = layout(header, rows).shares
    assert narrow + broad == 100
    assert narrow < 15


def test_long_labels_are_wrapped_and_cut_to_their_room() -> None:
    """Chinese anywhere, English between words."""
    for text in ("一家很长很长的公司名称有限责任公司及其子公司", "A very long name of an option indeed", "x" * 90):
        lines = wrapped(text, 10, 2)
        assert len(lines) <= 2
        assert all(width(line) <= 10.6 for line in lines), lines
    assert wrapped("Two hosted services", 8, 3) == ("Two hosted", "services")
