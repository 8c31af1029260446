"""The pages of a Word file: A4, upright or on their side, with a title above and a number below."""

from typing import Any

from it_advisor.documents import wording
from it_advisor.documents.content import Document
from it_advisor.documents.word import markup

SHORT, LONG = 11906, 16838
"""A4 in twentieths of a point."""
SIDE, TOP = 1247, 1361
PICTURE = 165 * 36_000
"""Width of a chart in English metric units."""
_TWIP = 635


def room(wide: bool) -> int:
    return (LONG if wide else SHORT) - 2 * SIDE


def prepare(file: Any, document: Document) -> None:
    """The first page is the cover and carries neither."""
    section = file.sections[0]
    _size(section, wide=False)
    section.different_first_page_header_footer = True
    language = document.language
    head = section.header.paragraphs[0]
    head.style = file.styles["Header"]
    head.text = f"{document.title}　{wording.VERSION.said(language)} {document.signatures.version}"
    before, between, after = wording.PAGE.said(language).split("{}")
    foot = section.footer.paragraphs[0]
    foot.style = file.styles["Footer"]
    parts = (_run(before), markup.field("PAGE", "1"), _run(between), markup.field("NUMPAGES", "1"), _run(after))
    _fill(foot, "".join(parts))


def turn(file: Any, wide: bool) -> None:
    """From here on the pages lie on their side, or stand; nothing changes where they do already."""
    section = file.sections[-1]
    if (section.page_width > section.page_height) != wide:
        section = file.add_section()
        file.sections[-2]._sectPr.getparent().style = "Gap"  # the line that ends a section could fill a page of its own
        section.different_first_page_header_footer = False
        _size(section, wide)


def append(file: Any, *blocks: str) -> None:
    """Before the properties of the last section, which close the body."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    end = file.element.body.sectPr
    for block in list(parse_xml(f"<w:body {nsdecls('w')}>{''.join(blocks)}</w:body>")):
        end.addprevious(block)


def _size(section: Any, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Emu

    across, down = (LONG, SHORT) if wide else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Emu(across * _TWIP), Emu(down * _TWIP)
    section.left_margin = section.right_margin = Emu(SIDE * _TWIP)
    section.top_margin = section.bottom_margin = Emu(TOP * _TWIP)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _fill(paragraph: Any, runs: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for one in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph._p.append(one)
