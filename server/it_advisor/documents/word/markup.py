"""Blocks as WordprocessingML; every text is escaped, none is markup."""

from xml.sax.saxutils import escape, quoteattr

from it_advisor.documents import wording
from it_advisor.documents.content import Chart, Heading, Item, Table
from it_advisor.errors import Language
from it_advisor.markdown import Span, Spans

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_INSET = 70
"""Twips between a cell's line and its text."""
_SHARED = {*"“”‘’—…·"}
_SIDES = {"left": "left", "center": "center", "right": "right"}


def paragraph(spans: Spans, style: str, language: Language, extra: str = "") -> str:
    runs = "".join(run(span, language) for span in spans)
    return f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def run(span: Span, language: Language) -> str:
    """In Chinese, marks that both scripts share are set as the Chinese ones."""
    look = '<w:rFonts w:hint="eastAsia"/>' if language == "zh" and _SHARED & {*span.text} else ""
    look = '<w:rStyle w:val="VerbatimChar"/>' + look if span.code else look
    look += "<w:b/>" if span.strong else ""
    look += "<w:i/>" if span.emphasis else ""
    return f"<w:r><w:rPr>{look}</w:rPr>{_text(span.text)}</w:r>"


def _text(text: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\n"))
    return "<w:br/>".join(parts)


def heading(block: Heading, language: Language) -> str:
    number = block.anchor.removeprefix("s")
    runs = run(Span(block.text), language)
    return (
        f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="Heading{block.level}"/></w:pPr>'
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(block)}"/>{runs}<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def bookmark(block: Heading) -> str:
    return f"_Toc{int(block.anchor.removeprefix('s')):06}"


def item(block: Item, number: int | None, language: Language) -> str:
    """With a number of Word's own, so that a line put between them is counted too."""
    level = min(block.depth, 5) - 1
    if number is None:
        return paragraph(block.spans, "ListContinue", language, f'<w:ind w:left="{_indent(level)}"/>')
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(block.spans, "ListParagraph", language, listed)


def _indent(level: int) -> int:
    return 420 * (level + 1)


def code(text: str, language: Language) -> str:
    return paragraph((Span(text.rstrip("\n")),), "SourceCode", language)


def caption(block: Table | Chart, language: Language, above: bool) -> str:
    """Counted by Word, so that it can be referred to; it stays with what it names."""
    words, sequence = (wording.TABLE, "Table") if isinstance(block, Table) else (wording.CHART, "Figure")
    keep = "<w:keepNext/>" if above else ""
    number = field(f"SEQ {sequence} \\* ARABIC", str(block.number))
    before, after = run(Span(f"{words.said(language)} "), language), run(Span(f"  {block.caption}"), language)
    return f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="Caption"/>{keep}</w:pPr>{before}{number}{after}</w:p>'


def field(instruction: str, shown: str, dirty: bool = False) -> str:
    """A complex field with the result it had last."""
    state = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{state}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{_text(shown)}</w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def gap() -> str:
    """A little air below a table."""
    return f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'


def table(block: Table, room: int, language: Language) -> str:
    """The header row is repeated on every page; no row is split between two."""
    widths = [room * share // 100 for share in block.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(block.header, widths, block.aligned, language, is_head=True) if block.header else ""
    rows = "".join(_row(row, widths, block.aligned, language) for row in block.rows)
    return (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_INSET}" w:type="dxa"/>'
        f'<w:right w:w="{_INSET}" w:type="dxa"/></w:tblCellMar><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(block.caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(
    cells: tuple[Spans, ...], widths: list[int], aligned: tuple[str, ...], language: Language, is_head: bool = False
) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/>' if is_head else ""
    style = "TableHead" if is_head else "TableText"
    found = []
    for cell, width, side in zip(cells, widths, aligned, strict=True):
        text = paragraph(cell, style, language, f'<w:jc w:val="{_SIDES[side]}"/>')
        found.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{text}</w:tc>')
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(found)}</w:tr>"
