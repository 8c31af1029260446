"""What an option costs by year, when it pays back, and what that hangs on."""

from decimal import Decimal, localcontext
from itertools import accumulate
from typing import Any

from it_advisor.costs import CostEstimate, CostsRequest
from it_advisor.costs.cashflow import ledgers
from it_advisor.costs.figures import OptionEstimate, shown
from it_advisor.costs.returns import CONTEXT
from it_advisor.costs.wording import NAMES
from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language

MOST_OPTIONS = 4
"""Side by side; more would be too narrow to read."""
MOST_CURVES = 6
LETTERS = "ABCDEFGHIJ"
_VISIBLE = 24
"""A part of a bar lower than this share of the highest has no room for its mark."""


def tco_by_year(estimate: CostEstimate, language: Language) -> Chart:
    options = estimate.options[:MOST_OPTIONS]
    amounts = [year.cost for option in options for year in option.years]
    unit = theme.unit(amounts, estimate.currency, language)
    used = list(dict.fromkeys(row.category for option in options for row in option.categories))
    names = theme.marked([NAMES[one].said(language) for one in used], 24)
    least = max(amounts, default=Decimal(0)) / _VISIBLE
    room = theme.WIDTH / len(options) / 13
    rows = [
        {
            "option": theme.lines(f"{letter} {option.option}", room, 3),
            "year": str(year),
            "amount": unit.of(amount),
            "kind": names[used.index(row.category)],
            "at": used.index(row.category),
            "mark": str(used.index(row.category) + 1) if amount > least else "",
            "ink": theme.ink_on(theme.FILLS[used.index(row.category)]),
        }
        for letter, option in zip(LETTERS, options, strict=False)
        for row in option.categories
        for year, amount in enumerate(row.by_year, 1)
    ]
    told = "; ".join(f"{one.option}: {shown(one.tco.value or Decimal(0))}" for one in options)
    alt = words.TCO_ALT.said(language).format(years=estimate.horizon_years, currency=estimate.currency, totals=told)
    spec = _columns(rows, names, len(options), unit.name, language)
    return theme.chart("tco-by-year", words.TCO.said(language), alt, spec)


