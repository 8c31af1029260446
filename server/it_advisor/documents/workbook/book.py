"""A workbook being written: its sheets, its styles, its names."""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from it_advisor.documents.archive import settled
from it_advisor.documents.content import Document
from it_advisor.documents.workbook import styles
from it_advisor.documents.workbook.safety import safe
from it_advisor.documents.workbook.sheet import Sheet
from it_advisor.errors import Language, Words

_REFUSAL = (
    Words("不能填入", "Not possible here"),
    Words(
        "请填写列标题所说的数值，或从下拉列表中选择。", "Fill in what the column's head says, or choose from the list."
    ),
)


class Book:
    """The file as a whole."""

    def __init__(self, document: Document, title: str, locked: bool = False) -> None:
        self._out = BytesIO()
        self.locked = locked
        """Whether formulas are kept from being typed over by accident; there is no password."""
        self.sheets: list[Sheet] = []
        self.language, self.document = document.language, document
        self.workbook = _empty(self._out, document.language)
        self.workbook.set_properties(
            {
                "title": title,
                "author": document.signatures.owner,
                "created": datetime.combine(document.signatures.date, time(12)),
            }
        )
        self.footer = safe(document.title)[:80].replace("&", "＆")  # & would begin a command
        self.refusal = _REFUSAL[0].said(document.language), _REFUSAL[1].said(document.language)
        self._formats: dict[str, Format] = {}

    def format(self, style: str) -> Format:
        if style not in self._formats:
            own = styles.properties(style)
            self._formats[style] = self.workbook.add_format(
                {"font_name": styles.FONTS[self.language], "font_size": styles.SIZE, **own}
            )
        return self._formats[style]

    def sheet(self, name: Words, note: Words | None = None, marker: str = "") -> Sheet:
        self.sheets.append(Sheet(self, name, note, marker))
        return self.sheets[-1]

    def name(self, name: str, address: str) -> None:
        self.workbook.define_name(name, f"={address}")

    def content(self) -> bytes:
        self.workbook.close()
        return settled(self._out.getvalue())


def _empty(out: BytesIO, language: Language) -> Workbook:
    """Where no text becomes a formula, a link or a number."""
    font = {"font_name": styles.FONTS[language], "font_size": styles.SIZE}
    as_text = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    return Workbook(out, {"in_memory": True, **as_text, "default_format_properties": font})
