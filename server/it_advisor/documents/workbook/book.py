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
from it_advisor.errors import Words

_REFUSAL = (
    Words("不能填入", "Not possible here"),
    Words(
        "请填写列标题所说的数值，或从下拉列表中选择。", "Fill in what the column's head says, or choose from the list."
    ),
)


class Book:
    """The file as a whole."""

    def __init__(self, document: Document, title: str) -> None:
        self._out = BytesIO()
        self.language, self.document = document.language, document
        self.workbook = Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": styles.FONTS[document.language], "font_size": styles.SIZE},
            },
        )
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
        return Sheet(self, name, note, marker)

    def name(self, name: str, address: str) -> None:
        self.workbook.define_name(name, f"={address}")

    def content(self) -> bytes:
        self.workbook.close()
        return settled(self._out.getvalue())
