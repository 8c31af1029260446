"""How the options score, and of which criteria that is made."""

from typing import Any

from it_advisor.comparison import Comparison
from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import layers, theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language
from it_advisor.summary import Option, Summary

MOST_OPTIONS, MOST_CRITERIA = 12, 8
_ROW = 52
_VISIBLE = 4
"""Points below which a part of a bar has no room for its mark."""


def compared(comparison: Comparison, language: Language) -> Chart | None:
    """Weighted points, stacked by criterion; None where every option failed a must-have."""
    ranking = comparison.ranking[:MOST_OPTIONS]
    if not ranking:
        return None
    weights = {one.criterion: one.in_total_pct for one in comparison.weights if not one.is_group}
    shown = sorted(weights, key=lambda name: -weights[name])
    kept = shown[: MOST_CRITERIA if len(shown) <= MOST_CRITERIA else MOST_CRITERIA - 1]
    titles = [f"{weights[name]:.3g} % {name}" for name in kept]
    if rest := shown[len(kept) :]:
        titles.append(words.OTHERS.said(language).format(len(rest)))
    names = theme.marked(titles, 20)
    rows = []
    for standing in ranking:
        points = [standing.points_by_criterion[name] for name in kept]
        points += [sum(standing.points_by_criterion[name] for name in rest)] if rest else []
        label = theme.lines(f"{standing.place}. {standing.option}", 15, 3)
        rows += [
            {"option": label, "points": amount, **layers.part(names, at, amount >= _VISIBLE)}
            for at, amount in enumerate(points)
        ]
    told = "; ".join(f"{one.place}. {one.option}: {one.points:.1f}" for one in ranking)
    return theme.chart(
        "scores",
        words.SCORES.said(language),
        words.SCORES_ALT.said(language).format(told),
        _bars(rows, names, len(ranking), theme.below(2), language),
    )


def reported(summary: Summary, language: Language) -> Chart | None:
    """The scores as the report has them; None where it has fewer than two."""
    options = [option for option in summary.options if option.score is not None][:MOST_OPTIONS]
    if len(options) < 2:
        return None
    names = [words.POINTS.said(language)]
    rows = [
        {
            "option": _named(option, language),
            "points": float(option.score or 0),
            **layers.part(names, 0, has_room=False),
        }
        for option in sorted(options, key=lambda one: -(one.score or 0))
    ]
    told = "; ".join(f"{one.id} {one.name}: {one.score:f}" for one in options)
    return theme.chart(
        "scores",
        words.SCORES.said(language),
        words.SCORES_ALT.said(language).format(told),
        _bars(rows, names, len(options), None, language),
    )


def _named(option: Option, language: Language) -> str:
    """How it stands with the must-haves on a line of its own: a name may be cut, that may not."""
    name, gates = theme.lines(f"{option.id} {option.name}", 15, 2), words.GATES[option.gates].said(language)
    return f"{name}\n{gates}" if gates else name


def _bars(rows: list[dict[str, Any]], names: list[str], count: int, legend: Spec | None, language: Language) -> Spec:
    y = layers.rows("option")
    x = {
        "field": "points",
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": words.POINTS_OF_100.said(language), "tickCount": 10},
    }
    totals = {
        "transform": [{"aggregate": [{"op": "sum", "field": "points", "as": "total"}], "groupby": ["option"]}],
        "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": "bold"},
        "encoding": {
            "y": y,
            "x": {"field": "total", "type": "quantitative"},
            "text": {"field": "total", "format": ".1f"},
        },
    }
    return {
        "data": theme.values(rows),
        "width": theme.WIDTH - 60,
        "height": _ROW * count,
        "layer": [*layers.stacked(x, y, names, legend, "height"), totals],
    }
