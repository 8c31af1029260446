"""How the money stands month by month, and when an option has paid for itself."""

from decimal import localcontext
from itertools import accumulate
from typing import Any

from it_advisor.costs import CostEstimate, CostsRequest
from it_advisor.costs.cashflow import ledgers
from it_advisor.costs.returns import CONTEXT
from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language

MOST_CURVES = 6


def flow(request: CostsRequest, estimate: CostEstimate, language: Language) -> Chart | None:
    """Month by month, against doing nothing; None where doing nothing is all there is."""
    with localcontext(CONTEXT):
        books = [book for book in ledgers(request) if not book.is_baseline][:MOST_CURVES]
        curves = [
            list(accumulate(gain - cost for gain, cost in zip(b.gaining("likely"), b.spending("likely"), strict=True)))
            for b in books
        ]
    if not books:
        return None
    unit = theme.unit([amount for curve in curves for amount in curve], request.currency, language)
    names = theme.marked([book.option for book in books], 42, theme.LETTERS)
    paid = {one.option: one.scenarios[1].payback_months for one in estimate.options}
    months = [paid[book.option] for book in books]
    rows = [
        {"option": name, "month": month, "amount": unit.of(amount)}
        for name, curve in zip(names, curves, strict=True)
        for month, amount in enumerate(curve)
    ]
    points = [
        {
            "month": month,
            "amount": unit.of(curve[month]),
            "label": words.PAID_BACK.said(language).format(theme.LETTERS[at], month),
            "at": at,
        }
        for at, (month, curve) in enumerate(zip(months, curves, strict=True))
        if month is not None
    ]
    told = "; ".join(
        f"{book.option}: {words.NEVER.said(language) if month is None else month}"
        for book, month in zip(books, months, strict=True)
    )
    alt = words.CASH_ALT.said(language).format(currency=request.currency, months=request.months, told=told)
    return theme.chart("cash-flow", words.CASH.said(language), alt, _curves(rows, points, names, unit.name, language))


def _curves(
    rows: list[dict[str, Any]], points: list[dict[str, Any]], names: list[str], unit: str, language: Language
) -> Spec:
    last = max(row["month"] for row in rows)
    x = {
        "field": "month",
        "type": "quantitative",
        "scale": {"domain": [0, last], "nice": False},
        "axis": {"title": words.MONTH.said(language), "values": list(range(0, last + 1, 6 if last <= 72 else 12))},
    }
    y = {"field": "amount", "type": "quantitative", "axis": {"title": unit, "tickCount": 7}}
    dots = {
        "data": theme.values(points),
        "mark": {"type": "point", "filled": True, "size": 90, "fill": theme.INK, "stroke": "#ffffff"},
        "encoding": {"x": x, "y": y},
    }
    zero = {"mark": {"type": "rule", "stroke": theme.INK}, "encoding": {"y": {"datum": 0}}}
    labels = [_label(point, x, y, point["month"] < last * 0.3) for point in points]
    return {
        "data": theme.values(rows),
        "width": theme.WIDTH,
        "height": 300,
        "layer": [zero, _line(x, y, names), dots, *labels],
    }


def _line(x: Spec, y: Spec, names: list[str]) -> Spec:
    """A stroke of its own for each option, in colour and in dashes."""
    legend: Spec = {"orient": "bottom", "title": None, "columns": 1, "symbolType": "stroke", "symbolSize": 900}
    legend |= {"symbolStrokeWidth": 2.4, "symbolStrokeColor": None}
    option = {"field": "option", "type": "nominal", "sort": None, "legend": legend}
    return {
        "mark": {"type": "line", "strokeWidth": 2.4},
        "encoding": {
            "x": x,
            "y": y,
            "stroke": option | {"scale": {"domain": names, "range": list(theme.STROKES)}},
            "strokeDash": option | {"scale": {"domain": names, "range": list(theme.DASHES)}},
        },
    }


def _label(point: dict[str, Any], x: Spec, y: Spec, is_early: bool) -> Spec:
    """Where a curve that has just paid back is not: above its point to the left, or where there is no room to the
    left, below zero to the right.
    """
    lift = 16 + 17 * point["at"]
    side = {"dx": 6, "align": "left", "dy": lift} if is_early else {"dx": -10, "align": "right", "dy": -lift}
    height = {"datum": 0, "type": "quantitative"} if is_early else y
    return {
        "data": theme.values([point]),
        "mark": {"type": "text", "fontWeight": "bold", **side},
        "encoding": {"x": x, "y": height, "text": {"field": "label"}},
    }
