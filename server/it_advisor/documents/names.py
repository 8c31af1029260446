"""Names of files that every system takes."""

import re

MOST = 80
"""Characters of a title in a name; with a folder above it the path stays within what Windows takes."""
MOST_BYTES = 200
_REFUSED = re.compile(r"[^\w-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_name(title: str, version: str, ending: str) -> str:
    """`title-v1.0.docx`: letters of any script, digits, hyphens and underscores; never a device of Windows."""
    stem = _safe(title)[:MOST].strip("-_") or "report"
    state = re.sub(r"[^0-9A-Za-z.]+", "-", version)[:20].strip("-.")
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1]
    stem = f"report-{stem}" if _DEVICES.fullmatch(stem) else stem
    return f"{stem}-v{state}.{ending}" if state else f"{stem}.{ending}"


def _safe(text: str) -> str:
    return _REFUSED.sub("-", text).strip("-_")
