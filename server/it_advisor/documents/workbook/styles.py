"""How cells look. A style is a word or two: what the cell holds, and before a dot what it is there for."""

from typing import Any

from it_advisor.errors import Language

FONTS: dict[Language, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
SIZE = 10
INPUT, HEAD, SUM, LINE, GREY = "#FFF2CC", "#1F3864", "#E7ECF5", "#BFC7D5", "#5F6B7A"
GOOD, BAD = "#C6E0B4", "#F8CBAD"

_HOLDS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "name": {"bold": True, "text_wrap": True},
    "money": {"num_format": "#,##0.00;[Red]-#,##0.00", "align": "right"},
    "number": {"num_format": "#,##0.######", "align": "right"},
    "points": {"num_format": "0.00", "align": "right"},
    "share": {"num_format": '0.0" %"', "align": "right"},
    "rate": {"num_format": '0.00" %";[Red]-0.00" %"', "align": "right"},
    "factor": {"num_format": '0.000000;-0.000000;"·"', "align": "right"},
    "count": {"num_format": "0", "align": "right"},
    "middle": {"align": "center", "text_wrap": True},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}
_FOR: dict[str, dict[str, Any]] = {
    "": {"border": 1, "border_color": LINE, "valign": "top"},
    "in": {"border": 1, "border_color": LINE, "valign": "top", "bg_color": INPUT, "locked": False},
    "sum": {"border": 1, "border_color": LINE, "valign": "top", "bg_color": SUM, "bold": True},
    "head": {"border": 1, "border_color": LINE, "valign": "vcenter", "bg_color": HEAD, "font_color": "#FFFFFF"},
}
_ALONE: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": HEAD},
    "note": {"font_color": GREY, "italic": True, "valign": "top", "text_wrap": True},
    "hint": {"font_color": GREY, "italic": True},
    "block": {"bold": True, "font_size": 12, "font_color": HEAD, "bottom": 2, "bottom_color": HEAD},
    "key": {"font_color": GREY, "font_size": 8},
    "good": {"bg_color": GOOD},
    "bad": {"bg_color": BAD, "bold": True},
    "bar": {"bg_color": "#2F5597"},
}


def properties(style: str) -> dict[str, Any]:
    """Of a style such as `money`, `in.money` or `title`."""
    if style in _ALONE:
        return _ALONE[style]
    purpose, _, holds = style.rpartition(".")
    bold = {"bold": True, "text_wrap": True} if purpose == "head" else {}
    return {**_HOLDS[holds], **_FOR[purpose], **bold}
