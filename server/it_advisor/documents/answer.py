"""What an export gives: the files, and what a reader should know about them."""

from pydantic import Field

from it_advisor.documents.request import Format
from it_advisor.errors import Language, Words
from it_advisor.model import Model

_NEXT_STEP = Words("打开文件核对后再发送。", "Open the files and check them before you send them.")


class DocumentFile(Model):
    """One file; its content travels beside the answer, not in it."""

    name: str = Field(description="Safe on every system")
    format: Format
    mime_type: str
    size: int = Field(description="Bytes")
    sha256: str
    content: bytes = Field(exclude=True, repr=False)


class Export(Model):
    """The files made from a report."""

    language: Language
    title: str
    files: tuple[DocumentFile, ...]
    missing: tuple[Format, ...] = Field(default=(), description="Formats that could not be made; the notes say why")
    charts: tuple[str, ...] = Field(description="Captions of the charts in them")
    notes: tuple[str, ...] = Field(description="What was left out or written differently, and why")

    @property
    def next_step(self) -> str:
        return _NEXT_STEP.said(self.language)

    def text(self) -> str:
        files = (f"- {file.name} ({file.mime_type}, {file.size:,} bytes)" for file in self.files)
        return "\n".join((*files, *(f"- {note}" for note in self.notes)))
