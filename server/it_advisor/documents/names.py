"""Names of files that every system takes."""

import re
import unicodedata
from unicodedata import normalize

MOST = 80
"""Characters of a title in a name; with a folder above it the path stays within what Windows takes."""
MOST_BYTES = 200
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_name(title: str, version: str, ending: str) -> str:
    """`title-v1.0.docx`: letters of any script with their marks, digits, hyphens and underscores.

    Composed (NFC), so that two systems write it alike; never a device of Windows.
    """
    stem = _cut(_safe(title), MOST) or "report"
    state = re.sub(r"[^0-9A-Za-z.]+", "-", version)[:20].strip("-.")
    while len(stem.encode()) > MOST_BYTES:
        stem = _cut(stem, len(stem) - 1)
    stem = f"report-{stem}" if _DEVICES.fullmatch(stem) else stem
    return f"{stem}-v{state}.{ending}" if state else f"{stem}.{ending}"


def _safe(text: str) -> str:
    kept = (one if one in "-_" or unicodedata.category(one)[0] in "LMN" else " " for one in normalize("NFC", text))
    return "-".join("".join(kept).split()).strip("-_")


def _cut(text: str, most: int) -> str:
    """No mark is parted from its letter."""
    while most < len(text) and most and unicodedata.category(text[most])[0] == "M":
        most -= 1
    return text[:most].strip("-_")
