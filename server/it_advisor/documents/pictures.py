"""Charts drawn: as SVG for pages, as PNG for Word."""

import re
from collections.abc import Iterable
from functools import cache
from types import ModuleType

from it_advisor.documents import fonts
from it_advisor.documents.content import Chart
from it_advisor.documents.extra import require

SHARPNESS = 2.0
_IDS = re.compile(r'(\bid="|\burl\(#|href="#)')


def svgs(charts: Iterable[Chart]) -> dict[str, str]:
    """By name. The ids inside tell the charts of one page apart."""
    return {chart.name: _IDS.sub(rf"\g<1>{chart.name}-", _vega().vegalite_to_svg(chart.spec)) for chart in charts}


def pngs(charts: Iterable[Chart]) -> dict[str, bytes]:
    return {chart.name: _vega().vegalite_to_png(chart.spec, scale=SHARPNESS) for chart in charts}


@cache
def _vega() -> ModuleType:
    require("vl_convert")
    import vl_convert

    vl_convert.register_font_directory(str(fonts.folders()[0]))
    return vl_convert
