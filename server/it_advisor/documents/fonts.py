"""The fonts documents are set in: one with Chinese comes along, those of the system stand in for what it lacks."""

import sys
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from it_advisor.documents.content import Document, mapped
from it_advisor.documents.extra import require
from it_advisor.errors import Incomplete, Words

FAMILY = "Noto Sans SC"
LATIN = range(0x20, 0x250)
"""In the fonts that typst itself brings."""
_INSTALL = {
    "linux": "apt-get install fonts-noto-core fonts-noto-cjk",
    "darwin": "brew install --cask font-noto-sans font-noto-sans-cjk",
    "win32": "https://fonts.google.com/noto",
}
_T = TypeVar("_T")


def folder() -> Path:
    """Where the font that comes along lies."""
    return _file().parent


@cache
def book() -> Any:
    """Every font typst may use. Raises Incomplete where ours is not among them: it would set empty boxes."""
    require("typst")
    import typst

    found = typst.Fonts(font_paths=[str(folder())])
    if FAMILY not in found.families():
        raise _missing(FAMILY, FAMILY)
    return found


def readable(document: Document) -> Document:
    """The document with symbols that no font has written as their names. Raises Incomplete for letters none has."""
    lost = _lost(document)
    if missing := _lacking(lost):
        raise missing
    return spelled(document, lost)


def lacking(thing: Any) -> Words | None:
    """Which letters of it no font has, and what to install; None where every one can be read."""
    missing = _lacking(_lost(thing))
    return missing.words if missing else None


def _lacking(lost: Collection[str]) -> Incomplete | None:
    letters = [one for one in lost if unicodedata.category(one)[0] in "LN"]
    scripts = sorted({unicodedata.name(one, "?").split()[0] for one in letters})
    return _missing("".join(letters[:10]), ", ".join(scripts)) if letters else None


def spelled(thing: _T, lost: Collection[str] | None = None) -> _T:
    """The same with every character that no font has as its name in brackets."""
    lost = _lost(thing) if lost is None else lost
    if not lost:
        return thing
    table = {ord(one): _name(one) for one in lost}
    changed: _T = mapped(thing, lambda text: text.translate(table))
    return changed


def _name(character: str) -> str:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cn", "Co"):
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def _lost(thing: Any) -> list[str]:
    """Characters that no font has, in their order of number."""
    found: set[str] = set()

    def look(text: str) -> str:
        found.update(text)
        return text

    mapped(thing, look)
    rest = {ord(one) for one in found if not one.isspace()} - _covered() - set(LATIN)
    for covered in _others() if rest else ():
        rest -= covered
        if not rest:
            break
    return [chr(code) for code in sorted(rest)]


@cache
def _covered() -> frozenset[int]:
    return _characters(str(_file()), 0)


def _others() -> Iterator[frozenset[int]]:
    """What the fonts of the system have, one after the other; each is read once."""
    seen: set[str] = set()
    for font in book().fonts():
        if font.path is not None and str(font.path) not in seen:
            seen.add(str(font.path))
            yield _characters(str(font.path), font.index)


@cache
def _characters(file: str, index: int) -> frozenset[int]:
    require("fontTools")
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(file, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):  # a file of the system that is no font after all
        return frozenset()


@cache
def _file() -> Path:
    require("pylopdf_fonts_zh_cn")
    return Path(import_module("pylopdf_fonts_zh_cn").sans_path())


def _missing(shown: str, script: str) -> Incomplete:
    cure = _INSTALL.get(sys.platform, _INSTALL["win32"])
    return Incomplete(
        Words(
            f"没有字体能显示：{shown}（{script}）；请安装后重试：{cure}",
            f"no font has: {shown} ({script}); install one and try again: {cure}",
        )
    )
