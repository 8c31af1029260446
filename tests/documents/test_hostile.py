"""A thousand texts that mean harm, through every field and every format: each comes out as text, and none stops it."""

import asyncio
import os
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from documents import hostile
from documents.material import told
from it_advisor.desk import open_desk
from it_advisor.documents import Export
from it_advisor.documents.names import file_name
from it_advisor.errors import BadRequest
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BATCHES = range(hostile.COUNT // hostile.AT_ONCE if os.environ.get("ALL_HOSTILE") else 1)
"""`make hostile` takes all thousand; a fourth, with every kind of harm in it, is enough for every day."""
FIELDS = {"TOC", "SEQ", "PAGE", "NUMPAGES"}


def run(raw: dict[str, Any]) -> Export:
    advisor = open_desk(Settings()).advisor
    answer = asyncio.run(OPERATIONS["export_report"].run(advisor, raw))
    assert isinstance(answer, Export)
    return answer


@pytest.fixture(scope="module", params=BATCHES)
def harmless(request: pytest.FixtureRequest) -> dict[str, bytes]:
    raw = list(hostile.requests(["docx", "pdf", "html"]))[request.param]
    return {file.format: file.content for file in run(raw).files}


def test_there_are_a_thousand() -> None:
    """All different."""
    assert len(set(hostile.texts())) == hostile.COUNT


class Page(HTMLParser):
    """Notes what in a page could run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policies = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.policies += given.get("http-equiv") == "Content-Security-Policy"
        if tag in ("script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "foreignobject"):
            self.found.append(tag)
        for name, value in given.items():
            if name.startswith("on") or name in ("src", "action", "formaction", "srcdoc", "ping"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "xlink:href") and not value.startswith("#"):
                self.found.append(f"{tag} {name}={value}")


def test_the_page_holds_no_script_and_no_address(harmless: dict[str, bytes]) -> None:
    """And says itself that none may run."""
    page = Page()
    page.feed(harmless["html"].decode())
    assert (page.found, page.policies) == ([], 1)


def test_the_word_file_is_sound_and_has_our_fields_alone(harmless: dict[str, bytes]) -> None:
    """Every part is XML, no field but ours, nothing outside, no character that Word refuses."""
    with ZipFile(BytesIO(harmless["docx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    fields = {one.text.split()[0] for tree in trees.values() for one in tree.iter(f"{W}instrText")}
    assert fields == FIELDS
    assert not [tree for name, tree in trees.items() if name.endswith(".rels") and b"External" in parts[name]]
    text = "".join(trees["word/document.xml"].itertext())
    assert "<script>alert(1)</script>" in text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u200b\ufffe\uffff]", text)


def test_the_pdf_holds_no_script_and_no_address(harmless: dict[str, bytes], tmp_path: Path) -> None:
    """What looks like markup of its layout is printed."""
    file = tmp_path / "report.pdf"
    file.write_bytes(harmless["pdf"])
    assert not told("pdfinfo", "-js", file).strip()
    assert "://" not in told("pdfinfo", "-url", file)
    text = told("pdftotext", file, "-")
    assert "root:" not in text
    assert "{{7*7}}" in text


def test_a_character_that_may_not_pass_is_refused_by_field() -> None:
    """Outside the summary block, where it could have been meant."""
    for bad in ("a\x00b", "a\x1bb", "right\u202eleft", "\ud800"):
        with pytest.raises(BadRequest) as error:
            run({"report": "# Report", "owner": bad})
        assert error.value.problems[0].field == "owner"


def test_file_names_are_safe_on_windows() -> None:
    """No separator, no device, no dot or blank at an end, not too long."""
    for text in [*hostile.texts(), "NUL", "com1", "aux.", "...", "LPT¹", ""]:
        name = file_name(text, "1.0", "docx")
        assert re.fullmatch(r"[^\s<>:\"/\\|?*\x00-\x1f]+-v1\.0\.docx", name), name
        assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com.|lpt.)", name.split(".")[0].removesuffix("-v1")), name
        assert len(name.encode()) <= 255


def test_file_names_keep_the_marks_of_every_script() -> None:
    """Composed, so that a Mac and a PC write them alike; and cut between letters, not within one."""
    for title, stem in (
        ("Mu\u0308ller & Co", "M\u00fcller-Co"),
        ("हिन्दी रिपोर्ट", "हिन्दी-रिपोर्ट"),
        ("รายงานที่ดี", "รายงานที่ดี"),
        ("ที่" * 60, "ที่" * 22),
    ):
        assert file_name(title, "1.0", "pdf") == f"{stem}-v1.0.pdf"
