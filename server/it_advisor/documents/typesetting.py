"""typst at work: a layout of ours and data in, pages out, and nothing kept of them."""

import json
from datetime import UTC, date, datetime
from typing import Any

from it_advisor.documents import fonts
from it_advisor.documents.extra import require

_AGES = 11
"""typst drops what it remembers of a document after ten others; it would hold 50 MB of each until then."""


def pdf(layout: bytes, data: Any, day: date) -> bytes:
    """The layout reads the data as `sys.inputs.data`, in JSON."""
    require("typst")
    import typst

    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    made = typst.compile(layout, font_paths=fonts.book(), format="pdf", sys_inputs=_inputs(data), timestamp=at)
    _forget()
    return made


def pngs(layout: bytes, data: Any, dots: float) -> list[bytes]:
    """One a page, at so many dots an inch."""
    require("typst")
    import typst

    made = typst.compile(layout, font_paths=fonts.book(), format="png", ppi=dots, sys_inputs=_inputs(data))
    _forget()
    return made if isinstance(made, list) else [made]


def _inputs(data: Any) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _forget() -> None:
    import typst

    for _ in range(_AGES):
        typst.compile(b"", font_paths=fonts.book(), format="svg")
