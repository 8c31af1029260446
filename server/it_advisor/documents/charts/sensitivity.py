"""What an option's worth hangs on most."""

from typing import Any

from it_advisor.costs.figures import OptionEstimate, shown
from it_advisor.documents.charts import labels as words
from it_advisor.documents.charts import layers, theme
from it_advisor.documents.content import Chart, Spec
from it_advisor.errors import Language


def tornado(option: OptionEstimate, currency: str, language: Language) -> Chart | None:
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
            "label": f"{unit.of(amount):,.4g}".replace("-", "−"),
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
    caption = words.TORNADO.said(language).format(option=option.option)
    return theme.chart("sensitivity", caption, alt, _tornado(rows, len(swings), (low, high), unit.name, language))


def _tornado(rows: list[dict[str, Any]], count: int, ends: tuple[str, str], unit: str, language: Language) -> Spec:
    y = layers.rows("line")
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
        "mark": layers.bar("height"),
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
