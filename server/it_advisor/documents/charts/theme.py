"""What all charts share: fonts, fills that differ in grey too, units of money, labels that fit."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from it_advisor.documents.content import Chart, Spec, mapped
from it_advisor.documents.measure import wrapped
from it_advisor.documents.outline import tidy
from it_advisor.errors import Language

WIDTH = 640
"""Of the drawing itself, without labels beside it."""
FONT = "Liberation Sans, Arial, Noto Sans SC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
"""The first two are equally wide, so letters fit wherever a page is read. A font of Chinese at the head of the list
would have its thousands of shapes read anew for every label: three times the time of a whole drawing."""
INK, SOFT, LINE = "#1b2430", "#56616f", "#ccd3db"
DARK, LIGHT = "#1f4e79", "#b9d0e4"
FILLS = (
    "#1f3b57",
    "#e3b04b",
    "#4f86b0",
    "#f3e3c3",
    "#8a4f6d",
    "#a9d0c4",
    "#5b5b5b",
    "#d98a5b",
    "#c9d6e2",
    "#31695a",
    "#b9b9b9",
)
"""Neighbours differ in brightness, so that a copy in grey can be read."""
STROKES = (DARK, FILLS[7], FILLS[9], FILLS[4], "#777777", "#000000")
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 6])
LETTERS = "ABCDEFGHIJ"
SPLIT = "split(datum.label, '\\n')"
"""A label of several lines."""
_CONFIG: Spec = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": SOFT,
        "gridColor": "#e6eaef",
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelLimit": 0,
        "titleLimit": 0,
    },
    "legend": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": INK,
        "labelLimit": 0,
        "symbolStrokeColor": INK,
        "symbolStrokeWidth": 0.6,
    },
    "header": {"labelFontSize": 12, "labelColor": INK, "labelLimit": 0, "titleFontSize": 12},
    "text": {"fontSize": 12, "fill": INK},
}


_UNITS: dict[Language, tuple[tuple[int, str], ...]] = {
    "zh": ((8, "亿 {}"), (4, "万 {}")),
    "en": ((9, "{} billion"), (6, "{} million"), (3, "{} thousand")),
}


class Unit(NamedTuple):
    """What money is counted in on an axis."""

    factor: Decimal
    name: str

    def of(self, amount: Decimal) -> float:
        return float(amount / self.factor)


def chart(name: str, caption: str, alt: str, spec: Spec) -> Chart:
    """Texts in it are tidied here once: a control character would end the process that draws it."""
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": alt,
        "padding": {"left": 14, "right": 18, "top": 6, "bottom": 6},  # the font on paper is up to 6 % wider
        "config": _CONFIG,
        **spec,
    }
    drawn: Chart = mapped(Chart(name, caption, alt, whole), tidy)
    return drawn


def unit(amounts: Sequence[Decimal], currency: str, language: Language) -> Unit:
    """So that the axis shows short numbers."""
    most = max((abs(amount) for amount in amounts), default=Decimal(0))
    for power, name in _UNITS[language]:
        if most >= 5 * 10**power:
            return Unit(Decimal(10**power), name.format(currency))
    return Unit(Decimal(1), currency)


def lines(text: str, most: float, count: int = 2) -> str:
    """A label in lines that SPLIT takes apart."""
    return "\n".join(wrapped(text, most, count))


def marked(names: Sequence[str], most: float, marks: str | None = None) -> list[str]:
    """Names for a legend, each on one line and with a mark that tells even shortened ones apart."""
    return [f"{marks[at] if marks else at + 1} {lines(name, most, 1)}" for at, name in enumerate(names)]


def ink_on(fill: str) -> str:
    """Black or white, whichever can be read."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#000000"


def fills(count: int) -> list[str]:
    return [FILLS[at % len(FILLS)] for at in range(count)]


def below(columns: int) -> Spec:
    """A legend under the chart, in the order of its entries."""
    return {"orient": "bottom", "title": None, "columns": columns, "columnPadding": 24} | {
        "symbolType": "square",
        "symbolSize": 160,
    }


def values(rows: Sequence[dict[str, Any]]) -> Spec:
    return {"values": list(rows)}
