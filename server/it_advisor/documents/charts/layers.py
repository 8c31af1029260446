"""Parts that several charts are made of."""

from typing import Any

from it_advisor.documents.charts import theme
from it_advisor.documents.content import Spec

_LINE = 15
"""From one line of a name to the next."""
_LIFT: Spec = {
    "condition": [
        {"test": f"length({theme.SPLIT}) == {count}", "value": -_LINE * (count - 1) / 2} for count in range(2, 5)
    ],
    "value": 0,
}
NAMES: Spec = {"title": None, "labelExpr": theme.SPLIT, "labelBaseline": "middle", "ticks": False}
NAMES |= {"labelLineHeight": _LINE, "labelOffset": _LIFT}
"""An axis with a name a row, of several lines where it is long; the row is level with their middle."""
_ORDER = {"field": "at", "type": "ordinal"}


def rows(field: str) -> Spec:
    """One row for each of these names, in their order."""
    return {"field": field, "type": "nominal", "sort": None, "axis": NAMES}


def stacked(x: Spec, y: Spec, names: list[str], legend: Spec | None, size: str) -> list[Spec]:
    """Bars of several parts, each part with its mark in it: colours alone would be lost on a copy in grey."""
    fill = {"field": "kind", "type": "nominal", "scale": {"domain": names, "range": theme.fills(len(names))}}
    bars = {
        "mark": bar(size),
        "encoding": {"x": x, "y": y, "fill": fill | {"legend": legend}, "order": _ORDER},
    }
    middle = {"stack": "zero", "bandPosition": 0.5}
    marks = {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            "x": x | middle if size == "height" else x,
            "y": y | middle if size == "width" else y,
            "detail": {"field": "kind"},
            "text": {"field": "mark"},
            "fill": {"field": "ink", "type": "nominal", "scale": None},
            "order": _ORDER,
        },
    }
    return [bars, marks]


def part(names: list[str], at: int, has_room: bool) -> dict[str, Any]:
    """What `stacked` needs of one part of a bar."""
    return {
        "kind": names[at],
        "at": at,
        "mark": str(at + 1) if has_room else "",
        "ink": theme.ink_on(theme.fills(at + 1)[at]),
    }


def bar(size: str) -> Spec:
    return {"type": "bar", "stroke": theme.INK, "strokeWidth": 0.6, size: {"band": 0.65}}
