"""The charts of a report as Vega-Lite specifications: data, drawn elsewhere."""

from collections.abc import Iterator

from it_advisor.documents.content import Chart, Material
from it_advisor.errors import Language, Words

KINDS = {
    "tco-by-year": "costs",
    "cash-flow": "costs",
    "sensitivity": "costs",
    "scores": "ranking",
    "roadmap": "roadmap",
    "risk-matrix": "risks",
}
"""What each chart is about."""


def drawn(material: Material, language: Language, notes: list[Words]) -> Iterator[Chart]:
    """The charts there are facts for; why one is missing is noted."""
    yield from ()
