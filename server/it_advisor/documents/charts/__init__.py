"""The charts of a report as Vega-Lite specifications: data, drawn elsewhere."""

from collections.abc import Iterator

from it_advisor.costs import CostEstimate
from it_advisor.costs.figures import OptionEstimate
from it_advisor.documents import wording
from it_advisor.documents.charts import cash, ranking, risks, roadmap, sensitivity, spending
from it_advisor.documents.content import Chart, Material
from it_advisor.errors import Language, Words
from it_advisor.summary import Summary

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
    summary = material.summary
    found: list[Chart | None] = []
    if material.costs and material.estimate:
        found.append(spending.by_year(material.estimate, language))
        found.append(cash.flow(material.costs, material.estimate, language))
        if option := _advised(material.estimate, summary):
            found.append(sensitivity.tornado(option, material.estimate.currency, language))
    if material.compared:
        found.append(ranking.compared(material.compared, language))
    elif summary:
        found.append(ranking.reported(summary, language))
    if summary:
        found += [roadmap.gantt(summary, language), risks.matrix(summary, language)]
        if summary.risks and found[-1] is None:
            notes.append(wording.NO_GRADES)
    yield from filter(None, found)


def _advised(estimate: CostEstimate, summary: Summary | None) -> OptionEstimate | None:
    """The option the report recommends, where it is one of those; else the one worth most."""
    options = [one for one in estimate.options if one.returns and one.returns.npv.value is not None]
    chosen = next((one for one in summary.options if one.verdict == "recommended"), None) if summary else None
    named = [one for one in options if chosen and one.option in (chosen.name, f"{chosen.id} {chosen.name}")]
    return max(named or options, key=_worth, default=None)


def _worth(option: OptionEstimate) -> float:
    return float(option.returns.npv.value or 0) if option.returns else 0.0
