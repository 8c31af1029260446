"""The styles of a Word file: fonts for both scripts, language tags, counted headings, lists."""

from datetime import datetime, time
from typing import Any

from it_advisor.documents.content import Document, Item
from it_advisor.documents.word.sections import room
from it_advisor.errors import Language

LATIN, CHINESE, FIXED = "Calibri", "Microsoft YaHei", "Consolas"
_TAGS: dict[Language, str] = {"zh": "en-US", "en": "en-GB"}
"""Of Latin text; Chinese is proofed as zh-CN in either."""
_MARK, _SOFT = (0x1F, 0x4E, 0x79), (0x56, 0x61, 0x6F)
_SIZES = {1: 16, 2: 13, 3: 11.5, 4: 10.5}
_ADDED = (
    # name, based on, size, before, after, keep with next
    ("Picture", "Normal", 10.5, 10, 4, True),
    ("TableText", "Normal", 8.5, 1, 1, False),
    ("TableHead", "TableText", 8.5, 1, 1, True),
    ("Gap", "Normal", 4, 0, 4, False),
    ("SourceCode", "Normal", 8.5, 6, 6, False),
    ("TOC 1", "Normal", 10.5, 4, 2, False),
    ("TOC 2", "Normal", 10, 0, 2, False),
    ("Contents", "Normal", 16, 0, 10, True),
)
_HEADING_NUMBERS, _NUMBERS, _BULLETS = 90, 91, 92


def prepare(file: Any, document: Document) -> None:
    _defaults(file, document.language)
    _headings(file)
    _others(file)
    _numbering(file)
    _modern(file)
    about, day = file.core_properties, datetime.combine(document.signatures.date, time())
    about.title, about.author = document.title[:255], document.signatures.owner[:255]
    about.language = "zh-CN" if document.language == "zh" else "en-GB"
    about.created = about.modified = day
    about.last_modified_by = about.comments = ""
    about.revision = 1


def _modern(file: Any) -> None:
    """As Word writes it since 2013; without this it opens in a mode for older files, with another country's letters."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    settings = file.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = next(one for one in settings if one.tag in (qn("w:rsids"), qn("m:mathPr"), qn("w:themeFontLang")))
    after.addprevious(compat)
    theme = settings.find(qn("w:themeFontLang"))
    theme.set(qn("w:eastAsia"), "zh-CN")  # the library's own template is Japanese


def _defaults(file: Any, language: Language) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    properties = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _fonts(properties.get_or_add_rFonts(), LATIN)
    lang = properties.find(qn("w:lang"))
    lang.set(qn("w:val"), _TAGS[language])
    lang.set(qn("w:eastAsia"), "zh-CN")
    normal = file.styles["Normal"]
    _fonts(normal.element.get_or_add_rPr().get_or_add_rFonts(), LATIN)
    normal.font.size = Pt(10.5)
    _space(normal, 0, 6)
    normal.paragraph_format.line_spacing = 1.25 if language == "zh" else 1.15
    _space(file.styles["Body Text"], 0, 6)


def _fonts(fonts: Any, latin: str) -> None:
    """Word falls back for Chinese where the East Asian font is not named; a theme's name would win over ours."""
    from docx.oxml.ns import qn

    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, family in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", CHINESE)):
        fonts.set(qn(f"w:{script}"), family)


def _headings(file: Any) -> None:
    from docx.shared import Pt, RGBColor

    for level, size in _SIZES.items():
        style = file.styles[f"Heading {level}"]
        _fonts(style.element.get_or_add_rPr().get_or_add_rFonts(), LATIN)
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = RGBColor(*_MARK)
        _space(style, 18 - 3 * level, 6)
        style.paragraph_format.keep_with_next = True
    for name in ("Title", "Subtitle", "Caption", "Quote", "List Paragraph", "List Continue", "Header", "Footer"):
        style = file.styles[name]
        _fonts(style.element.get_or_add_rPr().get_or_add_rFonts(), LATIN)
        style.font.italic = False


