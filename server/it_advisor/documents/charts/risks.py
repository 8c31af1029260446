"""How likely what may go wrong is, and how much it would hurt."""

from collections import defaultdict

from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.documents.measure import wrapped
from it_advisor.errors import Language
from it_advisor.summary import Summary

GRADES = range(1, 6)
_CELL = 66
_SHADES = ("#ffffff", "#eef1f5", "#d3dbe4", "#b2bfcc", "#8b9cae")
"""By likelihood times impact: the darker, the worse; light enough to read black on."""


def matrix(summary: Summary, language: Language) -> Chart | None:
    """None where no risk has both grades: they are judged by people and never made up."""
    rated = [risk for risk in summary.risks if risk.likelihood and risk.impact]
    if not rated:
        return None
    held: dict[tuple[int, int], list[str]] = defaultdict(list)
    for risk in rated:
        held[risk.likelihood or 0, risk.impact or 0].append(risk.id)
    cells = [
        {
            "likelihood": likelihood,
            "impact": impact,
            "shade": _SHADES[(likelihood * impact - 1) * len(_SHADES) // 25],
            "risks": "\n".join(wrapped(" ".join(held[likelihood, impact]), 4.6, 4)),
        }
        for likelihood in GRADES
        for impact in GRADES
    ]
    listed = [line for risk in rated for line in _entry(f"{risk.id} {risk.risk}")]
    told = "; ".join(f"{risk.id} {risk.risk}: {risk.likelihood} × {risk.impact}" for risk in rated)
    alt = words.MATRIX_ALT.said(language).format(told)
    return theme.chart("risk-matrix", words.MATRIX.said(language), alt, _spec(cells, listed, language))


def _entry(text: str) -> list[str]:
    first, *rest = wrapped(text, 24, 2)
    return [first, *("    " + line for line in rest)]


def _spec(cells: list[dict[str, object]], listed: list[str], language: Language) -> Spec:
    axis = {"grid": False, "ticks": False, "domain": False, "labelAngle": 0}
    x = {"field": "likelihood", "type": "ordinal", "axis": axis | {"title": words.LIKELIHOOD.said(language)}}
    y: Spec = {"field": "impact", "type": "ordinal", "sort": "descending"}
    y |= {"axis": axis | {"title": words.IMPACT.said(language)}}
    squares = {
        "mark": {"type": "rect", "stroke": theme.SOFT, "strokeWidth": 0.8},
        "encoding": {"fill": {"field": "shade", "type": "nominal", "scale": None}},
    }
    held = {
        "mark": {"type": "text", "fontWeight": "bold", "lineBreak": "\n", "baseline": "middle"},
        "encoding": {"text": {"field": "risks"}},
    }
    size = {"width": _CELL * 5, "height": _CELL * 5}
    grid = {"data": theme.values(cells), **size, "encoding": {"x": x, "y": y}, "layer": [squares, held]}
    return {"hconcat": [grid, _names(listed)], "spacing": 24}


def _names(listed: list[str]) -> Spec:
    """The risks beside the matrix, as large as fits."""
    rows = [{"line": number, "text": text} for number, text in enumerate(listed)]
    step = min(20.0, 5 * _CELL / max(1, len(rows)))
    line = {"field": "line", "type": "ordinal", "axis": None}
    return {
        "data": theme.values(rows),
        "width": 320,
        "height": step * len(rows),
        "mark": {"type": "text", "align": "left", "fontSize": min(12.0, step * 0.75)},
        "encoding": {"x": {"value": 0}, "y": line, "text": {"field": "text"}},
    }
