"""When which phase runs, what ends it, and what is then paid."""

from typing import Any

from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import layers, theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language
from it_advisor.summary import Phase, Summary

MOST_PHASES = 20
_ROW = 50


def gantt(summary: Summary, language: Language) -> Chart | None:
    phases = summary.phases[:MOST_PHASES]
    if not phases:
        return None
    rows = [_row(phase, number, language) for number, phase in enumerate(phases, 1)]
    told = "; ".join(f"{one.id} {one.name}: {one.start_month:f}–{one.start_month + one.months:f}" for one in phases)
    alt = words.ROADMAP_ALT.said(language).format(told)
    return theme.chart("roadmap", words.ROADMAP.said(language), alt, _gantt(rows, language))


def _row(phase: Phase, number: int, language: Language) -> dict[str, Any]:
    end = float(phase.start_month + phase.months)
    mark = words.MILESTONE.said(language).format(number)
    if phase.payment_pct:
        mark += words.PAYMENT.said(language).format(f"{phase.payment_pct.normalize():f}")
    return {
        "phase": theme.lines(f"{phase.id} {phase.name}", 14, 2),
        "start": float(phase.start_month),
        "end": end,
        "owner": theme.lines(phase.owner, 18, 2),
        "mark": mark,
    }


def _gantt(rows: list[dict[str, Any]], language: Language) -> Spec:
    last = max(row["end"] for row in rows)
    y = layers.rows("phase")
    step = 1 if last <= 18 else 3 if last <= 48 else 6
    x = {
        "field": "start",
        "type": "quantitative",
        "scale": {"domain": [0, last * 1.32], "nice": False},
        "axis": {"title": words.FROM_APPROVAL.said(language), "values": list(range(0, int(last) + 1, step))},
    }
    bars = {
        "mark": {"type": "bar", "fill": theme.LIGHT, "stroke": theme.INK, "strokeWidth": 0.8, "height": {"band": 0.5}},
        "encoding": {"y": y, "x": x, "x2": {"field": "end"}},
    }
    ends = {"y": y, "x": {"field": "end", "type": "quantitative"}}
    diamonds = {
        "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 190, "fill": theme.DARK, "opacity": 1},
        "encoding": ends,
    }
    texts = [_text("mark", ends, dy=-9, fontSize=11), _text("owner", ends, dy=5, fontSize=10.5, fill=theme.SOFT)]
    return {
        "data": theme.values(rows),
        "width": theme.WIDTH - 30,
        "height": _ROW * len(rows),
        "layer": [bars, diamonds, *texts],
    }


def _text(field: str, place: Spec, **look: Any) -> Spec:
    """Beside the end of a bar."""
    mark = {"type": "text", "align": "left", "dx": 12, "lineBreak": "\n", "lineHeight": 13, **look}
    return {"mark": mark, "encoding": place | {"text": {"field": field}}}
