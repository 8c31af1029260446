"""The Word file: what Word needs to proof, count and wrap it, and what LibreOffice makes of it."""

import re
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from documents.material import told
from it_advisor.documents import Export

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def body(files: dict[str, Path]) -> etree._Element:
    return etree.fromstring(ZipFile(files["docx"]).read("word/document.xml"))


def test_headings_are_headings_that_word_counts(answer: Export, files: dict[str, Path]) -> None:
    """Styles with numbering of their own, and not a digit typed before a title."""
    file = docx.Document(str(files["docx"]))
    headings = [one for one in file.paragraphs if one.style.name.startswith("Heading")]
    expected = {"zh": "决策摘要", "en": "Decision Summary"}[answer.language]
    assert headings[0].text == expected
    assert {one.style.name for one in headings} >= {"Heading 1", "Heading 2"}
    assert not [one.text for one in headings if re.match(r"\d+(\.\d+)*\s", one.text)]
    for level in range(1, 5):
        assert file.styles[f"Heading {level}"].element.pPr.numPr is not None


def test_text_is_text_in_the_report_s_language(answer: Export, files: dict[str, Path]) -> None:
    """An East Asian font and language by default, so that Chinese is proofed and wrapped as Chinese."""
    styles = etree.fromstring(ZipFile(files["docx"]).read("word/styles.xml"))
    fonts, lang = styles.find(f".//{W}docDefaults//{W}rFonts"), styles.find(f".//{W}docDefaults//{W}lang")
    assert fonts.get(f"{W}eastAsia") == "Microsoft YaHei"
    assert not [name for name in fonts.attrib if "Theme" in name]
    assert lang.get(f"{W}eastAsia") == "zh-CN"
    assert lang.get(f"{W}val") == {"zh": "en-US", "en": "en-GB"}[answer.language]
    settings = etree.fromstring(ZipFile(files["docx"]).read("word/settings.xml"))
    assert settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"
    core = docx.Document(str(files["docx"])).core_properties
    assert (core.title, core.author) == (answer.title, "李伟 Li Wei")


def test_tables_repeat_their_header_and_split_no_row(body: etree._Element) -> None:
    """Every row, on every page."""
    tables = body.findall(f".//{W}tbl")
    assert len(tables) > 10
    assert not [row for table in tables for row in table.iter(f"{W}tr") if row.find(f".//{W}cantSplit") is None]
    assert len([table for table in tables if table.find(f".//{W}tblHeader") is not None]) == len(tables) - 1


def test_charts_are_pictures_with_words_and_everything_is_captioned(answer: Export, body: etree._Element) -> None:
    """Alternative text says the figures; captions are counted by fields."""
    pictures = body.findall(".//{*}docPr")
    assert len(pictures) == len(answer.charts) == 6
    assert all(re.search(r"\d", one.get("descr")) for one in pictures)
    fields = [one.text.split() for one in body.iter(f"{W}instrText")]
    assert sum(one[:2] == ["SEQ", "Figure"] for one in fields) == 6
    assert sum(one[:2] == ["SEQ", "Table"] for one in fields) > 10
    assert fields[0][0] == "TOC"
    assert {one[0] for one in fields} == {"TOC", "SEQ"}


def test_wide_tables_lie_on_their_side(body: etree._Element) -> None:
    """In a section of their own, after which pages stand again."""
    turns = [one.get(qn("w:orient")) == "landscape" for one in body.iter(f"{W}pgSz")]
    assert turns.count(True) >= 1
    assert not any(one and other for one, other in pairwise(turns))


def test_nothing_in_it_leads_out_of_it(files: dict[str, Path]) -> None:
    """No link to elsewhere, no object, no macro."""
    with ZipFile(files["docx"]) as archive:
        names, parts = archive.namelist(), [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    assert not [name for name in names if re.search(r"vba|embed|activeX|ole", name, re.IGNORECASE)]
    assert not [part for part in parts if b"External" in part]


def test_libreoffice_opens_it_clean(answer: Export, files: dict[str, Path]) -> None:
    """Its text, its pages in both directions, its numbers."""
    text = told("pdftotext", "-layout", files["opened"], "-")
    facts = {"zh": ("目录", "表 1", "图 1", "第 2 页，共"), "en": ("Contents", "Table 1", "Figure 1", "Page 2 of")}
    assert not [fact for fact in facts[answer.language] if fact not in text]
    assert "1 " + {"zh": "决策摘要", "en": "Decision Summary"}[answer.language] in text
    sizes = set(re.findall(r"Page +\d+ size: +(\d+)\.?\d* x", told("pdfinfo", "-l", "99", files["opened"])))
    assert sizes == {"595", "841"} or sizes == {"595", "842"}


def test_the_same_report_gives_the_same_bytes(answer: Export, files: dict[str, Path]) -> None:
    """No time of day in it, so that a file can be compared."""
    with ZipFile(files["docx"]) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
