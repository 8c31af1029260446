"""A report's file on the command line: its text, or what kind of file it is and how to make text of it."""

from it_advisor.doors.argument_files import read_bytes
from it_advisor.errors import BadRequest, Problem, Words

_SAVE = Words("另存为 Markdown（.md，UTF-8）", "save the report as Markdown (.md) in UTF-8")
_KINDS: tuple[tuple[bytes, Words], ...] = (
    (b"%PDF-", Words("是 PDF；请把文字复制出来", "is a PDF; copy its text and")),
    (b"PK\x03\x04", Words("是 Word 或其他 Office 文件；请", "is a Word or other Office file;")),
    (b"\xd0\xcf\x11\xe0", Words("是旧版 Word 或其他 Office 文件；请", "is an old Word or other Office file;")),
    (b"{\\rtf", Words("是 RTF；请", "is RTF;")),
    (b"\xff\xfe", Words("是 UTF-16 文本；请", "is text in UTF-16;")),
    (b"\xfe\xff", Words("是 UTF-16 文本；请", "is text in UTF-16;")),
)
"""By how the file begins."""
_GB18030 = Words("是 GB18030（GBK）编码的文本；请", "is text in GB18030 (GBK);")
_NO_TEXT = Words("不是文本；请", "is no text;")
_LEAST_HAN = 0.2
"""The part of a text's characters that are Chinese where it was read in the right encoding."""


def read_report_file(path: str) -> str:
    """Raises BadRequest naming the kind of a file that is no text in UTF-8."""
    data = read_bytes(path, "REPORT")
    kind = next((words for mark, words in _KINDS if data.startswith(mark)), None)
    if kind is None and b"\0" in data:
        kind = _NO_TEXT
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, kind = "", kind or (_GB18030 if _is_chinese(data) else _NO_TEXT)
    if kind is not None:
        raise BadRequest(Problem(path, Words(kind.zh + _SAVE.zh, f"{kind.en} {_SAVE.en}")))
    return text


def _is_chinese(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= one <= "\u9fff" for one in text) >= _LEAST_HAN * len(text)
