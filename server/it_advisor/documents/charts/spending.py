"""What options cost, year by year and by category."""

from decimal import Decimal
from typing import Any

from it_advisor.costs import CostEstimate
from it_advisor.costs.figures import shown
from it_advisor.costs.wording import NAMES
from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import layers, theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language

MOST_OPTIONS = 4
"""Side by side; more would be too narrow to read."""
_VISIBLE = 24
"""A part of a bar lower than this share of the highest has no room for its mark."""


def by_year(estimate: CostEstimate, language: Language) -> Chart:
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
            **layers.part(names, used.index(row.category), amount > least),
        }
        for letter, option in zip(theme.LETTERS, options, strict=False)
        for row in option.categories
        for year, amount in enumerate(row.by_year, 1)
        if amount
    ]
    told = "; ".join(f"{one.option}: {shown(one.tco.value or Decimal(0))}" for one in options)
    alt = words.TCO_ALT.said(language).format(years=estimate.horizon_years, currency=estimate.currency, totals=told)
    spec = _columns(rows, names, len(options), unit.name, language)
    return theme.chart("tco-by-year", words.TCO.said(language), alt, spec)


def _columns(rows: list[dict[str, Any]], names: list[str], options: int, unit: str, language: Language) -> Spec:
    x = {"field": "year", "type": "ordinal", "axis": {"title": words.YEAR.said(language), "labelAngle": 0}}
    y = {"field": "amount", "type": "quantitative", "axis": {"title": unit, "tickCount": 6}}
    totals = {
        "transform": [
            {"aggregate": [{"op": "sum", "field": "amount", "as": "total"}], "groupby": ["option", "year"]},
            {"filter": "datum.total > 0"},
            {"calculate": "format(datum.total, datum.total >= 100 ? ',.0f' : ',.2~f')", "as": "label"},
        ],
        "mark": {"type": "text", "dy": -8, "fontSize": 11, "fontWeight": "bold"},
        "encoding": {"x": x, "y": {"field": "total", "type": "quantitative"}, "text": {"field": "label"}},
    }
    header = {"title": None, "labelExpr": theme.SPLIT, "labelPadding": 14}
    parts = layers.stacked(x, y, names, theme.below(3), "width")
    return {
        "data": theme.values(rows),
        "facet": {"column": {"field": "option", "type": "nominal", "sort": None, "header": header}},
        "spec": {"width": theme.WIDTH // options - 12, "height": 280, "layer": [*parts, totals]},
        "spacing": 14,
    }
