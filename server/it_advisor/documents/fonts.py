"""The fonts documents are set in: one with Chinese comes along, a folder may add others."""

from functools import cache
from importlib import import_module
from pathlib import Path

from it_advisor.documents.extra import require

FAMILY = "Noto Sans SC"


@cache
def folder() -> Path:
    """Where the font that comes along lies."""
    require("pylopdf_fonts_zh_cn")
    return Path(import_module("pylopdf_fonts_zh_cn").sans_path()).parent
