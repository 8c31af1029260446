"""The PDF, opened with other programs: its fonts, its text, its pages."""

import re
from pathlib import Path

import pytest

from documents.material import TODAY, report, told
from it_advisor.documents import Export, ExportRequest, export, fonts
from it_advisor.doors import cli
from it_advisor.errors import Incomplete


def test_every_font_is_embedded_and_it_is_ours(files: dict[str, Path]) -> None:
    """pdffonts is the only one to see empty boxes: pdftotext finds the Chinese in any case."""
    rows = [line.split() for line in told("pdffonts", files["pdf"]).splitlines()[2:]]
    assert rows
    assert {row[-5] for row in rows} == {"yes"}
    assert any("NotoSansSC" in row[0] for row in rows)


def test_its_text_can_be_read_and_searched(answer: Export, files: dict[str, Path]) -> None:
    """Cover, contents with page numbers, captions, header and footer."""
    text = told("pdftotext", "-layout", files["pdf"], "-")
    facts = {
        "zh": ("医药流通企业", "董事会 Board", "目录", "表 1", "图 6", "第 2 页，共", "附：报告数据"),
        "en": ("Document control", "Board", "Contents", "Table 1", "Figure 6", "Page 2 of", "Annex: the Report"),
    }
    assert not [fact for fact in facts[answer.language] if "".join(fact.split()) not in "".join(text.split())]
    contents = text.split("\f")[1]
    assert len(re.findall(r"\. ?\.* +\d+$|\d$", contents, re.MULTILINE)) > 8
    about = told("pdfinfo", files["pdf"])
    assert answer.title in about
    assert re.search(r"Tagged: +yes", about)


def test_charts_are_vectors_with_words_that_can_be_searched(answer: Export, files: dict[str, Path]) -> None:
    """No picture of pixels in the whole file."""
    assert len(told("pdfimages", "-list", files["pdf"]).splitlines()) == 2
    assert {"zh": "月（0 为批准日）", "en": "Month (0 is the approval)"}[answer.language] in told(
        "pdftotext", files["pdf"], "-"
    )


def test_pages_are_drawn(files: dict[str, Path], tmp_path: Path) -> None:
    """None is blank, and those of wide tables lie on their side."""
    told("pdftoppm", "-r", "20", "-gray", files["pdf"], tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.pgm"))
    assert len(pages) > 10
    sizes = set()
    for page in pages:
        head, size, _, pixels = page.read_bytes().split(b"\n", 3)
        assert head == b"P5"
        assert sum(pixel < 200 for pixel in pixels) > 20, page.name
        sizes.add(tuple(map(int, size.split())))
    assert len(sizes) == 2


def test_nothing_in_it_runs_or_leads_elsewhere(files: dict[str, Path]) -> None:
    """No script, no address; an address in a report is text."""
    assert not told("pdfinfo", "-js", files["pdf"]).strip()
    assert "http" not in told("pdfinfo", "-url", files["pdf"])


def test_letters_that_no_font_has_are_refused_with_the_cure() -> None:
    """Rather than printed as empty boxes: Anatolian hieroglyphs, which no ordinary system has."""
    with pytest.raises(Incomplete) as error:
        export(ExportRequest(report="# Report\n\nSigned 𔐀𔐁.", formats=("pdf",)), TODAY)
    assert "ANATOLIAN" in error.value.words.en
    assert "𔐀" in error.value.words.zh


def test_a_letter_that_only_paper_cannot_show_costs_no_other_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word and browsers bring fonts of their own; what was not made is said."""
    signed = report("en").replace("name: Tender and contract", "name: Tender 𔐀")
    made = export(ExportRequest(report=signed, formats=("pdf", "docx", "html")), TODAY)
    assert [one.format for one in made.files] == ["docx", "html"]
    notes = [note for note in made.notes if "doing nothing" not in note]
    assert notes[0].startswith("pdf was not made: no font has: 𔐀 (ANATOLIAN)")
    assert notes[1].startswith("In the charts of the Word file letters")
    (tmp_path / "report.md").write_text("# Report\n\nSigned 𔐀.", "utf-8")
    command = ["export", str(tmp_path / "report.md"), "--to", "pdf,html", "-o", str(tmp_path)]
    assert cli.run(command) == 2
    told = capsys.readouterr()
    assert told.out.strip() == str(tmp_path / "Report-v0.1.html")
    assert "pdf: no font has: 𔐀" in told.err


def test_symbols_that_no_font_has_are_written_as_their_names() -> None:
    """A check mark of a chat is no reason to refuse a report."""
    assert fonts.spelled(("进度 🫠 ok", {"a": ["\U000f0000"]})) == ("进度 [melting face] ok", {"a": [""]})


def test_the_same_report_gives_the_same_bytes() -> None:
    """So that a file can be compared."""
    one, other = (export(ExportRequest(report="# 报告\n\n正文", formats=("pdf",)), TODAY) for _ in range(2))
    assert one.files[0].sha256 == other.files[0].sha256