def _others(file: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Pt, RGBColor

    for name, base, size, before, after, keep in _ADDED:
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles[base]
        style.font.size = Pt(size)
        _space(style, before, after)
        style.paragraph_format.keep_with_next = keep
        if name.startswith("Table"):
            style.paragraph_format.line_spacing = 1.1
    ink, soft = RGBColor(*_MARK), RGBColor(*_SOFT)
    file.styles["TableHead"].font.bold = True
    file.styles["Contents"].font.color.rgb = ink
    file.styles["TOC 2"].paragraph_format.left_indent = Pt(18)
    for name in ("TOC 1", "TOC 2"):
        stops = file.styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(Pt(room(wide=False) / 20), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    file.styles["SourceCode"].font.name = FIXED
    verbatim = file.styles.add_style("VerbatimChar", WD_STYLE_TYPE.CHARACTER)
    verbatim.font.name = FIXED
    caption, title = file.styles["Caption"], file.styles["Title"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9), True, RGBColor(0, 0, 0)
    _space(caption, 8, 4)
    title.font.size, title.font.color.rgb = Pt(28), ink
    _space(title, 150, 12)
    file.styles["Subtitle"].font.size, file.styles["Subtitle"].font.color.rgb = Pt(12), soft
    _space(file.styles["Subtitle"], 0, 170)
    for name in ("Header", "Footer"):
        file.styles[name].font.size, file.styles[name].font.color.rgb = Pt(8.5), soft
    file.styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _space(style: Any, before: float, after: float) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _numbering(file: Any) -> None:
    """Chapters counted 1, 1.1, 1.1.1; lists counted afresh each; bullets."""
    from docx.oxml.ns import qn

    chapters = [
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{at + 1}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{".".join(f"%{n}" for n in range(1, at + 2))}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for at in range(4)
    ]
    _define(file, _HEADING_NUMBERS, chapters)
    _define(file, _NUMBERS, [_level(at, "decimal", f"%{at + 1}.") for at in range(5)])
    _define(file, _BULLETS, [_level(at, "bullet", "•–•–•"[at]) for at in range(5)])
    for level in _SIZES:
        properties = file.styles[f"Heading {level}"].element.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().set(qn("w:val"), str(level - 1))
        numbered.get_or_add_numId().set(qn("w:val"), str(_HEADING_NUMBERS))


def _level(at: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{420 * (at + 1)}" w:hanging="420"/></w:pPr></w:lvl>'
    )


def _define(file: Any, number: int, levels: list[str]) -> None:
    """Definitions stand before the lists that use them."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    numbering = file.part.numbering_part.element
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
    numbering.find(qn("w:num")).addprevious(definition)
    numbering.append(_num(number, number))


def _num(number: int, of: int, starts: str = "") -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{starts}</w:num>')


class Lists:
    """Gives each list of a document its own count."""

    def __init__(self, file: Any) -> None:
        self._numbering = file.part.numbering_part.element
        self._next = 100
        self._open: dict[int, tuple[int, int]] = {}
        """By depth: the list and its last number."""

    def end(self) -> None:
        self._open.clear()

    def number(self, item: Item) -> int | None:
        """The list of Word an item belongs to; None for a further paragraph of an item."""
        if not item.marker:
            return None
        self._open = {depth: held for depth, held in self._open.items() if depth <= item.depth}
        digits = item.marker.rstrip(".)")
        if not digits.isdecimal():
            return _BULLETS
        count, (held, last) = int(digits), self._open.get(item.depth, (0, 0))
        if not held or count != last + 1:
            held = self._start(item.depth, count)
        self._open[item.depth] = (held, count)
        return held

    def _start(self, depth: int, at: int) -> int:
        self._next += 1
        level = min(depth, 5) - 1
        starts = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>'
        self._numbering.append(_num(self._next, _NUMBERS, starts))
        return self._next