def _columns(rows: list[dict[str, Any]], names: list[str], options: int, unit: str, language: Language) -> Spec:
    x = {"field": "year", "type": "ordinal", "axis": {"title": words.YEAR.said(language), "labelAngle": 0}}
    y = {"field": "amount", "type": "quantitative", "axis": {"title": unit, "tickCount": 6}}
    fill = {"field": "kind", "type": "nominal", "scale": {"domain": names, "range": theme.fills(len(names))}}
    order = {"field": "at", "type": "ordinal"}
    bars = {
        "mark": {"type": "bar", "stroke": theme.INK, "strokeWidth": 0.6, "width": {"band": 0.7}},
        "encoding": {"x": x, "y": y, "fill": fill | {"legend": theme.below(3)}, "order": order},
    }
    marks = {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            "x": x,
            "y": y | {"stack": "zero", "bandPosition": 0.5},
            "detail": {"field": "kind"},
            "text": {"field": "mark"},
            "fill": {"field": "ink", "type": "nominal", "scale": None},
            "order": order,
        },
    }
    totals = {
        "transform": [
            {"aggregate": [{"op": "sum", "field": "amount", "as": "total"}], "groupby": ["option", "year"]},
            {"filter": "datum.total > 0"},
            {"calculate": "format(datum.total, datum.total >= 100 ? ',.0f' : ',.2~f')", "as": "label"},
        ],
        "mark": {"type": "text", "dy": -8, "fontSize": 11, "fontWeight": "bold"},
        "encoding": {
            "x": x,
            "y": {"field": "total", "type": "quantitative"},
            "text": {"field": "label"},
        },
    }
    header = {"title": None, "labelExpr": theme.SPLIT, "labelPadding": 14}
    return {
        "data": theme.values(rows),
        "facet": {"column": {"field": "option", "type": "nominal", "sort": None, "header": header}},
        "spec": {"width": theme.WIDTH // options - 12, "height": 280, "layer": [bars, marks, totals]},
        "spacing": 14,
    }


def cash_flow(request: CostsRequest, estimate: CostEstimate, language: Language) -> Chart | None:
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
    names = theme.marked([book.option for book in books], 42, LETTERS)
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
            "label": words.PAID_BACK.said(language).format(LETTERS[at], month),
            "lift": -14 - 17 * at,
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
    scales = {"domain": names, "range": list(theme.STROKES)}
    dashes = {"domain": names, "range": list(theme.DASHES)}
    legend: Spec = {"orient": "bottom", "title": None, "columns": 1, "symbolType": "stroke", "symbolSize": 900}
    legend |= {"symbolStrokeWidth": 2.4, "symbolStrokeColor": None}
    option = {"field": "option", "type": "nominal", "sort": None}
    line = {
        "mark": {"type": "line", "strokeWidth": 2.4},
        "encoding": {
            "x": x,
            "y": y,
            "stroke": option | {"scale": scales, "legend": legend},
            "strokeDash": option | {"scale": dashes, "legend": legend},
        },
    }
    zero = {"mark": {"type": "rule", "stroke": theme.INK}, "encoding": {"y": {"datum": 0}}}
    dots = {
        "data": theme.values(points),
        "mark": {"type": "point", "filled": True, "size": 90, "fill": theme.INK, "stroke": "#ffffff"},
        "encoding": {"x": x, "y": y},
    }
    labels = [
        {
            "data": theme.values([point]),
            "mark": {
                "type": "text",
                "dy": point["lift"],
                "dx": -8 if point["month"] > last * 0.7 else 8,
                "align": "right" if point["month"] > last * 0.7 else "left",
                "fontWeight": "bold",
            },
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        }
        for point in points
    ]
    return {"data": theme.values(rows), "width": theme.WIDTH, "height": 300, "layer": [zero, line, dots, *labels]}


def sensitivity(option: OptionEstimate, currency: str, language: Language) -> Chart | None:
    """A tornado around the net present value; None where no line has a range that matters."""
    swings = [swing for swing in option.tornado if swing.swing]
    if not swings or option.returns is None or option.returns.npv.value is None:
        return None
    ends = [amount for swing in swings for amount in (swing.npv_at_low, swing.npv_at_high)]
    unit = theme.unit(ends, currency, language)
    low, high = words.AT_LOW.said(language), words.AT_HIGH.said(language)
    rows = [
        {
            "line": theme.lines(f"{swing.line} {swing.item}", 16, 3),
            "end": name,
            "from": unit.of(option.returns.npv.value),
            "to": unit.of(amount),
            "label": f"{unit.of(amount):,.4g}",
        }
        for swing in swings
        for name, amount in ((low, swing.npv_at_low), (high, swing.npv_at_high))
    ]
    first = swings[0]
    alt = words.TORNADO_ALT.said(language).format(
        option=option.option,
        npv=shown(option.returns.npv.value),
        currency=currency,
        line=f"{first.line} {first.item}",
        swing=shown(first.swing),
    )
    caption = words.TORNADO.said(language).format(option=theme.lines(option.option, 30, 1))
    return theme.chart("sensitivity", caption, alt, _tornado(rows, len(swings), (low, high), unit.name, language))


def _tornado(rows: list[dict[str, Any]], count: int, ends: tuple[str, str], unit: str, language: Language) -> Spec:
    y = {
        "field": "line",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelExpr": theme.SPLIT, "labelBaseline": "middle", "ticks": False},
    }
    title = words.NPV.said(language).format(unit)
    edge = min(min(row["to"] for row in rows), rows[0]["from"]), max(max(row["to"] for row in rows), rows[0]["from"])
    margin = (edge[1] - edge[0]) * 0.12 or 1
    scale = {"zero": False, "nice": False, "domain": [edge[0] - margin, edge[1] + margin]}
    x = {"field": "to", "type": "quantitative", "scale": scale, "axis": {"title": title, "tickCount": 7}}
    fill = {
        "field": "end",
        "type": "nominal",
        "scale": {"domain": list(ends), "range": [theme.LIGHT, theme.DARK]},
        "legend": theme.below(2),
    }
    bars = {
        "mark": {"type": "bar", "stroke": theme.INK, "strokeWidth": 0.6, "height": {"band": 0.6}},
        "encoding": {"y": y, "x": x, "x2": {"field": "from"}, "fill": fill},
    }
    sides = [
        {
            "transform": [{"filter": f"datum.to {sign} datum.from"}],
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11},
            "encoding": {"y": y, "x": x, "text": {"field": "label"}},
        }
        for sign, align, shift in (("<", "right", -5), (">=", "left", 5))
    ]
    base = {
        "data": theme.values([{"from": rows[0]["from"]}]),
        "mark": {"type": "rule", "stroke": theme.INK, "strokeWidth": 1.5},
        "encoding": {"x": {"field": "from", "type": "quantitative", "scale": scale}},
    }
    return {"data": theme.values(rows), "width": theme.WIDTH - 60, "height": 58 * count, "layer": [bars, *sides, base]}
