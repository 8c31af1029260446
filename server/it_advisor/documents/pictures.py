"""Charts drawn: as SVG for pages, and that as PNG for Word."""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from types import ModuleType

from it_advisor.documents import fonts, typesetting
from it_advisor.documents.charts import theme
from it_advisor.documents.content import Chart
from it_advisor.documents.extra import require

DOTS = 160
"""An inch, in a picture for Word."""
KEPT = 48
"""Drawings kept for the next format of the same report."""
_IDS = re.compile(r'(\bid="|\burl\(#|href="#)')
_PAGES = b"""
#set page(width: auto, height: auto, margin: 0pt)
#for svg in json(bytes(sys.inputs.data)) { page(image(bytes(svg), format: "svg")) }
"""


def svgs(charts: Iterable[Chart]) -> dict[str, str]:
    """By name. The ids inside tell the charts of one page apart."""
    return {chart.name: _IDS.sub(rf"\g<1>{chart.name}-", _drawn(json.dumps(chart.spec))) for chart in charts}


def printed(charts: Iterable[Chart]) -> dict[str, str]:
    """As `svgs`, in the font that comes along: the same on every machine."""
    return {name: svg.replace(theme.FONT, fonts.FAMILY) for name, svg in svgs(charts).items()}


def pngs(charts: Iterable[Chart]) -> dict[str, bytes]:
    """By typst, which takes a tenth of the time of vl-convert; what no font has is written as its name."""
    drawn = printed(fonts.spelled(tuple(charts)))
    if not drawn:
        return {}
    return dict(zip(drawn, typesetting.pngs(_PAGES, list(drawn.values()), DOTS), strict=True))


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    drawn: str = _vega().vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


@cache
def _vega() -> ModuleType:
    require("vl_convert")
    import vl_convert

    vl_convert.register_font_directory(str(fonts.folder()))
    return vl_convert
