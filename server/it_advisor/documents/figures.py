"""The charts of a calculation as drawings for a page, without a document around them."""

from collections.abc import Sequence
from typing import NamedTuple

from it_advisor.comparison import Comparison, ComparisonRequest
from it_advisor.costs import CostEstimate, CostsRequest
from it_advisor.documents import charts, pictures
from it_advisor.documents.content import Material
from it_advisor.errors import Language


class Figure(NamedTuple):
    """A chart drawn: an SVG element without styles or scripts, and what it says in words."""

    name: str
    caption: str
    alt: str
    svg: str


def figures(
    request: CostsRequest | ComparisonRequest, answer: CostEstimate | Comparison, language: Language
) -> Sequence[Figure]:
    """Raises Incomplete, with the command that installs it, where the part that draws is missing."""
    found = tuple(charts.drawn(_material(request, answer), language, []))
    drawn = pictures.svgs(found)
    return [Figure(one.name, one.caption, one.alt, _silent(drawn[one.name])) for one in found]


def _silent(svg: str) -> str:
    """What is drawn is for eyes; whoever listens is told what the chart says, not each of its marks."""
    return f'<svg aria-hidden="true" {svg.removeprefix("<svg ")}'


def _material(request: CostsRequest | ComparisonRequest, answer: CostEstimate | Comparison) -> Material:
    if isinstance(request, CostsRequest) and isinstance(answer, CostEstimate):
        return Material(costs=request, estimate=answer)
    if isinstance(request, ComparisonRequest) and isinstance(answer, Comparison):
        return Material(comparison=request, compared=answer)
    raise TypeError(f"{type(answer).__name__} does not answer {type(request).__name__}")
