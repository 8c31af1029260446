"""A document for Word: text stays text, headings are headings, and whoever gets it can go on writing."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import groupby
from typing import Any

from it_advisor.documents import pictures
from it_advisor.documents.archive import settled
from it_advisor.documents.content import Block, Chart, Code, Document, Heading, Item, Paragraph, Table
from it_advisor.documents.extra import require
from it_advisor.documents.word import cover, markup, sections, styles


def written(document: Document) -> bytes:
    require("docx")
    import docx

    with ThreadPoolExecutor(1) as beside:  # typst draws on one core while the text is written on another
        drawn = beside.submit(pictures.pngs, document.charts)
        file = docx.Document()
        styles.prepare(file, document)
        sections.prepare(file, document)
        cover.write(file, document)
        _Body(file, document, drawn.result).write()
    out = BytesIO()
    file.save(out)
    return settled(out.getvalue())


class _Body:
    """The blocks in their order, in portrait and landscape sections."""

    def __init__(self, file: Any, document: Document, drawn: Callable[[], dict[str, bytes]]) -> None:
        self._file, self._document, self._drawn = file, document, drawn
        self._lists = styles.Lists(file)
        self._waiting: list[str] = []
        """Written, not yet in the file: it takes many at once in a fraction of the time."""

    def write(self) -> None:
        for wide, run in groupby(self._document.blocks, key=_is_wide):
            sections.turn(self._file, wide)
            self._write(run)
            self._settle()

    def _write(self, blocks: Iterable[Block]) -> None:
        language = self._document.language
        for block in blocks:
            match block:
                case Heading():
                    self._add(markup.heading(block, language))
                case Paragraph():
                    self._add(markup.paragraph(block.spans, "Quote" if block.quoted else "BodyText", language))
                case Item():
                    self._add(markup.item(block, self._lists.number(block), language))
                case Table():
                    self._add(markup.caption(block, language, above=True))
                    self._add(markup.table(block, sections.room(block.wide), language))
                    self._add(markup.gap())
                case Code():
                    self._add(markup.code(block.text, language))
                case Chart():
                    self._picture(block)
            if not isinstance(block, Item):
                self._lists.end()

    def _picture(self, chart: Chart) -> None:
        from docx.shared import Emu

        self._settle()
        holder = self._file.add_paragraph(style="Picture")
        shape = holder.add_run().add_picture(BytesIO(self._drawn()[chart.name]), width=Emu(sections.PICTURE))
        about = shape._inline.docPr
        about.set("name", chart.name)
        about.set("descr", chart.alt)
        self._add(markup.caption(chart, self._document.language, above=False))

    def _add(self, xml: str) -> None:
        self._waiting.append(xml)

    def _settle(self) -> None:
        sections.append(self._file, *self._waiting)
        self._waiting.clear()


def _is_wide(block: Block) -> bool:
    return isinstance(block, Heading | Table) and block.wide
